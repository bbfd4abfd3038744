using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Billing;

/// <summary>How the own partner is billed, on <c>/api</c> (ACC-48, BIL-81).</summary>
public static class BillingProfileEndpoints
{
    public static void MapBillingProfile(this IEndpointRouteBuilder api)
    {
        var profile = api.MapGroup("/billing-profile").WithTags("Billing");
        profile.MapGet("", Get)
            .RequirePermission(Permission.ManageBillingProfile, PermissionLevel.Read)
            .WithName("GetBillingProfile").WithSummary("Where the own bills go, and the VAT ID on them");
        profile.MapPut("/address", PutAddress)
            .RequirePermission(Permission.ChangeBillingAddress)
            .WithName("ChangeBillingAddress").WithSummary("Name and address on bills, or the legal ones");
        profile.MapPut("/details", PutDetails)
            .RequirePermission(Permission.ManageBillingProfile)
            .WithName("ChangeFinancialDetails")
            .WithSummary("Contact, purchase order number, and the VAT ID, which counts from the next billing cycle on");
    }

    private static async Task<Ok<BillingProfileBody>> Get(Actor actor, BillingFiles files, CancellationToken cancel) =>
        TypedResults.Ok(BillingProfileBody.From(await files.Of(actor.TenantId, cancel)));

    private static async Task<Results<Ok<BillingProfileBody>, ProblemHttpResult>> PutAddress(
        BillingAddressBody body, Actor actor, WriteBillingProfile write, CancellationToken cancel) =>
        Answer(await write.Address(actor, body.Address?.ToAddress(), body.Version, cancel));

    private static async Task<Results<Ok<BillingProfileBody>, ProblemHttpResult>> PutDetails(
        FinancialDetailsBody body, Actor actor, WriteBillingProfile write, CancellationToken cancel) =>
        Answer(await write.Details(actor, body.ToDetails(), body.Version, cancel));

    private static Results<Ok<BillingProfileBody>, ProblemHttpResult> Answer(Result<BillingFile> result) =>
        result.ValueOrNull is { } file ? TypedResults.Ok(BillingProfileBody.From(file)) : Problems.From(result.Decision);
}
