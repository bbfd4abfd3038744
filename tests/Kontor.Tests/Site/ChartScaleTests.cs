using FsCheck;
using FsCheck.Fluent;
using Kontor.Site;

namespace Kontor.Tests.Site;

public sealed class ChartScaleTests
{
    private static readonly Arbitrary<decimal[]> Charts = Gen.OneOf(
            Gen.Choose(-50, 50).Select(n => (decimal)n),
            Gen.Choose(0, int.MaxValue).Select(n => (decimal)n),
            Gen.Choose(0, int.MaxValue).Select(n => n * 1e17m),
            Gen.Choose(0, 1_000_000).Select(n => n / 1e8m),
            Gen.Elements(decimal.MaxValue, decimal.MinValue, 0m, 1e-28m, 1e27m, 1e27m + 1))
        .ArrayOf().ToArbitrary();

    [Fact]
    public void An_axis_holds_every_value_and_wastes_little_room() => Prop.ForAll(Charts, values =>
    {
        var scale = ChartScale.For(values);
        var most = Math.Max(0, values.DefaultIfEmpty(0).Max());
        return scale.Top > 0 && scale.Top >= most && scale.Step > 0
            && (most is <= 1e-18m or > 1e27m || scale.Top <= most * 2)
            && values.All(value => scale.ShareOf(value) is >= 0 and <= 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_are_few_and_begin_at_zero_and_end_at_the_top() => Prop.ForAll(Charts, values =>
    {
        var scale = ChartScale.For(values);
        if (scale.Top > 1e27m)
        {
            return true;
        }

        var lines = scale.Lines.ToList();
        return lines.Count is >= 2 and <= 5 && lines[0] == 0 && lines[^1] == scale.Top;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_larger_value_never_stands_lower() => Prop.ForAll(Charts, values =>
    {
        var scale = ChartScale.For(values);
        var shares = values.Order().Select(scale.ShareOf).ToList();
        return shares.SequenceEqual(shares.Order());
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1356, 1500, 500)]
    [InlineData(40, 40, 10)]
    [InlineData(41, 60, 20)]
    [InlineData(1, 1, 0.5)]
    [InlineData(0.3, 0.3, 0.1)]
    [InlineData(0, 1, 1)]
    public void Steps_are_one_two_or_five_times_a_power_of_ten(decimal most, decimal top, decimal step) =>
        Assert.Equal(new ChartScale(top, step), ChartScale.For([most]));

    [Fact]
    public void Nothing_has_an_axis_too() => Assert.Equal(new ChartScale(1, 1), ChartScale.For([]));
}
