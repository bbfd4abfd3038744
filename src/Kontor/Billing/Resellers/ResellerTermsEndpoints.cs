using Kontor.Access;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Billing;

/// <summary>What a provider grants a reseller, on <c>/api</c> (BIL-02, BIL-04).</summary>
public static class ResellerTermsEndpoints
{
    public static void MapResellerTerms(this IEndpointRouteBuilder api)
    {
        var terms = api.MapGroup("/partnerships/{partnershipId:guid}/terms").WithTags("Partnerships");
        terms.MapGet("", Get)
            .RequirePermission(Permission.ViewInvoices, PermissionLevel.Read)
            .WithName("GetResellerTerms")
            .WithSummary("Payment term, credit limit and who bills the customers, for the provider and the reseller")
            .ProducesProblem(StatusCodes.Status404NotFound);
        terms.MapPut("", Put)
            .RequirePermission(Permission.SetResellerTerms)
            .WithName("SetResellerTerms")
            .WithSummary("Set them as the provider; what counted before stays in the history")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ResellerTermsBody>, ProblemHttpResult>> Get(
        Guid partnershipId, Actor actor, ResellerTermsFiles files, CancellationToken cancel) =>
        await files.Find(actor, new(partnershipId), cancel) is { } file
            ? TypedResults.Ok(ResellerTermsBody.From(file, await files.History(file.Partnership, cancel)))
            : Problems.From(PartnershipReasons.PartnershipNotFound);

    private static async Task<Results<Ok<ResellerTermsBody>, ProblemHttpResult>> Put(
        Guid partnershipId, ResellerTermsWishBody body, Actor actor, SetResellerTerms use, ResellerTermsFiles files,
        CancellationToken cancel)
    {
        var result = await use.Handle(actor, new(partnershipId), body.ToWish(), body.Version, cancel);
        return result.ValueOrNull is { } file
            ? TypedResults.Ok(ResellerTermsBody.From(file, await files.History(file.Partnership, cancel)))
            : Problems.From(result.Decision);
    }
}

/// <summary>What is granted.</summary>
/// <param name="PaymentDays">0 to 180.</param>
/// <param name="Limit">In the provider's currency; left out for no limit.</param>
/// <param name="Billing">Reseller, CustomersForReseller or CustomersByReseller.</param>
/// <param name="Version">As it was read, 0 for none; left out to replace whatever counts now.</param>
public sealed record ResellerTermsWishBody(int? PaymentDays, decimal? Limit, string? Billing, int? Version = null)
{
    public ResellerTermsWish ToWish() =>
        new(PaymentDays ?? -1, Limit, EnumName.Find<ResellerBilling>(Billing) ?? (ResellerBilling)(-1));
}

/// <summary>An entry of the history.</summary>
public sealed record ResellerTermsEntryBody(
    int Number, int PaymentDays, decimal? Limit, string Currency, string Billing, DateTimeOffset SetAt, string? SetBy);

/// <summary>An amount in one currency.</summary>
public sealed record MonthlyValueBody(decimal Amount, string Currency);

/// <summary>What counts in a partnership.</summary>
/// <param name="PartnershipId">Which.</param>
/// <param name="Version">0 while nothing was set.</param>
/// <param name="Currency">Of the provider.</param>
/// <param name="Latest">Null while nothing was set.</param>
/// <param name="MonthlyValue">What runs for the reseller a month, at the provider's cost; for the provider alone.</param>
/// <param name="IsOverLimit">Whether that is more than was granted; null for the reseller.</param>
/// <param name="History">The newest 20 first; the reseller is not told who set them.</param>
public sealed record ResellerTermsBody(
    Guid PartnershipId,
    int Version,
    string Currency,
    ResellerTermsEntryBody? Latest,
    IReadOnlyList<MonthlyValueBody>? MonthlyValue,
    bool? IsOverLimit,
    IReadOnlyList<ResellerTermsEntryBody> History)
{
    public static ResellerTermsBody From(ResellerTermsFile file, IReadOnlyList<ResellerTerms> history) => new(
        file.Partnership.Id.Value,
        file.Version,
        file.Currency.Code,
        file.Latest is { } latest ? Entry(latest, file.IsProvider) : null,
        file.IsProvider ? [.. file.MonthlyValue.Select(value => new MonthlyValueBody(value.Amount, value.Currency.Code))] : null,
        file.IsProvider ? file.IsOverLimit : null,
        [.. history.Select(terms => Entry(terms, file.IsProvider))]);

    private static ResellerTermsEntryBody Entry(ResellerTerms terms, bool namesPeople) => new(
        terms.Number, terms.PaymentDays, terms.Limit?.Amount, terms.Currency.Code, $"{terms.Billing}", terms.SetAt,
        namesPeople ? terms.SetBy : null);
}
