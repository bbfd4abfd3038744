using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Support;

/// <summary>Service requests on <c>/api</c>: every side finds its own, and does what is its own to do.</summary>
public static class ServiceRequestEndpoints
{
    public static void MapServiceRequests(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/service-requests").WithTags("Support");
        requests.MapGet("/", List).RequirePermission(Permission.UseServiceRequests, PermissionLevel.Read)
            .WithName("ListServiceRequests")
            .WithSummary("A customer's requests, those that a partner answers, or those that were escalated; the newest first");
        requests.MapPost("/", Ask).RequirePermission(Permission.UseServiceRequests)
            .RequirePermission(Permission.ViewOwnPartners, PermissionLevel.Read)
            .WithName("OpenServiceRequest").WithSummary("Ask a partner of the signed-in customer for help");
        requests.MapGet("/{id:guid}", Find).RequirePermission(Permission.UseServiceRequests, PermissionLevel.Read)
            .WithName("GetServiceRequest").WithSummary("One request with its history");
        requests.MapPost("/{id:guid}/notes", Note).RequirePermission(Permission.UseServiceRequests)
            .WithName("NoteServiceRequest").WithSummary("Write to a request");
        requests.MapPut("/{id:guid}/taking", Take).RequirePermission(Permission.UseServiceRequests)
            .WithName("TakeServiceRequest").WithSummary("Take a request, as the partner that answers it");
        requests.MapPut("/{id:guid}/escalation", Escalate).RequirePermission(Permission.UseServiceRequests)
            .WithName("EscalateServiceRequest").WithSummary("Hand a request to the vendor, as the partner that answers it");
        requests.MapPut("/{id:guid}/return", HandBack).RequirePermission(Permission.UseServiceRequests)
            .WithName("ReturnServiceRequest").WithSummary("Hand an escalated request back, as the vendor");
        requests.MapPut("/{id:guid}/resolution", Resolve).RequirePermission(Permission.UseServiceRequests)
            .WithName("ResolveServiceRequest").WithSummary("Say that a request is solved, and how");
        requests.MapPut("/{id:guid}/closing", Close).RequirePermission(Permission.UseServiceRequests)
            .WithName("CloseServiceRequest").WithSummary("Close a request");
        requests.MapPut("/{id:guid}/reopening", Reopen).RequirePermission(Permission.UseServiceRequests)
            .WithName("ReopenServiceRequest").WithSummary("Open a request again that was solved or closed");
        api.MapPost("/customers/{customerId:guid}/service-requests", OpenFor)
            .RequirePermission(Permission.HandleCustomerService)
            .WithTags("Support")
            .WithName("OpenServiceRequestForCustomer").WithSummary("Open a request for a customer, as one of its partners");
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapServiceRequestExport(this IEndpointRouteBuilder app) => app
        .MapGet(ServiceRequestList.ExportPath, Export)
        .RequirePermission(Permission.UseServiceRequests, PermissionLevel.Read)
        .ExcludeFromDescription();

    private static async Task<Results<Ok<PageBody<ServiceRequestRowBody>>, ProblemHttpResult>> List(
        string? search,
        string? state,
        string? severity,
        string? topic,
        Guid? customerId,
        int? size,
        string? cursor,
        Actor actor,
        ServiceRequestQueries requests,
        CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var filter = new ServiceRequestFilter(
            search,
            EnumName.Find<ServiceRequestState>(state),
            EnumName.Find<ServiceSeverity>(severity),
            EnumName.Find<ServiceTopic>(topic),
            customerId is { } id ? new TenantId(id) : null)
        { IsDescending = true };
        return TypedResults.Ok((await requests.List(actor, filter, page, cancel)).ToBody(ServiceRequestRowBody.From));
    }

    private static async Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Ask(
        CustomersRequestBody body, Actor actor, OpenServiceRequest use, ServiceRequestQueries requests, CancellationToken cancel) =>
        await Answer(
            await use.AsCustomer(actor, new TenantId(body.PartnerId), body.ToWish(), cancel), actor, requests, cancel);

    private static async Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> OpenFor(
        Guid customerId, PartnersRequestBody body, Actor actor, OpenServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) =>
        await Answer(
            await use.ForCustomer(actor, new TenantId(customerId), body.ToWish(), body.ToContact(), cancel),
            actor, requests, cancel);

    private static async Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Find(
        Guid id, Actor actor, ServiceRequestQueries requests, CancellationToken cancel) =>
        await requests.Find(actor, new ServiceRequestId(id), cancel) is { } found
            ? TypedResults.Ok(ServiceRequestBody.From(found))
            : Problems.From(ServiceRequestReasons.NotFound);

    private static async Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Note(
        Guid id, ServiceNoteBody body, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) =>
        await Answer(
            await use.Note(actor, new ServiceRequestId(id), ServiceRequestBody.TextOf(body.Text), body.IsInternal, cancel),
            actor, requests, cancel);

    private static Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Take(
        Guid id, ServiceActBody body, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) => Act(id, body.ToWish(ServiceAct.Take), actor, use, requests, cancel);

    private static Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Escalate(
        Guid id, EscalationBody body, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) => Act(id, body.ToWish(), actor, use, requests, cancel);

    private static Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> HandBack(
        Guid id, ServiceActBody body, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) => Act(id, body.ToWish(ServiceAct.HandBack), actor, use, requests, cancel);

    private static Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Resolve(
        Guid id, ServiceActBody body, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) => Act(id, body.ToWish(ServiceAct.Resolve), actor, use, requests, cancel);

    private static Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Close(
        Guid id, ServiceActBody body, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) => Act(id, body.ToWish(ServiceAct.Close), actor, use, requests, cancel);

    private static Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Reopen(
        Guid id, ServiceActBody body, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) => Act(id, body.ToWish(ServiceAct.Reopen), actor, use, requests, cancel);

    private static async Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Act(
        Guid id, ServiceActWish wish, Actor actor, ChangeServiceRequest use, ServiceRequestQueries requests,
        CancellationToken cancel) =>
        await Answer(await use.Act(actor, new ServiceRequestId(id), wish, cancel), actor, requests, cancel);

    private static async Task<Results<Ok<ServiceRequestBody>, ProblemHttpResult>> Answer(
        Result<ServiceRequest> result, Actor actor, ServiceRequestQueries requests, CancellationToken cancel) =>
        result.ValueOrNull is { } request
            ? await Find(request.Id.Value, actor, requests, cancel)
            : Problems.From(result.Decision);

    private static ListExport<ServiceRequestRow> Export(HttpContext http, Actor actor, ServiceRequestList requests)
    {
        var list = requests.Definition(actor);
        var state = ListState.Read(http.Request.Query, list);
        string? customer = http.Request.Query["customer"];
        return new(
            list,
            state,
            requests.All(actor, state, customer, http.RequestAborted),
            most => requests.Count(actor, state, customer, most, http.RequestAborted),
            "service-requests");
    }
}
