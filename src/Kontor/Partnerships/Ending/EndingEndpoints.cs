using System.Globalization;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Partnerships;

/// <summary>
/// Admin access and the end of partnerships on <c>/api</c> (REL-20, REL-50 … REL-53). A statement counts as read in the
/// language of the request.
/// </summary>
public static class EndingEndpoints
{
    private static string ReadersLanguage => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static void MapEndings(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/partnerships").WithTags("Partnerships");
        own.MapGet("/end-statement", GetStatement)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .WithName("GetEndStatement")
            .WithSummary("What whoever ends a partnership confirms");
        own.MapGet("/{partnershipId:guid}", GetOne)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .WithName("GetPartnership")
            .WithSummary("A partnership of one's own, active or ended");
        own.MapPut("/{partnershipId:guid}/end", PutEnd)
            .RequirePermission(Permission.ManageResellers)
            .WithName("EndPartnership")
            .WithSummary("End the partnership with a reseller; customers and their rights stay");
        own.MapPut("/{partnershipId:guid}/admin-access", PutAccess)
            .RequirePermission(Permission.AcceptProviderInvitation)
            .WithName("GiveBackAdminAccess")
            .WithSummary("Give the provider admin access to the own tenant back");
        own.MapDelete("/{partnershipId:guid}/admin-access", DeleteAccess)
            .RequirePermission(Permission.AcceptProviderInvitation)
            .WithName("TakeAwayAdminAccess")
            .WithSummary("Take the provider's admin access to the own tenant away; the partnership goes on");
        own.MapPost("/{partnershipId:guid}/end-request", PostRequest)
            .RequirePermission(Permission.AcceptProviderInvitation)
            .WithName("RequestPartnershipEnd")
            .WithSummary("Ask the program to end the partnership with a provider");
        own.MapDelete("/{partnershipId:guid}/end-request", DeleteRequest)
            .RequirePermission(Permission.AcceptProviderInvitation)
            .WithName("WithdrawPartnershipEnd")
            .WithSummary("Take the request back, as long as nobody has decided");

        var requests = api.MapGroup("/partnership-end-requests").WithTags("Partnerships");
        requests.MapGet("", GetRequests)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("ListPartnershipEndRequests")
            .WithSummary("Requests to end partnerships, the longest waiting first");
        requests.MapGet("/{requestId:guid}", GetRequest)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("GetPartnershipEndRequest")
            .WithSummary("One request");
        requests.MapPut("/{requestId:guid}/decision", PutDecision)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("DecidePartnershipEnd")
            .WithSummary("Execute a request, which ends the partnership, or refuse it");
    }

    /// <summary>The operators' list as a file; it belongs to the page.</summary>
    public static void MapEndingExports(this IEndpointRouteBuilder app) =>
        app.MapGet(EndRequestList.ExportPath, Export)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static Ok<EndStatementBody> GetStatement() => TypedResults.Ok(
        new EndStatementBody(EndStatement.Version, ReadersLanguage, EndStatement.In(ReadersLanguage)));

    private static async Task<Results<Ok<OwnPartnershipBody>, ProblemHttpResult>> GetOne(
        Guid partnershipId, Actor actor, OwnPartnerships own, CancellationToken cancel) =>
        await own.Find(actor, new PartnershipId(partnershipId), cancel) is { } partnership
            ? TypedResults.Ok(OwnPartnershipBody.From(
                partnership, await own.EndOf(partnership, cancel), await own.LastRequest(partnership, cancel),
                actor.TenantId))
            : Problems.From(PartnershipReasons.PartnershipNotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> PutEnd(
        Guid partnershipId, EndingBody body, Actor actor, EndPartnership end, CancellationToken cancel) =>
        Done(await end.Handle(actor, new(partnershipId), body.ToConfirmation(ReadersLanguage), cancel));

    private static async Task<Results<NoContent, ProblemHttpResult>> PutAccess(
        Guid partnershipId, Actor actor, SetAdminAccess access, CancellationToken cancel) =>
        Done(await access.Handle(actor, new(partnershipId), grants: true, cancel));

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAccess(
        Guid partnershipId, Actor actor, SetAdminAccess access, CancellationToken cancel) =>
        Done(await access.Handle(actor, new(partnershipId), grants: false, cancel));

    private static async Task<Results<Ok<EndRequestBody>, ProblemHttpResult>> PostRequest(
        Guid partnershipId, EndWishBody body, Actor actor, RequestEnd request, CancellationToken cancel) =>
        Shown(await request.File(
            actor, new(partnershipId), body.Reason, body.ToConfirmation(ReadersLanguage), cancel));

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteRequest(
        Guid partnershipId, Actor actor, RequestEnd request, CancellationToken cancel) =>
        Done(await request.Withdraw(actor, new(partnershipId), cancel));

    private static async Task<Results<Ok<PageBody<EndRequestRowBody>>, ProblemHttpResult>> GetRequests(
        string? name, string? state, int? size, string? cursor, EndRequestQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await queries.List(new(name, EnumName.Find<EndRequestState>(state)), page, cancel))
                .ToBody(EndRequestRowBody.From))
            : Problems.From(asked.Decision);
    }

    private static async Task<Results<Ok<EndRequestBody>, ProblemHttpResult>> GetRequest(
        Guid requestId, EndRequestQueries queries, CancellationToken cancel) =>
        await queries.Find(new(requestId), cancel) is { } file
            ? TypedResults.Ok(EndRequestBody.From(file.Request))
            : Problems.From(PartnershipReasons.EndRequestNotFound);

    private static async Task<Results<Ok<EndRequestBody>, ProblemHttpResult>> PutDecision(
        Guid requestId, EndVerdictBody body, Actor actor, DecideEnd decide, CancellationToken cancel) =>
        Shown(await decide.Handle(actor, new(requestId), body.ToVerdict(), cancel));

    private static ListExport<EndRequestRow> Export(HttpContext http, EndRequestList requests)
    {
        var list = EndRequestList.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            requests.All(state, http.RequestAborted),
            most => requests.Count(state, most, http.RequestAborted),
            "partnership-ends");
    }

    private static Results<NoContent, ProblemHttpResult> Done<T>(Result<T> result)
        where T : class =>
        result.Match<Results<NoContent, ProblemHttpResult>>(
            _ => TypedResults.NoContent(), refused => Problems.From(refused));

    private static Results<Ok<EndRequestBody>, ProblemHttpResult> Shown(Result<PartnershipEndRequest> result) =>
        result.Match<Results<Ok<EndRequestBody>, ProblemHttpResult>>(
            request => TypedResults.Ok(EndRequestBody.From(request)), refused => Problems.From(refused));
}
