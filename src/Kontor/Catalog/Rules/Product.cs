namespace Kontor.Catalog;

/// <summary>What sort of thing a product is (CAT-01).</summary>
public enum ProductKind
{
    /// <summary>Seat-based online service of the vendor.</summary>
    Seat,

    /// <summary>Metered consumption service of the vendor.</summary>
    Consumption,

    /// <summary>The plan under which metered services are consumed.</summary>
    Plan,

    /// <summary>Capacity reserved for one or three years.</summary>
    Reservation,

    /// <summary>Software for one or three years.</summary>
    SoftwareSubscription,

    /// <summary>Software bought once.</summary>
    PerpetualSoftware,

    /// <summary>Software as a service of another publisher, by licence or metered.</summary>
    ThirdPartySaas,

    /// <summary>Any other consumption offer of another publisher.</summary>
    ThirdPartyConsumption,
}

/// <summary>Something in the catalog, of the vendor or of another publisher (CAT-02).</summary>
public sealed class Product
{
    /// <summary>As the price list has it: 1 to 64 letters, digits, dots, dashes and underscores; case counts.</summary>
    public required string ProductId { get; init; }

    public required string Title { get; set; }

    public required string Description { get; set; }

    public required string Publisher { get; set; }

    public required ProductKind Kind { get; set; }

    /// <summary>True for the vendor's own products.</summary>
    public required bool IsFirstParty { get; set; }
}
