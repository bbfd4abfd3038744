using FsCheck;
using FsCheck.Fluent;
using Kontor.Kernel;

namespace Kontor.Tests.Kernel;

public sealed class MoneyTests
{
    [Fact]
    public void Split_money_sums_to_the_whole_and_differs_by_at_most_one_unit() =>
        Prop.ForAll(
            Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(),
            Gen.Choose(1, 60).ToArbitrary(),
            (units, shares) =>
            {
                var whole = new Money(units, Currency.Eur);
                var parts = whole.Split(shares);
                return parts.Aggregate((a, b) => a + b) == whole && parts.Max(p => p.Units) - parts.Min(p => p.Units) <= 1;
            }).QuickCheckThrowOnFailure();

    [Theory]
    [Trait("Rule", "BIL-31")]
    [InlineData(0.005, 1)]
    [InlineData(0.0049999, 0)]
    [InlineData(-0.005, -1)]
    [InlineData(37.035, 3704)]
    public void Rounding_goes_half_away_from_zero(decimal exact, long units) =>
        Assert.Equal(new Money(units, Currency.Eur), Rounding.HalfAwayFromZero(exact, Currency.Eur));

    [Fact]
    [Trait("Rule", "BIL-24")]
    public void A_currency_without_smaller_units_has_none()
    {
        Assert.Equal(new Money(13, Currency.Jpy), Rounding.HalfAwayFromZero(12.5m, Currency.Jpy));
        Assert.Equal("13 JPY", new Money(13, Currency.Jpy).ToString());
        Assert.Equal("0.13 EUR", new Money(13, Currency.Eur).ToString());
    }

    [Fact]
    public void Currencies_do_not_mix() =>
        Assert.Throws<InvalidOperationException>(() => Money.Zero(Currency.Eur) + Money.Zero(Currency.Usd));

    [Fact]
    public void Overflow_is_an_error_and_no_other_amount() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Currency.Eur) + new Money(1, Currency.Eur));

    [Fact]
    public void A_price_is_never_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnitPrice(-0.01m, Currency.Eur));
}
