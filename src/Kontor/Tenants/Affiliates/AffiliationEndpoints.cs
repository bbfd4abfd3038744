using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Tenants;

/// <summary>An affiliation to be recorded.</summary>
/// <param name="Organization">Network id, domain or tenant id of the other organization.</param>
/// <param name="Note">From where it is known; for operators.</param>
public sealed record AffiliationWishBody(string? Organization, string? Note);

/// <summary>Why an affiliation has ended; for operators.</summary>
public sealed record AffiliationEndBody(string? Note);

public sealed record AffiliateBody(Guid OrganizationId, string Name, string Country);

/// <summary>Who is under common control with a partner.</summary>
/// <param name="Affiliates">At present.</param>
/// <param name="Sales">Live relationships between affiliates, in which nothing new can be sold.</param>
public sealed record AffiliationBody(IReadOnlyList<AffiliateBody> Affiliates, IReadOnlyList<MergeTie> Sales)
{
    public static AffiliationBody Of(AffiliationFile file) => new(
        [.. file.Affiliates.Select(other => new AffiliateBody(other.Id.Value, other.Name, other.Market))], file.Sales);
}

/// <summary>Operators record who controls whom, on <c>/api</c> (ACC-47).</summary>
public static class AffiliationEndpoints
{
    public static void MapAffiliates(this IEndpointRouteBuilder api)
    {
        var affiliates = api.MapGroup("/partners/{tenantId:guid}/affiliates").WithTags("Tenants");
        affiliates.MapGet("", List).RequirePermission(Permission.ViewPartners, PermissionLevel.Read)
            .WithName("ListAffiliates").WithSummary("Who is under common control with a partner");
        affiliates.MapPost("", Record).RequirePermission(Permission.DecideEnrolments)
            .WithName("RecordAffiliation")
            .WithSummary("Record that another organization is under common control with it");
        affiliates.MapPut("/{organizationId:guid}/end", End).RequirePermission(Permission.DecideEnrolments)
            .WithName("EndAffiliation").WithSummary("Record that another organization left the common control");
    }

    private static async Task<Results<Ok<AffiliationBody>, ProblemHttpResult>> List(
        Guid tenantId, AffiliateQueries affiliates, CancellationToken cancel) =>
        await affiliates.FileOf(new TenantId(tenantId), cancel) is { } file
            ? TypedResults.Ok(AffiliationBody.Of(file))
            : Problems.From(AffiliationReasons.OrganisationNotFound);

    private static async Task<Results<Ok<AffiliationBody>, ProblemHttpResult>> Record(
        Guid tenantId, AffiliationWishBody body, Actor actor, ChangeAffiliation change, AffiliateQueries affiliates,
        CancellationToken cancel)
    {
        var result = await change.Record(
            actor, new TenantId(tenantId), body.Organization ?? "", body.Note ?? "", cancel);
        return result.Decision.IsGranted ? await List(tenantId, affiliates, cancel) : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<AffiliationBody>, ProblemHttpResult>> End(
        Guid tenantId, Guid organizationId, AffiliationEndBody body, Actor actor, ChangeAffiliation change,
        AffiliateQueries affiliates, CancellationToken cancel)
    {
        var result = await change.End(
            actor, new TenantId(tenantId), new OrganisationId(organizationId), body.Note ?? "", cancel);
        return result.Decision.IsGranted ? await List(tenantId, affiliates, cancel) : Problems.From(result.Decision);
    }
}
