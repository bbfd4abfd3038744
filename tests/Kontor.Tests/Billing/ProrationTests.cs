using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Tests.Billing;

public sealed class ProrationTests
{
    [Theory]
    [Trait("Rule", "BIL-31")]
    [Trait("Rule", "BIL-37")]
    [Trait("Rule", "BIL-38")]
    [InlineData(ProrationStrategy.DailyPrice, 4.00, 1, 19, 31, 2.45, 2.45)]
    [InlineData(ProrationStrategy.DailyPrice, 4.00, 2, 12, 31, 1.55, 3.10)]
    [InlineData(ProrationStrategy.DailyPrice, 4.00, 1, 12, 28, 1.72, 1.72)]
    [InlineData(ProrationStrategy.DailyTotal, 48.00, 1, 19, 365, 2.47, 2.47)]
    [InlineData(ProrationStrategy.DailyTotal, 48.00, 2, 346, 365, 44.98, 89.96)]
    [InlineData(ProrationStrategy.DailyTotal, 48.00, 1, 318, 365, 41.34, 41.34)]
    [InlineData(ProrationStrategy.Exact, 211.20, 1, 1, 365, 0.58, 0.58)]
    [InlineData(ProrationStrategy.Exact, 211.20, 2, 27, 365, 15.62, 31.25)]
    [InlineData(ProrationStrategy.Exact, 211.20, 2, 337, 365, 195.00, 390.00)]
    [InlineData(ProrationStrategy.UnitPrice, 4.00, 1, 29, 30, 3.87, 3.87)]
    [InlineData(ProrationStrategy.UnitPrice, 4.00, 2, 29, 30, 3.87, 7.74)]
    public void The_printed_parts_of_a_period_come_out_as_printed(
        ProrationStrategy strategy, decimal price, int quantity, int days, int periodDays, decimal unitPrice, decimal amount)
    {
        var part = Proration.Of(strategy, price, quantity, days, periodDays, Currency.Usd);

        Assert.Equal((unitPrice, amount), (part.UnitPrice, part.Amount.Amount));
    }

    [Fact]
    [Trait("Rule", "BIL-37")]
    public void Classic_seats_follow_the_stated_formula_and_what_is_billed_by_period_its_examples()
    {
        Assert.Equal(ProrationStrategy.DailyTotal, Proration.StrategyOf(CancellationPolicy.Classic));
        Assert.Equal(ProrationStrategy.UnitPrice, Proration.StrategyOf(CancellationPolicy.NewCommerce));
    }

    [Theory]
    [Trait("Rule", "BIL-31")]
    [InlineData(4.00, 2, 31, 8_00)]
    [InlineData(10.005, 3, 30, 30_02)]
    [InlineData(0.004, 1000, 28, 4_00)]
    public void A_whole_period_costs_the_plain_price_whatever_the_strategy(decimal price, int quantity, int days, long units)
    {
        foreach (var strategy in Enum.GetValues<ProrationStrategy>())
        {
            var whole = Proration.Of(strategy, price, quantity, days, days, Currency.Usd);

            Assert.Equal((price, new Money(units, Currency.Usd)), (whole.UnitPrice, whole.Amount));
        }
    }

    [Theory]
    [Trait("Rule", "BIL-24")]
    [Trait("Rule", "BIL-31")]
    [InlineData(ProrationStrategy.DailyTotal, 948)]
    [InlineData(ProrationStrategy.DailyPrice, 948)]
    [InlineData(ProrationStrategy.Exact, 948)]
    [InlineData(ProrationStrategy.UnitPrice, 948)]
    public void Yen_have_no_decimals_and_a_day_in_yen_is_not_rounded_to_whole_ones(ProrationStrategy strategy, long yen)
    {
        var part = Proration.Of(strategy, 1000m, 1, 346, 365, Currency.Jpy);

        Assert.Equal((new Money(yen, Currency.Jpy), decimal.Truncate(part.UnitPrice)), (part.Amount, part.UnitPrice));
    }

    [Fact]
    [Trait("Rule", "BIL-31")]
    public void No_part_costs_more_than_the_whole_and_no_longer_part_less_than_a_shorter()
    {
        decimal[] prices = [0.004m, 0.005m, 0.5m, 1m, 2m, 4m, 48m, 211.2m, 1234.5678m];
        int[] quantities = [1, 2, 3, 7, 999];
        int[] periods = [28, 31, 365, 366, 1096];
        foreach (var strategy in Enum.GetValues<ProrationStrategy>())
        {
            foreach (var (price, quantity, periodDays, currency) in
                from price in prices
                from quantity in quantities
                from periodDays in periods
                from currency in new[] { Currency.Usd, Currency.Jpy }
                select (price, quantity, periodDays, currency))
            {
                var whole = Proration.Of(strategy, price, quantity, periodDays, periodDays, currency).Amount.Units;
                var former = 0L;
                for (var days = 0; days <= periodDays; days++)
                {
                    var units = Proration.Of(strategy, price, quantity, days, periodDays, currency).Amount.Units;
                    Assert.InRange(units, former, whole);
                    former = units;
                }
            }
        }
    }

    [Fact]
    [Trait("Rule", "BIL-31")]
    public void A_part_is_as_near_to_its_exact_price_as_its_rounding_allows()
    {
        decimal[] prices = [1.5m, 4m, 12.345m, 48m, 211.2m];
        int[] quantities = [1, 3, 50];
        int[] periods = [28, 30, 31, 365];
        int[] parts = [1, 7, 13, 27];
        foreach (var (price, quantity, days, periodDays, currency) in
            from price in prices
            from quantity in quantities
            from periodDays in periods
            from days in parts
            from currency in new[] { Currency.Usd, Currency.Jpy }
            select (price, quantity, days, periodDays, currency))
        {
            var exact = price * quantity * days / periodDays;
            var half = 0.5m / currency.UnitsPerOne;
            Assert.InRange(Off(ProrationStrategy.DailyTotal), 0, (0.005m * days) + (half * quantity));
            Assert.InRange(Off(ProrationStrategy.DailyPrice), 0, (0.0005m * days * quantity) + (half * quantity));
            Assert.InRange(Off(ProrationStrategy.Exact), 0, half);
            Assert.InRange(Off(ProrationStrategy.UnitPrice), 0, half * quantity);

            decimal Off(ProrationStrategy strategy) =>
                Math.Abs(Proration.Of(strategy, price, quantity, days, periodDays, currency).Amount.Amount - exact);
        }
    }

    [Theory]
    [InlineData(0, 1, 30)]
    [InlineData(1, 31, 30)]
    [InlineData(1, -1, 30)]
    [InlineData(1, 0, 0)]
    public void What_is_no_part_of_a_period_is_not_priced(int quantity, int days, int periodDays) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proration.Of(ProrationStrategy.Exact, 1m, quantity, days, periodDays, Currency.Usd));
}
