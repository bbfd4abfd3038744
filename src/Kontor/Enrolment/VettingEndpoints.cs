using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Enrolment;

/// <summary>The operators' side of enrollments on <c>/api</c>, and documents for both sides.</summary>
public static class VettingEndpoints
{
    public static void MapVetting(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/enrollments").WithTags("Enrollment");
        all.MapGet("", GetAll)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("ListApplications").WithSummary("Applications that were sent, the longest waiting first");
        all.MapGet("/{tenantId:guid}", GetOne)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("GetApplication").WithSummary("One application");
        all.MapPut("/{tenantId:guid}/decision", PutDecision)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("DecideApplication").WithSummary("Answer the open verifications: qualifies the applicant, or rejects");

        var own = api.MapGroup("/enrollment/documents").WithTags("Enrollment")
            .RequirePermission(Permission.ViewOwnProfile);
        own.MapGet("", GetDocuments)
            .WithName("ListApplicationDocuments").WithSummary("The documents of the own application");
        own.MapPost("", PostDocument)
            .WithMetadata(new TakesLargeBody(), new LargestDocument())
            .WithName("AddApplicationDocument").WithSummary("Add a document; the body is the file");
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapApplicationFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet(ApplicationList.ExportPath, Export)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet("/enrol/documents/{Id:guid}", DownloadOwn)
            .RequirePermission(Permission.ViewOwnProfile)
            .ExcludeFromDescription();
        app.MapGet("/ops/enrolments/{TenantId:guid}/documents/{Id:guid}", DownloadSent)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .ExcludeFromDescription();
    }

    private static async Task<Results<Ok<PageBody<ApplicationRowBody>>, ProblemHttpResult>> GetAll(
        string? name, string? type, string? state, int? size, string? cursor, ApplicationQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await queries.List(
                new(name, EnumName.Find<PartnerType>(type), EnumName.Find<EnrolmentState>(state)), page, cancel))
                .ToBody(ApplicationRowBody.From))
            : Problems.From(asked.Decision);
    }

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> GetOne(
        Guid tenantId, ApplicationFiles files, CancellationToken cancel) =>
        await files.Find(new TenantId(tenantId), cancel) is { Application.SubmittedAt: not null } file
            ? TypedResults.Ok(ApplicationBody.From(file))
            : Problems.From(ApplicationReasons.NotFound);

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutDecision(
        Guid tenantId, DecisionBody body, Actor actor, DecideApplication decide, CancellationToken cancel) =>
        (await decide.Handle(actor, new TenantId(tenantId), body.Version, body.ToVerdict(), cancel))
            .Match<Results<Ok<ApplicationBody>, ProblemHttpResult>>(
                file => TypedResults.Ok(ApplicationBody.From(file)), refused => Problems.From(refused));

    private static async Task<Results<Ok<IReadOnlyList<DocumentBody>>, ProblemHttpResult>> GetDocuments(
        Actor actor, ApplicationFiles files, ApplicationDocuments documents, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return Problems.From(may);
        }

        var application = (await files.Of(actor.TenantId, cancel)).Application;
        return application is null
            ? Problems.From(ApplicationReasons.NotStarted)
            : TypedResults.Ok<IReadOnlyList<DocumentBody>>(
                [.. (await documents.Of(application, cancel)).Select(DocumentBody.From)]);
    }

    private static async Task<Results<Ok<DocumentBody>, ProblemHttpResult>> PostDocument(
        string? name, HttpContext http, Actor actor, ApplicationDocuments documents, CancellationToken cancel) =>
        (await documents.Add(actor, PartnerType.Reseller, name ?? "", http.Request.Body, cancel))
            .Match<Results<Ok<DocumentBody>, ProblemHttpResult>>(
                added => TypedResults.Ok(DocumentBody.From(added)), refused => Problems.From(refused));

    private static ListExport<ApplicationRow> Export(HttpContext http, ApplicationList applications)
    {
        var list = applications.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            applications.All(state, http.RequestAborted),
            most => applications.Count(state, most, http.RequestAborted),
            "enrollments");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadOwn(
        Guid id, HttpContext http, Actor actor, ApplicationDocuments documents) =>
        ApplicationRules.MayRead(actor).IsGranted
            ? Download(http, await documents.Open(actor.TenantId, id, http.RequestAborted))
            : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadSent(
        Guid tenantId, Guid id, HttpContext http, ApplicationDocuments documents) =>
        Download(http, await documents.OpenSent(new TenantId(tenantId), id, http.RequestAborted));

    /// <summary>To be kept as a file and never shown as a page of ours.</summary>
    private static Results<FileContentHttpResult, NotFound> Download(HttpContext http, OpenedDocument? opened)
    {
        if (opened is null)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(opened.Bytes, opened.Document.ContentType, opened.Document.Name);
    }
}
