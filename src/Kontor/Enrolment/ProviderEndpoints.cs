using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Enrolment;

/// <summary>A provider to be created.</summary>
/// <param name="Profile">The organization as the official register has it.</param>
/// <param name="Market">Market key.</param>
/// <param name="Prefix">The part of the directory's domain that is its own.</param>
/// <param name="UserName">The part before the @ of the first global admin's sign-in name.</param>
/// <param name="FirstName">Of that admin, who is the primary contact.</param>
/// <param name="LastName">Of that admin.</param>
/// <param name="Email">A business address.</param>
/// <param name="Phone">With at least five digits.</param>
/// <param name="Language">en, de or nl.</param>
public sealed record NewProviderBody(
    LegalProfileBody? Profile, string? Market, string? Prefix, string? UserName, string? FirstName, string? LastName,
    string? Email, string? Phone, string? Language)
{
    public NewProvider ToProvider() => new(
        Profile?.ToProfile() ?? LegalProfile.Empty,
        Market ?? "",
        (Prefix ?? "").Trim().ToLowerInvariant(),
        (UserName ?? "").Trim(),
        new PrimaryContact(
            true, (FirstName ?? "").Trim(), (LastName ?? "").Trim(), (Email ?? "").Trim(), (Phone ?? "").Trim(),
            Language ?? "en"));
}

/// <summary>What the vendor's approval of providers answers on <c>/api</c> (ENR-50).</summary>
public static class ProviderEndpoints
{
    public static void MapProviders(this IEndpointRouteBuilder api)
    {
        var providers = api.MapGroup("/partners").WithTags("Enrollment");
        providers.MapPost("/providers", Create)
            .RequirePermission(Permission.DecideEnrolments)
            .WithMetadata(new AnswersWithSecret())
            .WithName("CreateProvider")
            .WithSummary("Create a provider; the answer holds its first admin's temporary password, this once");
        providers.MapPost("/{tenantId:guid}/provider", Approve)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("ApproveProvider").WithSummary("Approve a partner of another type as provider");
    }

    private static async Task<Results<Ok<TemporaryPasswordBody>, ProblemHttpResult>> Create(
        NewProviderBody body, Actor actor, CreateProvider create, CancellationToken cancel) =>
        TemporaryPasswordBody.Answer(await create.Handle(actor, body.ToProvider(), cancel));

    private static async Task<Results<Ok<PartnerPlaceBody>, ProblemHttpResult>> Approve(
        Guid tenantId, Actor actor, ApproveProvider approve, CancellationToken cancel)
    {
        var result = await approve.Handle(actor, new TenantId(tenantId), cancel);
        return result.ValueOrNull is { } enrolment
            ? TypedResults.Ok(PartnerPlaceBody.Of(enrolment))
            : Problems.From(result.Decision);
    }
}
