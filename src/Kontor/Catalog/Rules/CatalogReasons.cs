using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>Why an item of the catalog cannot be sold.</summary>
public static class CatalogReasons
{
    /// <summary>Argument: the product id.</summary>
    public static readonly Reason UnknownProduct = new(ReasonKind.NotFound, "CATALOG_PRODUCT_UNKNOWN", "CAT-02");

    /// <summary>Argument: the SKU id.</summary>
    public static readonly Reason UnknownSku = new(ReasonKind.NotFound, "CATALOG_SKU_UNKNOWN", "CAT-02");

    /// <summary>Argument: the availability id.</summary>
    public static readonly Reason UnknownAvailability =
        new(ReasonKind.NotFound, "CATALOG_AVAILABILITY_UNKNOWN", "CAT-02");

    /// <summary>Arguments: the title, the customer's country.</summary>
    public static readonly Reason NotInCustomerCountry =
        new(ReasonKind.Forbidden, "OFFER_NOT_IN_CUSTOMER_COUNTRY", "CAT-04");

    /// <summary>Arguments: the title, the partner's country.</summary>
    public static readonly Reason NotInPartnerCountry =
        new(ReasonKind.Forbidden, "OFFER_NOT_IN_PARTNER_COUNTRY", "CAT-04");

    /// <summary>Argument: the title.</summary>
    public static readonly Reason NotForSharedServices =
        new(ReasonKind.Forbidden, "OFFER_NOT_FOR_SHARED_SERVICES", "ACC-27");

    /// <summary>Arguments: the title, the currency it is priced in, the partner's currency.</summary>
    public static readonly Reason OtherCurrency = new(ReasonKind.Forbidden, "OFFER_IN_OTHER_CURRENCY", "BIL-20");

    /// <summary>Arguments: the title, the term, the billing plan.</summary>
    public static readonly Reason NoPrice = new(ReasonKind.Forbidden, "OFFER_WITHOUT_PRICE", "CAT-05");

    /// <summary>Argument: the title.</summary>
    public static readonly Reason SaleEnded = new(ReasonKind.Forbidden, "OFFER_SALE_ENDED", "CAT-09");

    /// <summary>Arguments: the title, the smallest quantity.</summary>
    public static readonly Reason QuantityTooSmall = new(ReasonKind.Invalid, "OFFER_QUANTITY_TOO_SMALL", "CAT-13");

    /// <summary>Arguments: the title, the largest quantity.</summary>
    public static readonly Reason QuantityTooLarge = new(ReasonKind.Invalid, "OFFER_QUANTITY_TOO_LARGE", "CAT-13");

    /// <summary>Arguments: the title, how many a customer may ever have.</summary>
    public static readonly Reason LifetimeLimit = new(ReasonKind.Forbidden, "OFFER_LIFETIME_LIMIT", "CAT-13");

    /// <summary>Arguments: the title, how many a customer may have at a time.</summary>
    public static readonly Reason ConcurrentLimit = new(ReasonKind.Forbidden, "OFFER_CONCURRENT_LIMIT", "CAT-13");

    /// <summary>Arguments: the title, the segment.</summary>
    public static readonly Reason SegmentNotAllowed = new(ReasonKind.Forbidden, "OFFER_SEGMENT_NOT_ALLOWED", "CAT-60");
}
