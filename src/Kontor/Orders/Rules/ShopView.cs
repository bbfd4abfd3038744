using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Orders;

/// <summary>A reseller that can be named on a new subscription for a customer (CAT-24, CAT-70).</summary>
public sealed record NamableReseller(string NetworkId, string Name);

/// <summary>For whom a partner looks through the catalog, and what stands against ordering anything for it.</summary>
/// <param name="Id">The customer's tenant.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO code.</param>
/// <param name="Qualifications">What it qualifies for (CAT-60).</param>
/// <param name="Resellers">Those that share it with the partner, by name.</param>
/// <param name="MayOrder">The checks that do not depend on what is bought, for the first of these resellers.</param>
public sealed record ShopCustomer(
    TenantId Id,
    string Name,
    string Country,
    Qualifications Qualifications,
    ImmutableArray<NamableReseller> Resellers,
    Decision MayOrder)
{
    /// <summary>What the tenant is for (ACC-27).</summary>
    public TenantKind Kind { get; init; } = TenantKind.Customer;
}

/// <summary>Where the catalog is looked at from: a partner's country and currency, perhaps for one of its customers.</summary>
/// <param name="Country">ISO code of the partner's country.</param>
/// <param name="Currency">In which that partner is billed (BIL-20).</param>
/// <param name="Customer">Null while none is chosen: then everything is shown that is sold in the partner's own country.</param>
public sealed record ShopView(string Country, Currency Currency, ShopCustomer? Customer)
{
    /// <summary>The country whose offers are shown: the customer's, as long as one is chosen.</summary>
    public string CustomerCountry => Customer?.Country ?? Country;

    /// <summary>CAT-04: where something must be offered to be of interest here.</summary>
    public string[] Markets => [.. new[] { Country, CustomerCountry, Availability.EveryMarket }.Distinct()];

    /// <summary>CAT-60: the segments that the customer may buy from; all while none is chosen.</summary>
    public Segment[] Segments =>
    [
        .. Enum.GetValues<Segment>()
            .Where(segment => Customer is null || SegmentRules.MayBuy(Customer.Qualifications, segment)),
    ];
}

/// <summary>What the lists say about a product as seen from a <see cref="ShopView"/>.</summary>
/// <param name="IsOnSale">It has a price in force in any of the view's markets.</param>
/// <param name="IsInCustomerCountry">CAT-04.</param>
/// <param name="IsInPartnerCountry">CAT-04.</param>
/// <param name="IsInCurrency">BIL-20, BIL-23: among what is offered in the customer's country.</param>
/// <param name="IsInSegment">CAT-60: among that.</param>
/// <param name="IsWithinLimit">CAT-13: among that.</param>
public readonly record struct ShelfFacts(
    bool IsOnSale,
    bool IsInCustomerCountry,
    bool IsInPartnerCountry,
    bool IsInCurrency,
    bool IsInSegment,
    bool IsWithinLimit);

/// <summary>Why a product stands in the catalog and cannot be had (CAT-05), in the order in which an order would say so.</summary>
public static class ShelfRules
{
    public static Decision MayBeHad(string title, ShelfFacts facts, ShopView view)
    {
        if (!facts.IsOnSale)
        {
            return Decision.Refused(CatalogReasons.SaleEnded.About(title));
        }

        var reach = Decision.RequireAll(
            (facts.IsInCustomerCountry, CatalogReasons.NotInCustomerCountry.About(title, view.CustomerCountry)),
            (facts.IsInPartnerCountry, CatalogReasons.NotInPartnerCountry.About(title, view.Country)));
        return !reach.IsGranted ? reach
            : !facts.IsInCurrency ? Decision.Refused(ShopReasons.NotInCurrency.About(title, view.Currency.Code))
            : !facts.IsInSegment ? Decision.Refused(ShopReasons.NotInSegment.About(title))
            : Decision.RequireAll((facts.IsWithinLimit, ShopReasons.LimitReached.About(title)));
    }
}

/// <summary>Why a whole product cannot be had, where a single offer would say it more precisely.</summary>
public static class ShopReasons
{
    /// <summary>Arguments: the title, the partner's currency.</summary>
    public static readonly Reason NotInCurrency = new(ReasonKind.Forbidden, "PRODUCT_NOT_IN_CURRENCY", "BIL-20");

    /// <summary>Argument: the title.</summary>
    public static readonly Reason NotInSegment = new(ReasonKind.Forbidden, "PRODUCT_NOT_IN_SEGMENT", "CAT-60");

    /// <summary>Argument: the title.</summary>
    public static readonly Reason LimitReached = new(ReasonKind.Forbidden, "PRODUCT_LIMIT_REACHED", "CAT-13");

    /// <summary>Argument: the title.</summary>
    public static readonly Reason QuantityUnreadable = new(ReasonKind.Invalid, "QUANTITY_UNREADABLE", "CAT-22");
}
