using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Enrolment;

/// <summary>The profile of the own organization on <c>/api</c>, and the operators' side of it (ACC-48, ACC-49).</summary>
public static class ProfileEndpoints
{
    public static void MapProfiles(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/organization/profile").WithTags("Organization")
            .RequirePermission(Permission.ViewPartnerProfiles, PermissionLevel.Read);
        own.MapGet("", GetOwn)
            .WithName("GetOrganizationProfile").WithSummary("The profile of the own organization, and its verification");
        own.MapPut("/legal", PutLegal)
            .WithName("ChangeLegalProfile").WithSummary("Change the legal profile; what is changed is verified again");
        own.MapPut("/company", PutCompany)
            .WithName("WriteCompanyProfile").WithSummary("Description, website, language of mails, D-U-N-S number");
        own.MapPut("/support", PutSupport)
            .WithName("WriteSupportContact").WithSummary("Whom the customers of the partner ask for support");
        own.MapPost("/verification-mails", PostMail)
            .WithName("ResendProfileMail").WithSummary("Send the link to the changed address again; the old one is void");

        var changes = api.MapGroup("/profile-changes").WithTags("Organization");
        changes.MapGet("", GetChanges)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("ListProfileChanges").WithSummary("Profiles that were changed, the longest waiting first");
        changes.MapGet("/{organizationId:guid}", GetChange)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("GetProfileChange").WithSummary("One changed profile");
        changes.MapPut("/{organizationId:guid}/decision", PutDecision)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("DecideProfileChange").WithSummary("Answer the open verifications of a changed profile");
        api.MapPut("/partners/{tenantId:guid}/legal-profile", PutOnRequest).WithTags("Organization")
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("ChangeLegalProfileOnRequest").WithSummary("Change a partner's legal profile when it asks for it");
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapProfileExport(this IEndpointRouteBuilder app) =>
        app.MapGet(ProfileChangeList.ExportPath, Export)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static async Task<Ok<OrganizationProfileBody>> GetOwn(
        Actor actor, OrganisationFiles files, CancellationToken cancel) =>
        TypedResults.Ok(OrganizationProfileBody.From(await files.Of(actor.TenantId, cancel)));

    private static async Task<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>> PutLegal(
        LegalFactsBody body, Actor actor, OrganisationFiles files, ChangeLegalProfile change, CancellationToken cancel) =>
        Seen(await change.Handle(actor, body.ToFacts((await files.Of(actor.TenantId, cancel)).Legal), cancel));

    private static async Task<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>> PutCompany(
        CompanyDetailsBody body, Actor actor, OrganisationFiles files, WriteCompanyProfile write, CancellationToken cancel) =>
        Seen(await write.Company(actor, body.ToDetails((await files.Of(actor.TenantId, cancel)).Details), cancel));

    private static async Task<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>> PutSupport(
        SupportContactBody body, Actor actor, WriteCompanyProfile write, CancellationToken cancel) =>
        Seen(await write.Support(actor, body.ToContact(), cancel));

    private static async Task<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>> PostMail(
        Actor actor, ProfileAddress address, CancellationToken cancel) => Seen(await address.Resend(actor, cancel));

    private static async Task<Results<Ok<PageBody<ProfileChangeBody>>, ProblemHttpResult>> GetChanges(
        string? name, string? state, int? size, string? cursor, ProfileChangeQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await queries.List(new(name, EnumName.Find<VerificationState>(state)), page, cancel))
                .ToBody(ProfileChangeBody.From))
            : Problems.From(asked.Decision);
    }

    private static async Task<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>> GetChange(
        Guid organizationId, OrganisationFiles files, CancellationToken cancel) =>
        await files.Changed(new OrganisationId(organizationId), cancel) is { } file
            ? TypedResults.Ok(OrganizationProfileBody.From(file))
            : Problems.From(LegalProfileReasons.NotFound);

    private static async Task<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>> PutDecision(
        Guid organizationId, DecisionBody body, Actor actor, DecideProfile decide, CancellationToken cancel) =>
        Seen(await decide.Handle(
            actor, new OrganisationId(organizationId), body.Version, body.ToVerdict(), cancel));

    private static async Task<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>> PutOnRequest(
        Guid tenantId, RequestedLegalFactsBody body, Actor actor, OrganisationFiles files, ChangeLegalProfile change,
        CancellationToken cancel) =>
        await files.Find(new TenantId(tenantId), cancel) is { } file
            ? Seen(await change.OnRequest(
                actor, new TenantId(tenantId), body.Legal.ToFacts(file.Legal), body.Request ?? "", cancel))
            : Problems.From(StandingReasons.PartnerNotFound);

    private static ListExport<ProfileChangeRow> Export(HttpContext http, ProfileChangeList changes)
    {
        var list = changes.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            changes.All(state, http.RequestAborted),
            most => changes.Count(state, most, http.RequestAborted),
            "profile-changes");
    }

    private static Results<Ok<OrganizationProfileBody>, ProblemHttpResult> Seen(Result<OrganisationFile> result) =>
        result.Match<Results<Ok<OrganizationProfileBody>, ProblemHttpResult>>(
            file => TypedResults.Ok(OrganizationProfileBody.From(file)), refused => Problems.From(refused));
}
