using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests.Billing;

public sealed class FirstChargeTests
{
    private static readonly DateOnly Bought = new(2018, 1, 13);

    [Theory]
    [Trait("Rule", "BIL-12")]
    [Trait("Rule", "BIL-37")]
    [Trait("Rule", "BIL-38")]
    [InlineData(4.00, BillingCycle.Monthly, "2018-02-13", 400)]
    [InlineData(48.00, BillingCycle.Annual, "2019-01-13", 4800)]
    [InlineData(211.20, BillingCycle.Annual, "2019-01-13", 21120)]
    [InlineData(100.80, BillingCycle.Triennial, "2021-01-13", 10080)]
    public void A_seat_is_charged_in_advance_for_a_whole_period(decimal price, BillingCycle cycle, string until, long units)
    {
        var charge = FirstCharge.Of(price, Currency.Usd, BillingType.License, cycle, Bought, 1m);

        Assert.Equal((Bought, DateOnly.Parse(until, null)), (charge.From, charge.Until));
        Assert.Equal(new Money(units, Currency.Usd), charge.Amount);
        Assert.Equal(charge.Amount, charge.CreditTaken);
    }

    [Fact]
    public void A_month_that_begins_on_the_31st_ends_with_the_shorter_month() =>
        Assert.Equal(new DateOnly(2024, 2, 29), FirstCharge.EndOfPeriod(new DateOnly(2024, 1, 31), BillingCycle.Monthly));

    [Fact]
    [Trait("Rule", "BIL-14")]
    public void Usage_is_charged_later_so_buying_it_costs_nothing() =>
        Assert.Equal(
            Money.Zero(Currency.Eur),
            FirstCharge.Of(99m, Currency.Eur, BillingType.Usage, BillingCycle.Monthly, Bought, 1.08m).Amount);

    [Fact]
    [Trait("Rule", "BIL-70")]
    public void Another_currency_counts_against_the_limit_at_the_policys_rate()
    {
        var charge = FirstCharge.Of(100m, Currency.Eur, BillingType.License, BillingCycle.Monthly, Bought, 1.08m);

        Assert.Equal(new Money(108_00, Currency.Usd), charge.CreditTaken);
    }
}
