using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>Which customers a price is for (CAT-60).</summary>
public enum Segment
{
    Commercial,
    Education,
    Nonprofit,
    Government,
}

/// <summary>Which rules a cancellation or reduction follows.</summary>
public enum CancellationPolicy
{
    /// <summary>Any time in the term, with credit, or within the window of the kind.</summary>
    Classic,

    /// <summary>Within 168 hours of each purchase; after that the commitment stands until the term ends.</summary>
    NewCommerce,
}

/// <summary>How a SKU's limit per customer counts (CAT-13).</summary>
public enum LimitScope
{
    None,

    /// <summary>So many ever.</summary>
    Lifetime,

    /// <summary>So many at a time; one that was cancelled counts until it is deprovisioned.</summary>
    Concurrent,
}

/// <summary>A sellable variant of a product. Its id is unique within the product only.</summary>
public sealed class Sku
{
    /// <summary>The id of the one SKU that a classic offer has: the offer id is its product id.</summary>
    public const string OfClassicOffer = "0001";

    public required string ProductId { get; init; }

    public required string SkuId { get; init; }

    public required string Title { get; set; }

    public required string Description { get; set; }

    /// <summary>What is counted, such as "Licenses" or "1 GB".</summary>
    public required string Unit { get; set; }

    public required BillingType BillingType { get; set; }

    public required CancellationPolicy CancellationPolicy { get; set; }

    public required bool IsTrial { get; set; }

    /// <summary>Sold on top of another offer, not by itself.</summary>
    public required bool IsAddOn { get; set; }

    /// <summary>Smallest quantity of a purchase; at least 1.</summary>
    public required int MinQuantity { get; set; }

    /// <summary>Largest quantity, pooled per customer over all partners; null for no limit.</summary>
    public int? MaxQuantity { get; set; }

    public required LimitScope LimitScope { get; set; }

    /// <summary>How many the scope allows; 0 where there is no limit.</summary>
    public required int LimitCount { get; set; }

    /// <summary>
    /// Meters of a consumption SKU as the list names them, separated by the list's own sign; empty for none.
    /// </summary>
    public required string MeterIds { get; set; }
}

/// <summary>
/// That a SKU is offered in a market to a segment in a currency. At which terms and prices, and since when, the price
/// rows say. The id is derived from the rest (<see cref="AvailabilityIds"/>).
/// </summary>
public sealed class Availability
{
    /// <summary>
    /// The market of rows of a list that names none (CAT-09): they hold wherever the partner is billed in their
    /// currency.
    /// </summary>
    public const string EveryMarket = "*";

    public required string ProductId { get; init; }

    public required string SkuId { get; init; }

    public required string AvailabilityId { get; init; }

    /// <summary>ISO 3166 alpha-2 code, upper case, or <see cref="EveryMarket"/>.</summary>
    public required string Market { get; init; }

    public required Segment Segment { get; init; }

    public required Kernel.Currency Currency { get; init; }
}
