using FsCheck;
using FsCheck.Fluent;
using Kontor.Insights;
using Kontor.Subscriptions;

namespace Kontor.Tests.Insights;

public sealed class YearPointsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 10, 20, 0, TimeSpan.Zero);

    [Fact]
    public void A_year_ends_now_and_has_the_same_day_of_the_month_before()
    {
        var figures = YearPoints.At(Now).Figures([], new Dictionary<int, long>(), 4);

        Assert.Equal(12, figures.Months.Length);
        Assert.Equal(new DateOnly(2025, 4, 1), figures.Months[0].On);
        Assert.Equal(new DateOnly(2026, 3, 1), figures.Now.On);
        Assert.Equal(new DateOnly(2026, 2, 1), figures.SameDayLastMonth.On);
        Assert.Equal(Now, figures.AsOf);
    }

    [Fact]
    public void The_points_stand_in_order_whatever_the_day() => Prop.ForAll(
        Gen.Choose(0, 20_000_000).ToArbitrary(),
        minutes =>
        {
            var points = YearPoints.At(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)).Points;
            return points.Length == 14 && points.SequenceEqual(points.Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_new_customer_of_the_year_is_in_one_month_and_what_came_before_in_none() => Prop.ForAll(
        Gen.Choose(0, 1_000).ArrayOf(14).ToArbitrary(),
        counts =>
        {
            var customers = counts.Select((count, point) => (point, (long)count)).ToDictionary();
            var figures = YearPoints.At(Now).Figures([], customers, 4);
            return figures.Months.Sum(month => month.NewCustomers) == counts[1..].Sum()
                && figures.SameDayLastMonth.NewCustomers == counts[11]
                && figures.Months[^2].NewCustomers == counts[11] + counts[12];
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_ended_counts_until_its_end_and_no_longer()
    {
        // From the end of the first month on, until before the end of the third.
        var figures = YearPoints.At(Now).Figures(
            [new HeldRow(1, 3, "P", "Suite", "EUR", BillingCycle.Monthly, 2, 10, 25m)], new Dictionary<int, long>(), 4);

        Assert.Equal([2, 2, 0], figures.Months.Take(3).Select(month => month.Subscriptions));
        Assert.Equal([10, 10, 0], figures.Months.Take(3).Select(month => month.Seats));
        Assert.Equal(25m, figures.Months[0].MonthlyValue["EUR"]);
        Assert.Empty(figures.Now.MonthlyValue);
    }

    [Theory]
    [Trait("Rule", "BIL-12")]
    [Trait("Rule", "BIL-14")]
    [InlineData(BillingCycle.Monthly, 120)]
    [InlineData(BillingCycle.Annual, 10)]
    [InlineData(BillingCycle.OneTime, null)]
    [InlineData(BillingCycle.None, null)]
    public void The_monthly_value_is_the_charge_over_the_months_it_pays_for(BillingCycle cycle, int? value) =>
        Assert.Equal(value, MonthlyValues.Of(120m, cycle));

    [Fact]
    public void Most_seats_come_first_and_the_rest_is_one()
    {
        HeldRow Row(string product, long seats) => new(0, 14, product, product, null, BillingCycle.None, 1, seats, 0m);

        var figures = YearPoints.At(Now).Figures(
            [Row("A", 1), Row("B", 5), Row("C", 3), Row("D", 2)], new Dictionary<int, long>(), 2);

        Assert.Equal(["B", "C", ""], figures.Products);
        Assert.Equal([5, 3, 3], figures.Now.SeatsByProduct);
        Assert.Equal(figures.Now.Seats, figures.Now.SeatsByProduct.Sum());
    }
}
