using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.Tests.Orders;

public sealed class OfferRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly WantedLine Wanted = new(0, new("OFFICE", "0001", "A"), 5, null, null, null, null);

    [Fact]
    [Trait("Rule", "CAT-04")]
    public void An_offer_must_be_there_in_both_countries()
    {
        Assert.Empty(Codes(Offered()));
        Assert.Equal(["OFFER_NOT_IN_CUSTOMER_COUNTRY"], Codes(Offered(market: "FR")));
        Assert.Equal(["OFFER_NOT_IN_PARTNER_COUNTRY"], Codes(Offered() with { IsInPartnerCountry = false }));
        Assert.Empty(Codes(Offered(market: Availability.EveryMarket)));
    }

    [Fact]
    [Trait("Rule", "CAT-05")]
    public void What_is_not_in_the_price_list_in_force_is_not_sold()
    {
        Assert.Equal(["OFFER_WITHOUT_PRICE"], Codes(Offered() with { Rows = [] }));
        Assert.Equal(["OFFER_WITHOUT_PRICE"], Codes(Offered(), Wanted with { Term = "P3Y" }));
        Assert.Equal(["OFFER_SALE_ENDED"], Codes(Offered(endOfSale: Now)));
    }

    [Fact]
    [Trait("Rule", "CAT-02")]
    public void What_the_catalog_does_not_hold_is_unknown()
    {
        Assert.Equal(["CATALOG_PRODUCT_UNKNOWN"], Codes(null));
        Assert.Equal(["CATALOG_AVAILABILITY_UNKNOWN"], Codes(Offered() with { Availability = null }));
    }

    [Fact]
    [Trait("Rule", "BIL-20")]
    [Trait("Rule", "BIL-23")]
    public void Seats_are_billed_in_the_partners_currency_and_usage_may_be_listed_in_dollars()
    {
        Assert.Equal(["OFFER_IN_OTHER_CURRENCY"], Codes(Offered(currency: "USD")));
        Assert.Empty(Codes(Offered(currency: "USD", billing: BillingType.Usage)));
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    public void Quantity_and_limit_of_the_offer_hold()
    {
        Assert.Equal(["OFFER_QUANTITY_TOO_SMALL"], Codes(Offered(), Wanted with { Quantity = 0 }));
        Assert.Equal(["OFFER_QUANTITY_TOO_SMALL"], Codes(Offered(), Wanted with { Quantity = -3 }));
        Assert.Equal(["OFFER_QUANTITY_TOO_LARGE"], Codes(Offered(most: 4)));
        Assert.Equal(["OFFER_LIFETIME_LIMIT"], Codes(Offered(limit: LimitScope.Lifetime, taken: [1])));
        Assert.Equal(["OFFER_CONCURRENT_LIMIT"], Codes(Offered(limit: LimitScope.Concurrent, taken: [1])));
        Assert.Empty(Codes(Offered(limit: LimitScope.Lifetime, taken: [])));
        Assert.Equal(["OFFER_LIFETIME_LIMIT"], Codes(Offered(limit: LimitScope.Lifetime, taken: []), alike: 1));
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    public void A_free_place_is_the_lowest_that_nobody_took()
    {
        Assert.Equal(2, OfferRules.FreePlace(Offered(limit: LimitScope.Concurrent, taken: [1, 3]), []));
        Assert.Equal(4, OfferRules.FreePlace(Offered(limit: LimitScope.Concurrent, taken: [1, 3]), [2]));
        Assert.Null(OfferRules.FreePlace(Offered(), []));
    }

    [Theory]
    [Trait("Rule", "CAT-60")]
    [Trait("Rule", "CUS-65")]
    [InlineData(Qualifications.None, "Commercial")]
    [InlineData(Qualifications.Nonprofit, "Commercial Nonprofit")]
    [InlineData(Qualifications.Education, "Commercial Education")]
    [InlineData(Qualifications.GovernmentCommunityCloud, "Government")]
    [InlineData(Qualifications.StateOwnedEntity, "Commercial")]
    [InlineData(Qualifications.Education | Qualifications.StateOwnedEntity, "Commercial Education")]
    [InlineData(Qualifications.StateOwnedEntity | Qualifications.GovernmentCommunityCloud, "Government")]
    public void A_customer_buys_what_it_qualifies_for(Qualifications customer, string segments) =>
        Assert.Equal(
            segments.Split(' ').Select(Enum.Parse<Segment>),
            Enum.GetValues<Segment>().Where(segment => SegmentRules.MayBuy(customer, segment)));

    [Fact]
    [Trait("Rule", "BIL-16")]
    public void Lines_of_one_order_are_billed_alike()
    {
        var monthly = OfferRules.MayBuy(Wanted, Offered(), "DE", "DE", Currency.Eur, Qualifications.None, 0, Now).Priced!;

        Assert.True(OrderRules.AreBilledAlike([monthly, monthly]).IsGranted);
        Assert.Equal(
            [OrderReasons.BillingCyclesDiffer],
            OrderRules.AreBilledAlike([monthly, monthly with { Cycle = BillingCycle.Annual }]).Reasons);
    }

    [Fact]
    [Trait("Rule", "CAT-31")]
    public void The_usual_term_is_a_year_billed_monthly()
    {
        var priced = OfferRules.MayBuy(Wanted, Offered(), "DE", "DE", Currency.Eur, Qualifications.None, 0, Now).Priced!;

        Assert.Equal(("P1Y", BillingCycle.Monthly, 50m), (priced.Term, priced.Cycle, priced.Price.Exact));
    }

    private static ImmutableArray<string> Codes(Offer? offer, WantedLine? wanted = null, int alike = 0) =>
        [.. OfferRules.MayBuy(wanted ?? Wanted, offer, "DE", "DE", Currency.Eur, Qualifications.None, alike, Now)
            .Decision.Reasons.Select(reason => reason.Code)];

    private static Offer Offered(
        string market = "DE", string currency = "EUR", BillingType billing = BillingType.License, int? most = null,
        LimitScope limit = LimitScope.None, int[]? taken = null, DateTimeOffset? endOfSale = null)
    {
        var availability = new Availability
        {
            ProductId = "OFFICE",
            SkuId = "0001",
            AvailabilityId = "A",
            Market = market,
            Segment = Segment.Commercial,
            Currency = Currency.Of(currency),
        };
        return new Offer(
            new Product
            {
                ProductId = "OFFICE",
                Title = "Office",
                Description = "",
                Publisher = "Vendor",
                Kind = ProductKind.Seat,
                IsFirstParty = true,
            },
            new Sku
            {
                ProductId = "OFFICE",
                SkuId = "0001",
                Title = "Office",
                Description = "",
                Unit = "Licenses",
                BillingType = billing,
                CancellationPolicy = CancellationPolicy.NewCommerce,
                IsTrial = false,
                IsAddOn = false,
                MinQuantity = 1,
                MaxQuantity = most,
                LimitScope = limit,
                LimitCount = limit == LimitScope.None ? 0 : 1,
                MeterIds = "",
            },
            availability,
            IsInPartnerCountry: true,
            [.. taken ?? []],
            [Row("P1M", BillingCycle.Monthly, 12m), Row("P1Y", BillingCycle.Monthly, 10m), Row("P1Y", BillingCycle.Annual, 120m)]);

        PriceRow Row(string term, BillingCycle plan, decimal price) => new()
        {
            ListId = new(Guid.Empty),
            Line = 2,
            ProductId = "OFFICE",
            SkuId = "0001",
            AvailabilityId = "A",
            Market = market,
            Currency = availability.Currency,
            Segment = Segment.Commercial,
            Term = term,
            BillingPlan = plan,
            TierFrom = 1,
            UnitPrice = price,
            EffectiveFrom = Now.AddDays(-1),
            EffectiveUntil = PriceRow.NoEnd,
            EndOfSaleAt = endOfSale,
            Change = ChangeMark.Unchanged,
        };
    }
}
