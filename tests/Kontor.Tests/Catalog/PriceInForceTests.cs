using FsCheck;
using FsCheck.Fluent;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests.Catalog;

/// <summary>Which price rows decide at an instant, and what a quantity costs by them.</summary>
public sealed class PriceInForceTests
{
    private static readonly DateTimeOffset January = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset February = January.AddMonths(1);
    private static readonly DateTimeOffset March = January.AddMonths(2);
    private static readonly PriceListId EarlierList = new(Guid.Parse("019a0000-0000-7000-8000-000000000001"));
    private static readonly PriceListId LaterList = new(Guid.Parse("019b0000-0000-7000-8000-000000000001"));

    [Fact]
    [Trait("Rule", "CAT-10")]
    public void A_hundred_and_one_units_of_a_graduated_price_cost_a_hundred_at_the_first_and_one_at_the_second_tier()
    {
        var price = PriceInForce.At([Row(1.00m, to: 100), Row(0.80m, from: 101)], January).For(101);

        Assert.Equal(100.80m, price!.Exact);
        Assert.Equal(
            [(1L, 100m, 100.00m), (101L, 1m, 0.80m)], price.Trace.Select(s => (s.Tier.From, s.Units, s.Amount)));
        Assert.Equal(Currency.Eur, price.Currency);
    }

    [Theory]
    [Trait("Rule", "CAT-10")]
    [InlineData(1, 1.00)]
    [InlineData(100, 100.00)]
    [InlineData(100.5, 100.40)]
    [InlineData(101, 100.80)]
    [InlineData(0.25, 0.25)]
    public void Fractions_belong_to_the_unit_they_begin(double quantity, double expected) =>
        Assert.Equal(
            (decimal)expected,
            PriceInForce.At([Row(0.80m, from: 101), Row(1.00m, to: 100)], January).For((decimal)quantity)!.Exact);

    [Fact]
    [Trait("Rule", "CAT-10")]
    public void Where_a_list_ends_a_tier_at_the_number_at_which_the_next_begins_the_lower_tier_has_that_unit() =>
        Assert.Equal(100.80m, PriceInForce.At([Row(1m, to: 100), Row(0.8m, from: 100)], January).For(101)!.Exact);

    [Fact]
    public void Units_that_no_tier_covers_have_no_price()
    {
        var schedule = PriceInForce.At([Row(1m, to: 10), Row(0.5m, from: 21)], January);

        Assert.NotNull(schedule.For(10));
        Assert.Null(schedule.For(11));
        Assert.Null(schedule.For(30));
        Assert.Null(PriceInForce.At([], January).For(1));
    }

    [Fact]
    public void Of_overlapping_rows_the_later_start_wins_from_its_start_and_not_before()
    {
        PriceRow[] rows = [Row(10m), Row(12m, starts: February)];

        Assert.Equal(10m, PriceAt(rows, February.AddTicks(-1)));
        Assert.Equal(12m, PriceAt(rows, February));
    }

    [Fact]
    public void A_row_ends_at_its_end_and_the_one_before_it_holds_again()
    {
        PriceRow[] rows = [Row(10m), Row(8m, starts: February, ends: March)];

        Assert.Equal(8m, PriceAt(rows, March.AddTicks(-1)));
        Assert.Equal(10m, PriceAt(rows, March));
        Assert.Null(PriceAt([Row(10m, ends: February)], February));
    }

    [Fact]
    public void Of_two_rows_with_the_same_start_the_later_list_wins()
    {
        PriceRow[] rows = [Row(10m, list: LaterList), Row(9m, list: EarlierList)];

        Assert.Equal(10m, PriceAt(rows, January));
        Assert.Equal(10m, PriceAt([.. rows.Reverse()], January));
    }

    [Fact]
    public void A_later_row_for_one_tier_leaves_the_other_tiers_as_they_are()
    {
        PriceRow[] rows = [Row(1m, to: 100), Row(0.8m, from: 101), Row(0.7m, from: 101, starts: February)];

        Assert.Equal(100.7m, PriceInForce.At(rows, February).For(101)!.Exact);
    }

    [Fact]
    [Trait("Rule", "CAT-09")]
    public void A_row_marked_DEL_ends_the_sale_from_its_start_until_a_later_row_brings_it_back()
    {
        PriceRow[] rows =
        [
            Row(10m), Row(10m, starts: February, change: ChangeMark.Deleted),
            Row(11m, starts: March, change: ChangeMark.Added),
        ];

        Assert.Equal(10m, PriceAt(rows, February.AddTicks(-1)));
        Assert.True(PriceInForce.At(rows, February).IsEmpty);
        Assert.Equal(11m, PriceAt(rows, March));
    }

    [Fact]
    public void After_the_end_of_sale_a_price_still_holds_but_nothing_new_is_sold()
    {
        var row = Row(10m, endOfSale: February);

        Assert.True(PriceInForce.At([row], February.AddTicks(-1)).IsOnSale);
        Assert.False(PriceInForce.At([row], February).IsOnSale);
        Assert.Equal(10m, PriceAt([row], February));
    }

    [Fact]
    [Trait("Rule", "CAT-10")]
    public void The_steps_of_a_charge_sum_to_it_and_to_its_quantity() =>
        Prop.ForAll(Tiers, (Func<int[], bool>)(widths =>
        {
            var schedule = PriceInForce.At(InSteps(widths), January);
            return Enumerable.Range(1, 60).All(tenth =>
            {
                var quantity = widths.Sum() * tenth / 30m;
                var price = schedule.For(quantity)!;
                return price.Trace.Sum(step => step.Units) == quantity
                    && price.Trace.Sum(step => step.Amount) == price.Exact
                    && price.Trace.All(step => step.Units > 0);
            });
        })).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Rule", "CAT-10")]
    public void Cutting_a_tier_in_two_at_the_same_price_changes_no_charge() =>
        Prop.ForAll(Tiers, ArbMap.Default.ArbFor<PositiveInt>(), (widths, quantity) =>
        {
            var whole = InSteps(widths);
            var first = whole[0];
            PriceRow[] cut = first.TierTo is { } end && end > 1
                ? [Row(first.UnitPrice, to: end / 2), Row(first.UnitPrice, from: (end / 2) + 1, to: end), .. whole[1..]]
                : whole;
            return PriceInForce.At(whole, January).For(quantity.Get)!.Exact
                == PriceInForce.At(cut, January).For(quantity.Get)!.Exact;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_rows_are_given_does_not_matter() =>
        Prop.ForAll(
            Gen.Choose(0, 5).Three().ArrayOf(8).ToArbitrary(),
            ArbMap.Default.ArbFor<int>(),
            (parts, seed) =>
            {
                var rows = parts.Select((part, line) => Row(
                    line + 1m, from: part.Item1 + 1, to: part.Item1 + part.Item2 + 1, starts: January.AddDays(
                        part.Item3),
                    line: line)).DistinctBy(row => (row.TierFrom, row.EffectiveFrom)).ToArray();
                var shuffled = rows.ToArray();
                new Random(seed).Shuffle(shuffled);
                var at = January.AddDays(3);
                return PriceInForce.At(rows, at).Tiers.SequenceEqual(PriceInForce.At(shuffled, at).Tiers);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tiers_in_force_never_share_a_unit() =>
        Prop.ForAll(Gen.Choose(0, 9).Three().ArrayOf(10).ToArbitrary(), (Func<(int, int, int)[], bool>)(parts =>
        {
            var rows = parts.Select(part => Row(
                1m, from: part.Item1 + 1, to: part.Item2 == 9 ? null : part.Item1 + part.Item2 + 1,
                starts: January.AddDays(part.Item3)));
            var tiers = PriceInForce.At(rows, January.AddDays(5)).Tiers;
            return tiers.Zip(tiers.Skip(1)).All(pair => pair.First.To is { } end && end < pair.Second.From);
        })).QuickCheckThrowOnFailure();

    private static Arbitrary<int[]> Tiers => Gen.Choose(1, 50).NonEmptyListOf().Select(
        list => list.ToArray()).ToArbitrary();

    /// <summary>
    /// Tiers of these widths that follow each other, each cheaper than the one before, the last without an end.
    /// </summary>
    private static PriceRow[] InSteps(int[] widths)
    {
        var from = 1L;
        var rows = new List<PriceRow>();
        foreach (var width in widths)
        {
            rows.Add(Row(10m / (rows.Count + 1), from, from + width - 1));
            from += width;
        }

        rows.Add(Row(0.01m, from));
        return [.. rows];
    }

    private static decimal? PriceAt(IEnumerable<PriceRow> rows, DateTimeOffset instant) =>
        PriceInForce.At(rows, instant).For(1)?.Exact;

    private static PriceRow Row(
        decimal price, long from = 1, long? to = null, DateTimeOffset? starts = null, DateTimeOffset? ends = null,
        PriceListId? list = null, ChangeMark change = ChangeMark.Unchanged, DateTimeOffset? endOfSale = null,
        int line = 2) =>
        new()
        {
            ListId = list ?? EarlierList,
            Line = line,
            ProductId = "NORDMAIL",
            SkuId = "0001",
            AvailabilityId = "AVAILDE00001",
            Market = "DE",
            Currency = Currency.Eur,
            Segment = Segment.Commercial,
            Term = "P1Y",
            BillingPlan = BillingCycle.Monthly,
            TierFrom = from,
            TierTo = to,
            UnitPrice = price,
            EffectiveFrom = starts ?? January,
            EffectiveUntil = ends ?? PriceRow.NoEnd,
            EndOfSaleAt = endOfSale,
            Change = change,
        };
}
