using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>One line as it was asked for.</summary>
/// <param name="Number">0, 1, 2 … as the partner numbered them.</param>
/// <param name="Item">What is wanted.</param>
/// <param name="Quantity">Licences or units.</param>
/// <param name="FriendlyName">The partner's own name for it; null for the SKU's title.</param>
/// <param name="Cycle">How it shall be billed; null for the usual way of its term.</param>
/// <param name="Term">ISO 8601; null for the usual term.</param>
/// <param name="PartnerOfRecord">CAT-24: the network id of the reseller; null for none.</param>
public sealed record WantedLine(
    int Number,
    CatalogItemId Item,
    int Quantity,
    string? FriendlyName,
    BillingCycle? Cycle,
    string? Term,
    string? PartnerOfRecord);

/// <summary>What the catalog holds of a wanted item at an instant.</summary>
/// <param name="Product">The product.</param>
/// <param name="Sku">The variant.</param>
/// <param name="Availability">Where and in which currency it is offered; null when the item names none that exists.</param>
/// <param name="IsInPartnerCountry">CAT-04: the SKU is offered in the country of the partner that orders.</param>
/// <param name="TakenPlaces">CAT-13: the places of the SKU's limit that the customer holds already.</param>
/// <param name="Rows">Price rows of the availability that cover the instant, of all terms and plans.</param>
public sealed record Offer(
    Product Product, Sku Sku, Availability? Availability, bool IsInPartnerCountry, ImmutableArray<int> TakenPlaces, ImmutableArray<PriceRow> Rows);

/// <summary>What a line would cost, at which terms.</summary>
public sealed record PricedLine(WantedLine Wanted, Offer Offer, string Term, BillingCycle Cycle, GraduatedPrice Price);

/// <summary>The checks of CAT-23 that depend on what is bought: offered there, segment, quantity and limit.</summary>
public static class OfferRules
{
    /// <summary>The terms that are taken when a line names none, the usual one first.</summary>
    private static readonly string[] UsualTerms = ["P1Y", "P1M", "", "P3Y"];

    private static readonly BillingCycle[] UsualCycles =
        [BillingCycle.Monthly, BillingCycle.Annual, BillingCycle.OneTime, BillingCycle.None, BillingCycle.Triennial];

    /// <summary>Whether the line may be bought, and its price when there is one.</summary>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="offer">What the catalog says; null when it has no such item.</param>
    /// <param name="customerCountry">ISO code of the customer's country.</param>
    /// <param name="partnerCountry">ISO code of the ordering partner's country.</param>
    /// <param name="currency">The currency in which that partner is billed (BIL-20).</param>
    /// <param name="qualifications">What the customer qualifies for.</param>
    /// <param name="alike">How many lines before this one want the same SKU; they count against its limit too.</param>
    /// <param name="now">The instant of the purchase.</param>
    public static (Decision Decision, PricedLine? Priced) MayBuy(
        WantedLine wanted,
        Offer? offer,
        string customerCountry,
        string partnerCountry,
        Currency currency,
        Qualifications qualifications,
        int alike,
        DateTimeOffset now)
    {
        if (offer is null)
        {
            return (Decision.Refused(CatalogReasons.UnknownProduct.About(wanted.Item.ProductId)), null);
        }

        if (offer.Availability is not { } availability)
        {
            return (Decision.Refused(CatalogReasons.UnknownAvailability.About(wanted.Item.AvailabilityId ?? wanted.Item.ProductId)), null);
        }

        var title = offer.Sku.Title;
        var isInCustomerCountry = availability.Market == customerCountry || availability.Market == Availability.EveryMarket;
        var reach = Decision.RequireAll(
            (isInCustomerCountry, CatalogReasons.NotInCustomerCountry.About(title, customerCountry)),
            (offer.IsInPartnerCountry, CatalogReasons.NotInPartnerCountry.About(title, partnerCountry)),
            (IsBilledIn(currency, offer.Sku, availability), CatalogReasons.OtherCurrency.About(title, availability.Currency.Code, currency.Code)));
        var (terms, schedule) = Choose(offer.Rows, wanted, now);
        var price = schedule?.For(Math.Max(1, wanted.Quantity));
        var decision = reach
            .And(Decision.RequireAll(
                (price is not null || !reach.IsGranted, CatalogReasons.NoPrice.About(title, terms.Term, terms.Cycle)),
                (schedule is not { IsEmpty: false } || schedule.IsOnSale, CatalogReasons.SaleEnded.About(title)),
                (SegmentRules.MayBuy(qualifications, availability.Segment),
                    CatalogReasons.SegmentNotAllowed.About(title, availability.Segment))))
            .And(QuantityAllowed(offer.Sku, wanted.Quantity, offer.TakenPlaces.Length + alike));
        return (decision, price is null ? null : new PricedLine(wanted, offer, terms.Term, terms.Cycle, price));
    }

    /// <summary>ACC-27: a shared-services tenant holds the vendor's consumption plan and nothing else.</summary>
    /// <param name="product">What would be bought; null when the catalog has no such item.</param>
    /// <param name="customer">The kind of the tenant that would use it; null while none is chosen.</param>
    public static Decision FitsTenant(Product? product, TenantKind? customer) => Decision.RequireAll(
        (product is null || customer != TenantKind.SharedServices || ProductKinds.IsForSharedServices(product),
            CatalogReasons.NotForSharedServices.About(product?.Title ?? "")));

    /// <summary>CAT-13: the lowest free place of a limited SKU; null when it has no limit.</summary>
    public static int? FreePlace(Offer offer, IReadOnlyCollection<int> alsoTaken) => offer.Sku.LimitScope == LimitScope.None
        ? null
        : Enumerable.Range(1, offer.TakenPlaces.Length + alsoTaken.Count + 1)
            .First(place => !offer.TakenPlaces.Contains(place) && !alsoTaken.Contains(place));

    /// <summary>CAT-13: why somebody else, who was quicker, left no place for these offers.</summary>
    /// <param name="offers">What was wanted; at least one has a limit.</param>
    public static Reason LimitReached(IEnumerable<Offer?> offers)
    {
        var sku = offers.First(offer => offer is not null && offer.Sku.LimitScope != LimitScope.None)!.Sku;
        var reason = sku.LimitScope == LimitScope.Lifetime ? CatalogReasons.LifetimeLimit : CatalogReasons.ConcurrentLimit;
        return reason.About(sku.Title, sku.LimitCount);
    }

    /// <summary>BIL-20, BIL-23: the partner's currency; usage is listed in USD and converted when it is billed.</summary>
    public static bool IsBilledIn(Currency currency, Sku sku, Availability availability) =>
        availability.Currency == currency || (sku.BillingType == BillingType.Usage && availability.Currency == Currency.Usd);

    /// <summary>CAT-13, and the smallest and largest quantity of the SKU, which is pooled over all partners.</summary>
    private static Decision QuantityAllowed(Sku sku, int quantity, int held) => Decision.RequireAll(
        (quantity >= sku.MinQuantity, CatalogReasons.QuantityTooSmall.About(sku.Title, sku.MinQuantity)),
        (sku.MaxQuantity is not { } most || quantity <= most, CatalogReasons.QuantityTooLarge.About(sku.Title, sku.MaxQuantity ?? 0)),
        (sku.LimitScope != LimitScope.Lifetime || held < sku.LimitCount, CatalogReasons.LifetimeLimit.About(sku.Title, sku.LimitCount)),
        (sku.LimitScope != LimitScope.Concurrent || held < sku.LimitCount, CatalogReasons.ConcurrentLimit.About(sku.Title, sku.LimitCount)));

    /// <summary>The terms that the line names, or the usual ones among those that have a price.</summary>
    private static ((string Term, BillingCycle Cycle) Terms, PriceSchedule? Schedule) Choose(
        ImmutableArray<PriceRow> rows, WantedLine wanted, DateTimeOffset now)
    {
        foreach (var term in wanted.Term is null ? UsualTerms : [wanted.Term])
        {
            foreach (var cycle in wanted.Cycle is { } named ? [named] : UsualCycles)
            {
                var schedule = PriceInForce.At(rows.Where(row => row.Term == term && row.BillingPlan == cycle), now);
                if (!schedule.IsEmpty)
                {
                    return ((term, cycle), schedule);
                }
            }
        }

        return ((wanted.Term ?? "", wanted.Cycle ?? BillingCycle.None), null);
    }
}
