namespace Kontor.PartnerCenter;

/// <summary>What a product is, from the general to the particular.</summary>
internal sealed record ItemTypeBody(string Id, string DisplayName, ItemTypeBody? SubType = null);

internal sealed record ProductLinks(Link Skus, Link Self);

internal sealed record ProductBody(
    string Id,
    string Title,
    string Description,
    ItemTypeBody ProductType,
    bool IsMicrosoftProduct,
    string PublisherName,
    ProductLinks Links);

internal sealed record SkuLinks(Link Availabilities, Link Self);

/// <summary>What the protocol leaves to each SKU; keys may change without notice.</summary>
internal sealed record SkuTraits(bool IsAddon, string UnitOfMeasure, WireBillingType Billing);

internal sealed record SkuBody(string Id, string ProductId, string Title, string Description)
{
    public required int MinimumQuantity { get; init; }

    /// <summary>The protocol has no word for "no limit".</summary>
    public required int MaximumQuantity { get; init; }

    public required bool IsTrial { get; init; }

    public required IReadOnlyList<BillingCycleType> SupportedBillingCycles { get; init; }

    public IReadOnlyList<string> PurchasePrerequisites { get; init; } = [];

    public IReadOnlyList<string> InventoryVariables { get; init; } = [];

    public IReadOnlyList<string> ProvisioningVariables { get; init; } = [];

    public required SkuTraits DynamicAttributes { get; init; }

    public required SkuLinks Links { get; init; }
}

internal sealed record CurrencyBody(string Code, string Symbol);

/// <summary>One way to buy: for how long, and billed how often.</summary>
internal sealed record AvailabilityTermBody(string Id, string Duration, string Description, BillingCycleType BillingCycle);

/// <summary>That a SKU can be bought in a country, by whom, in which currency, at which terms. It holds no price.</summary>
internal sealed record AvailabilityBody(string Id, string ProductId, string SkuId)
{
    /// <summary>What carts and orders name.</summary>
    public required string CatalogItemId { get; init; }

    public required CurrencyBody DefaultCurrency { get; init; }

    /// <summary>commercial, education, government or nonprofit.</summary>
    public required string Segment { get; init; }

    public required string Country { get; init; }

    public required bool IsPurchasable { get; init; }

    public required bool IsRenewable { get; init; }

    public required IReadOnlyList<AvailabilityTermBody> Terms { get; init; }

    public required ProductBody Product { get; init; }

    public required SkuBody Sku { get; init; }

    public required PageLinks Links { get; init; }
}
