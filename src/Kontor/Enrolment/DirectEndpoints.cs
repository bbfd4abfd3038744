using Kontor.Access;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Enrolment;

/// <summary>Enrollment as direct partner on <c>/api</c>: the applicant's side, the operators', and the revenue (ENR-41).</summary>
public static class DirectEndpoints
{
    public static void MapDirectApplications(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/enrollment/direct").WithTags("Enrollment").RequirePermission(Permission.ViewOwnProfile);
        own.MapGet("", GetOwn).WithName("GetOwnDirectApplication").WithSummary("The own tenant's open application as direct partner");
        own.MapPut("", PutOwn).WithName("StartDirectApplication").WithSummary("Begin to apply as direct partner, or resume");
        own.MapDelete("", DeleteOwn)
            .WithName("WithdrawDirectApplication").WithSummary("Withdraw the application as direct partner for good");
        own.MapGet("/requirements", GetRequirements)
            .WithName("GetDirectRequirements").WithSummary("What a direct partner needs, and what the own tenant meets");
        own.MapPut("/answers", PutAnswers)
            .WithName("WriteDirectAnswers").WithSummary("Keep the answers; any may still be missing");
        own.MapPut("/submission", PutSubmission)
            .WithName("SubmitDirectApplication").WithSummary("Send the application, or send it again after a rejection");
        own.MapPut("/support-plan", PutPlan)
            .WithName("NameSupportPlan").WithSummary("Name the support plan, once the credit check is passed");
        own.MapGet("/documents", GetDocuments)
            .WithName("ListDirectDocuments").WithSummary("The documents of the own application as direct partner");
        own.MapPost("/documents", PostDocument)
            .WithMetadata(new TakesLargeBody(), new LargestDocument())
            .WithName("AddDirectDocument").WithSummary("Add a document; the body is the file");

        var sent = api.MapGroup("/enrollments/{tenantId:guid}/direct").WithTags("Enrollment");
        sent.MapGet("", GetOne)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("GetDirectApplication").WithSummary("One application as direct partner");
        sent.MapPut("/decision", PutDecision)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("DecideDirectApplication")
            .WithSummary("Verify the company, enter the credit check, confirm the support plan, ask for more, or reject");
        api.MapGet("/partners/{tenantId:guid}/revenue", GetRevenue).WithTags("Enrollment")
            .RequirePermission(Permission.ViewPartners, PermissionLevel.Read)
            .WithName("GetPartnerRevenue").WithSummary("A partner's cloud revenue of the last twelve months");
    }

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> GetOwn(
        Actor actor, DirectFiles files, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return Problems.From(may);
        }

        var file = await files.Of(actor.TenantId, cancel);
        return file.Application is null
            ? Problems.From(DirectReasons.NotStarted)
            : TypedResults.Ok(DirectApplicationBody.From(file));
    }

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> PutOwn(
        Actor actor, StartDirectApplication start, CancellationToken cancel) => Seen(await start.Handle(actor, cancel));

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> DeleteOwn(
        Actor actor, SendDirectApplication send, CancellationToken cancel) => Seen(await send.Withdraw(actor, cancel));

    private static async Task<Results<Ok<DirectRequirementsBody>, ProblemHttpResult>> GetRequirements(
        Actor actor, DirectFiles files, CurrentPolicy policy, TimeProvider clock, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return Problems.From(may);
        }

        var facts = (await files.Of(actor.TenantId, cancel)).Facts;
        return TypedResults.Ok(new DirectRequirementsBody(
            [.. DirectRequirements.Of(facts, policy.Value, clock.Now()).Select(DirectRequirementBody.Of)],
            RevenueBody.Of(facts.Revenue, DirectRequirements.RequiredOf(policy.Value))));
    }

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> PutAnswers(
        DirectAnswersBody body, Actor actor, SendDirectApplication send, CancellationToken cancel) =>
        Seen(await send.Write(actor, body.ToAnswers(), cancel));

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> PutSubmission(
        DirectSubmissionBody body, Actor actor, SendDirectApplication send, CancellationToken cancel) =>
        Seen(await send.Submit(actor, body.HasAuthority, body.AllowsCreditCheck, cancel));

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> PutPlan(
        SupportPlanBody body, Actor actor, NameSupportPlan name, CancellationToken cancel) =>
        Seen(await name.Handle(actor, body.Level, LegalProfileBody.Trimmed(body.Contract), cancel));

    private static async Task<Results<Ok<IReadOnlyList<DocumentBody>>, ProblemHttpResult>> GetDocuments(
        Actor actor, DirectFiles files, ApplicationDocuments documents, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return Problems.From(may);
        }

        return (await files.Of(actor.TenantId, cancel)).Application is { } application
            ? TypedResults.Ok<IReadOnlyList<DocumentBody>>(
                [.. (await documents.Of(application, cancel)).Select(DocumentBody.From)])
            : Problems.From(DirectReasons.NotStarted);
    }

    private static async Task<Results<Ok<DocumentBody>, ProblemHttpResult>> PostDocument(
        string? name, HttpContext http, Actor actor, ApplicationDocuments documents, CancellationToken cancel) =>
        (await documents.Add(actor, PartnerType.DirectPartner, name ?? "", http.Request.Body, cancel))
            .Match<Results<Ok<DocumentBody>, ProblemHttpResult>>(
                added => TypedResults.Ok(DocumentBody.From(added)), refused => Problems.From(refused));

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> GetOne(
        Guid tenantId, DirectFiles files, CancellationToken cancel) =>
        await files.Find(new TenantId(tenantId), cancel) is { Application.SubmittedAt: not null } file
            ? TypedResults.Ok(DirectApplicationBody.From(file))
            : Problems.From(ApplicationReasons.NotFound);

    private static async Task<Results<Ok<DirectApplicationBody>, ProblemHttpResult>> PutDecision(
        Guid tenantId, DirectDecisionBody body, Actor actor, DecideDirectApplication decide, CancellationToken cancel) =>
        Seen(await decide.Handle(
            actor, new TenantId(tenantId), body.Version, body.Decision, (body.Reason ?? "").ReplaceLineEndings("\n"), cancel));

    private static async Task<Results<Ok<RevenueBody>, ProblemHttpResult>> GetRevenue(
        Guid tenantId, ChangeStanding standing, DirectFiles files, CurrentPolicy policy, CancellationToken cancel) =>
        await standing.Look(new TenantId(tenantId), cancel) is not null
            ? TypedResults.Ok(RevenueBody.Of(
                (await files.Of(new TenantId(tenantId), cancel)).Facts.Revenue, DirectRequirements.RequiredOf(policy.Value)))
            : Problems.From(StandingReasons.PartnerNotFound);

    private static Results<Ok<DirectApplicationBody>, ProblemHttpResult> Seen(Result<DirectFile> result) =>
        result.Match<Results<Ok<DirectApplicationBody>, ProblemHttpResult>>(
            file => TypedResults.Ok(DirectApplicationBody.From(file)), refused => Problems.From(refused));
}
