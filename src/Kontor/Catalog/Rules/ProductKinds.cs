using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>What a list's row says about its product and SKU.</summary>
public readonly record struct RowTraits(ProductKind Kind, BillingType BillingType, bool IsTrial, bool IsAddOn);

/// <summary>
/// Price lists have no column for the kind of a product: it follows from the list's generation, the publisher, the
/// terms, the meters, and the tags where they name it.
/// </summary>
public static class ProductKinds
{
    /// <summary>Kinds by the categories that the catalog is filtered by (CAT-03).</summary>
    public static readonly ProductKind[] OnlineServices = [ProductKind.Seat, ProductKind.ThirdPartySaas];

    public static readonly ProductKind[] Software = [ProductKind.SoftwareSubscription, ProductKind.PerpetualSoftware];

    public static readonly ProductKind[] Cloud =
    [
        ProductKind.Consumption, ProductKind.Plan, ProductKind.Reservation, ProductKind.ThirdPartyConsumption,
    ];

    /// <summary>
    /// ACC-27: what a shared-services tenant may hold. Price lists mark no offer as internal, so it is the vendor's plan
    /// under which metered services are consumed: no license, no software, no reservation, nothing of other publishers.
    /// </summary>
    public static bool IsForSharedServices(Product product) =>
        product is { Kind: ProductKind.Plan, IsFirstParty: true };

    /// <summary>Reads a row of a plan list or of the present list (CAT-01).</summary>
    /// <param name="generation">Plan or NewCommerce.</param>
    /// <param name="isFirstParty">Whether the vendor publishes it.</param>
    /// <param name="term">The row's term.</param>
    /// <param name="plan">The row's billing plan.</param>
    /// <param name="hasMeters">Whether the row names meters.</param>
    /// <param name="tags">
    /// Words separated by semicolons, commas or bars. Those known are Seat, Software, Perpetual, Consumption, Metered,
    /// Plan, Reservation, SaaS, Trial and Add-on; others mean nothing here.
    /// </param>
    public static RowTraits Of(
        ListGeneration generation, bool isFirstParty, Term term, BillingCycle plan, bool hasMeters, string tags)
    {
        var words = tags
            .Split([';', ',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => word.ToUpperInvariant())
            .ToHashSet();
        var isMetered = hasMeters || words.Contains("METERED") || words.Contains("CONSUMPTION");
        var kind = KindOf(generation, isFirstParty, term, plan, isMetered, words);
        var usage = kind is ProductKind.Consumption or ProductKind.Plan or ProductKind.ThirdPartyConsumption
            || (kind is ProductKind.ThirdPartySaas && isMetered);
        return new RowTraits(
            kind,
            usage ? BillingType.Usage : BillingType.License,
            words.Contains("TRIAL"),
            words.Contains("ADD-ON") || words.Contains("ADDON"));
    }

    private static ProductKind KindOf(
        ListGeneration generation, bool isFirstParty, Term term, BillingCycle plan, bool isMetered,
        HashSet<string> words)
    {
        if (!isFirstParty)
        {
            return words.Contains("SAAS") || !isMetered
                ? ProductKind.ThirdPartySaas
                : ProductKind.ThirdPartyConsumption;
        }

        if (isMetered)
        {
            return ProductKind.Consumption;
        }

        if (generation == ListGeneration.Plan || words.Contains("PLAN"))
        {
            return ProductKind.Plan;
        }

        if (words.Contains("RESERVATION"))
        {
            return ProductKind.Reservation;
        }

        var isSoftware = words.Contains("SOFTWARE") || words.Contains("PERPETUAL");
        return isSoftware && term != Term.None ? ProductKind.SoftwareSubscription
            : isSoftware || (term == Term.None && plan.Months() == 0) ? ProductKind.PerpetualSoftware
            : ProductKind.Seat;
    }
}
