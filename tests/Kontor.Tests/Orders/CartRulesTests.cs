using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.Tests.Orders;

public sealed class CartRulesTests
{
    private static readonly CartLine Wish = new(0, "OFFICE:0001:AVAILDE00001", 3, null, BillingCycle.Monthly, "P1Y", "100");

    [Fact]
    [Trait("Rule", "CAT-22")]
    public void More_of_the_same_makes_one_line_and_anything_else_a_line_of_its_own()
    {
        var lines = new List<CartLine>();

        CartRules.Put(lines, Wish);
        CartRules.Put(lines, Wish with { Id = 7, Quantity = 2 });
        CartRules.Put(lines, Wish with { Term = "P1M" });
        CartRules.Put(lines, Wish with { PartnerOfRecord = "200" });
        CartRules.Put(lines, Wish with { FriendlyName = "Desk" });

        Assert.Equal([(0, 5), (1, 3), (2, 3), (3, 3)], lines.Select(line => (line.Id, line.Quantity)));
    }

    [Theory]
    [Trait("Rule", "CAT-22")]
    [InlineData(0)]
    [InlineData(-2)]
    public void What_is_no_quantity_stands_alone_and_makes_no_line_smaller(int quantity)
    {
        var lines = new List<CartLine> { Wish };

        CartRules.Put(lines, Wish with { Quantity = quantity });

        Assert.Equal([(0, 3), (1, quantity)], lines.Select(line => (line.Id, line.Quantity)));
    }

    [Fact]
    [Trait("Rule", "CAT-22")]
    public void A_quantity_stops_at_the_largest_number_instead_of_turning_over()
    {
        var lines = new List<CartLine> { Wish with { Quantity = int.MaxValue } };

        CartRules.Put(lines, Wish);

        Assert.Equal(int.MaxValue, Assert.Single(lines).Quantity);
    }

    [Fact]
    [Trait("Rule", "BIL-12")]
    [Trait("Rule", "BIL-14")]
    [Trait("Rule", "BIL-16")]
    public void Totals_are_sums_of_rounded_lines_for_each_frequency_and_leave_usage_out()
    {
        AssessedLine[] lines =
        [
            Priced(10.005m, BillingCycle.Monthly),
            Priced(10.005m, BillingCycle.Monthly),
            Priced(120m, BillingCycle.Annual),
            Priced(7m, BillingCycle.None, BillingType.Usage),
            new(Wish, null, Decision.Granted),
        ];

        Assert.Equal(
            [new CartTotal(BillingCycle.Monthly, new Money(2002, Currency.Eur)), new CartTotal(BillingCycle.Annual, new Money(12000, Currency.Eur))],
            CartRules.Totals(lines).OrderBy(total => total.Amount.Units));
    }

    [Theory]
    [InlineData(false, true, true, true, true, true, "OFFER_SALE_ENDED")]
    [InlineData(true, false, true, false, false, false, "OFFER_NOT_IN_CUSTOMER_COUNTRY")]
    [InlineData(true, true, false, true, true, true, "OFFER_NOT_IN_PARTNER_COUNTRY")]
    [InlineData(true, true, true, false, false, false, "PRODUCT_NOT_IN_CURRENCY")]
    [InlineData(true, true, true, true, false, false, "PRODUCT_NOT_IN_SEGMENT")]
    [InlineData(true, true, true, true, true, false, "PRODUCT_LIMIT_REACHED")]
    [InlineData(true, true, true, true, true, true, null)]
    [Trait("Rule", "CAT-04")]
    [Trait("Rule", "CAT-05")]
    [Trait("Rule", "CAT-13")]
    [Trait("Rule", "CAT-60")]
    [Trait("Rule", "BIL-20")]
    public void A_product_that_cannot_be_had_says_why(
        bool onSale, bool here, bool there, bool billed, bool allowed, bool free, string? code)
    {
        var decision = ShelfRules.MayBeHad(
            "Office", new ShelfFacts(onSale, here, there, billed, allowed, free), new ShopView("DE", Currency.Eur, null));

        Assert.Equal(code, decision.Reasons.FirstOrDefault()?.Code);
    }

    private static AssessedLine Priced(decimal exact, BillingCycle cycle, BillingType billing = BillingType.License)
    {
        var product = new Product
        {
            ProductId = "OFFICE",
            Title = "Office",
            Description = "",
            Publisher = "",
            Kind = ProductKind.Seat,
            IsFirstParty = true,
        };
        var sku = new Sku
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
            LimitScope = LimitScope.None,
            LimitCount = 0,
            MeterIds = "",
        };
        var wanted = new WantedLine(0, CatalogItemId.Find(Wish.CatalogItemId)!.Value, 1, null, cycle, "P1Y", null);
        var price = new GraduatedPrice(exact, Currency.Eur, []);
        return new AssessedLine(
            Wish, new PricedLine(wanted, new Offer(product, sku, null, true, [], []), "P1Y", cycle, price), Decision.Granted);
    }
}
