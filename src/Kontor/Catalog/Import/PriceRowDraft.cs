using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>What the first good row of a SKU says about it and its product.</summary>
internal sealed record SkuDraft(
    string ProductId,
    string SkuId,
    string ProductTitle,
    string SkuTitle,
    string Description,
    string Publisher,
    bool IsFirstParty,
    ProductKind Kind,
    BillingType BillingType,
    CancellationPolicy CancellationPolicy,
    string Unit,
    bool IsTrial,
    bool IsAddOn,
    int MinQuantity,
    int? MaxQuantity,
    LimitScope LimitScope,
    int LimitCount,
    string MeterIds);

/// <summary>An availability as rows refer to it; one object for many rows.</summary>
/// <param name="ProductId">Product.</param>
/// <param name="SkuId">SKU.</param>
/// <param name="Id">Derived from the rest.</param>
/// <param name="Market">ISO code, or <see cref="Availability.EveryMarket"/>.</param>
/// <param name="Currency">Code.</param>
/// <param name="Segment">Name.</param>
/// <param name="Digest">Stands for it in row keys.</param>
internal sealed record AvailabilityDraft(
    string ProductId, string SkuId, string Id, string Market, string Currency, string Segment, UInt128 Digest);

/// <summary>A good row on its way into the database.</summary>
internal struct PriceRowDraft
{
    public int Line;
    public AvailabilityDraft Availability;
    public Term Term;
    public BillingCycle Plan;
    public long TierFrom;
    public long? TierTo;
    public decimal UnitPrice;
    public decimal? ErpPrice;
    public DateTime From;
    public DateTime Until;
    public DateTime? EndOfSale;
    public ChangeMark Change;
}

/// <summary>Some rows in file order, with the SKUs that were not met before them.</summary>
internal sealed class RowBatch
{
    /// <summary>Small enough to stay out of the large object heap.</summary>
    public const int Size = 512;

    public PriceRowDraft[] Rows { get; } = new PriceRowDraft[Size];

    public int Count { get; set; }

    public List<SkuDraft> Skus { get; } = [];
}

/// <summary>The quantities that a list allows for a SKU; where it says nothing, those of the program.</summary>
/// <param name="MinQuantity">Smallest purchase; null where the list says nothing.</param>
/// <param name="MaxQuantity">Largest; null where the list says nothing.</param>
/// <param name="Limit">How often; null where the list says nothing.</param>
internal readonly record struct ListedLimits(int? MinQuantity, int? MaxQuantity, (LimitScope Scope, int Count)? Limit)
{
    /// <summary>CAT-41: 25 licences, fixed.</summary>
    private const int TrialQuantity = 25;

    public int Least(bool isTrial) => MinQuantity ?? (isTrial ? TrialQuantity : 1);

    public int? Most(bool isTrial) => MaxQuantity ?? (isTrial ? int.Max(TrialQuantity, MinQuantity ?? 0) : null);

    /// <summary>CAT-13: most trials are once ever per customer.</summary>
    public (LimitScope Scope, int Count) PerCustomer(bool isTrial) =>
        Limit ?? (isTrial ? (LimitScope.Lifetime, 1) : (LimitScope.None, 0));
}
