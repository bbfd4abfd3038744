using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests.Billing;

public sealed class ChargeCorrectionsTests
{
    private static readonly DateOnly Bought = new(2018, 1, 13);

    [Fact]
    [Trait("Rule", "BIL-32")]
    [Trait("Rule", "BIL-35")]
    [Trait("Rule", "BIL-38")]
    public void A_second_seat_of_an_annual_one_replaces_its_line_by_two()
    {
        var book = Annual();

        book.ChangesQuantity(2, Day(2, 1));

        Assert.Equal(
            [
                new("PurchaseFeeProrate", Bought, Day(1, 13, 2019), 1, 48.00m, 48.00m),
                new("CycleInstanceProrate", Bought, Day(1, 13, 2019), 1, -48.00m, -48.00m),
                new("CycleInstanceProrate", Bought, Day(2, 1), 1, 2.47m, 2.47m),
                new("CycleInstanceProrate", Day(2, 1), Day(1, 13, 2019), 2, 44.98m, 89.96m),
            ],
            book.Lines);
    }

    [Fact]
    [Trait("Rule", "BIL-30")]
    [Trait("Rule", "BIL-33")]
    [Trait("Rule", "BIL-38")]
    public void A_suspension_within_thirty_days_gives_the_line_back_with_its_dates_and_a_later_one_what_is_left()
    {
        var early = Annual();
        var late = Annual();

        early.Suspends(Day(2, 1));
        late.Suspends(Day(3, 1));

        Assert.Equal(new("CancelFee", Bought, Day(1, 13, 2019), 1, -48.00m, -48.00m), early.Lines[^1]);
        Assert.Equal(new("CancelFee", Day(3, 1), Day(1, 13, 2019), 1, -41.34m, -41.34m), late.Lines[^1]);
        Assert.Equal((2, 2), (early.Lines.Count, late.Lines.Count));
    }

    [Theory]
    [Trait("Rule", "BIL-30")]
    [InlineData(30, -48.00)]
    [InlineData(31, -43.42)]
    public void The_thirtieth_day_after_the_purchase_is_the_last_that_gives_all_of_it_back(int days, decimal given)
    {
        var book = Annual();

        book.Suspends(Bought.AddDays(days));

        Assert.Equal(given, book.Lines[^1].Amount);
    }

    [Fact]
    [Trait("Rule", "BIL-34")]
    [Trait("Rule", "BIL-38")]
    [Trait("Rule", "CAT-34")]
    public void A_reactivation_charges_from_its_day_to_the_end_of_the_period()
    {
        var book = Annual();
        book.Suspends(Day(2, 1));

        book.Reactivates(Day(3, 1));

        Assert.Equal(new("PurchaseFeeProrate", Day(3, 1), Day(1, 13, 2019), 1, 41.34m, 41.34m), book.Lines[^1]);
        Assert.Equal(41.34m, book.Total);
    }

    /// <summary>The printed tables begin a day before the purchase; here the period begins with it.</summary>
    [Theory]
    [Trait("Rule", "BIL-36")]
    [Trait("Rule", "BIL-38")]
    [InlineData(1, 2, 0, "AddQuantity", -4.00, 8.00)]
    [InlineData(1, 2, 1, "AddQuantity", -3.87, 7.74)]
    [InlineData(2, 1, 0, "RemoveQuantity", -8.00, 4.00)]
    [InlineData(2, 1, 1, "RemoveQuantity", -7.74, 3.87)]
    public void New_commerce_is_taken_back_and_put_in_place_from_the_day_on(
        int before, int after, int later, string type, decimal given, decimal charged)
    {
        var bought = new DateOnly(2019, 6, 11);
        var book = new Book(4.00m, before, BillingCycle.Monthly, bought, CancellationPolicy.NewCommerce);

        book.ChangesQuantity(after, bought.AddDays(later));

        var (day, until) = (bought.AddDays(later), new DateOnly(2019, 7, 11));
        Assert.Equal(
            [
                new("New", bought, until, before, 4.00m, 4.00m * before),
                new(type, day, until, before, given / before, given),
                new(type, day, until, after, charged / after, charged),
            ],
            book.Lines);
    }

    [Fact]
    [Trait("Rule", "BIL-32")]
    public void A_second_change_takes_back_only_the_line_that_runs()
    {
        var book = Annual();
        book.ChangesQuantity(2, Day(2, 1));

        book.ChangesQuantity(5, Day(3, 1));

        Assert.Equal(
            [
                new("CycleInstanceProrate", Day(2, 1), Day(1, 13, 2019), 2, -44.98m, -89.96m),
                new("CycleInstanceProrate", Day(2, 1), Day(3, 1), 2, 3.64m, 7.28m),
                new("CycleInstanceProrate", Day(3, 1), Day(1, 13, 2019), 5, 41.98m, 209.90m),
            ],
            book.Lines.Skip(4));
    }

    [Fact]
    [Trait("Rule", "BIL-30")]
    [Trait("Rule", "BIL-32")]
    public void After_a_change_all_that_was_charged_for_the_period_is_given_back_in_full()
    {
        var book = Annual();
        book.ChangesQuantity(2, Day(1, 20));
        book.ChangesQuantity(3, Day(1, 25));

        book.Suspends(Day(2, 12));

        Assert.Equal(0m, book.Total);
    }

    [Theory]
    [Trait("Rule", "BIL-12")]
    [InlineData("2026-01-31", "2026-02-27", "2026-01-31", "2026-02-28")]
    [InlineData("2026-01-31", "2026-02-28", "2026-02-28", "2026-03-31")]
    [InlineData("2026-01-31", "2026-03-30", "2026-02-28", "2026-03-31")]
    [InlineData("2026-01-31", "2026-03-31", "2026-03-31", "2026-04-30")]
    [InlineData("2028-01-31", "2028-02-29", "2028-02-29", "2028-03-31")]
    [InlineData("2026-12-15", "2027-02-14", "2027-01-15", "2027-02-15")]
    public void A_period_begins_on_the_day_of_the_purchase_or_on_the_last_of_a_shorter_month(
        string termFrom, string day, string from, string until) =>
        Assert.Equal(
            new BillingPeriod(Parse(from), Parse(until)),
            BillingPeriod.At(Parse(termFrom), BillingCycle.Monthly, Parse(day)));

    [Fact]
    [Trait("Rule", "BIL-12")]
    public void Periods_follow_each_other_without_gap_or_overlap()
    {
        foreach (var cycle in new[] { BillingCycle.Monthly, BillingCycle.Annual, BillingCycle.Triennial })
        {
            for (var first = new DateOnly(2027, 11, 26); first < new DateOnly(2028, 3, 5); first = first.AddDays(1))
            {
                var at = BillingPeriod.At(first, cycle, first)!.Value;
                Assert.Equal(first, at.From);
                for (var day = first; day < first.AddDays(1500); day = day.AddDays(1))
                {
                    var period = BillingPeriod.At(first, cycle, day)!.Value;
                    Assert.True(period.From <= day && day < period.Until);
                    Assert.True(period == at || period.From == at.Until);
                    at = period;
                }
            }
        }
    }

    [Fact]
    [Trait("Rule", "BIL-12")]
    public void Before_a_change_the_periods_that_have_begun_meanwhile_are_charged_as_they_were()
    {
        var book = Monthly(CancellationPolicy.Classic);

        book.ChangesQuantity(2, Day(3, 20));

        Assert.Equal(
            [
                new("CycleFee", Day(2, 13), Day(3, 13), 1, 4.00m, 4.00m),
                new("CycleFee", Day(3, 13), Day(4, 13), 1, 4.00m, 4.00m),
                new("CycleInstanceProrate", Day(3, 13), Day(4, 13), 1, -4.00m, -4.00m),
            ],
            book.Lines.Skip(1).Take(3));
        Assert.Equal((Day(3, 20), Day(4, 13), 2), (book.Lines[^1].From, book.Lines[^1].Until, book.Lines[^1].Quantity));
    }

    [Fact]
    [Trait("Rule", "CAT-33")]
    [Trait("Rule", "BIL-34")]
    public void A_classic_seat_is_not_charged_for_the_periods_in_which_it_is_suspended()
    {
        var book = Monthly(CancellationPolicy.Classic);
        book.Suspends(Day(3, 1));
        book.Reactivates(Day(5, 20));

        book.ChangesQuantity(2, Day(6, 20));

        for (var day = Day(3, 1); day < Day(5, 20); day = day.AddDays(1))
        {
            Assert.Equal(0, book.NetUnitsOn(day));
        }

        Assert.Equal((1, 1, 2), (book.NetUnitsOn(Day(2, 28)), book.NetUnitsOn(Day(5, 20)), book.NetUnitsOn(Day(6, 20))));
    }

    [Fact]
    [Trait("Rule", "BIL-36")]
    public void In_new_commerce_the_commitment_stands_through_a_suspension()
    {
        var book = Monthly(CancellationPolicy.NewCommerce);
        book.Suspends(Day(1, 20));
        book.Reactivates(Day(3, 20));

        book.ChangesQuantity(2, Day(4, 20));

        for (var day = Bought; day < Day(4, 20); day = day.AddDays(1))
        {
            Assert.Equal(1, book.NetUnitsOn(day));
        }
    }

    [Fact]
    [Trait("Rule", "CAT-36")]
    [Trait("Rule", "CAT-38")]
    public void What_is_given_back_in_full_leaves_no_charge_however_often_its_count_changed()
    {
        foreach (var policy in Enum.GetValues<CancellationPolicy>())
        {
            var book = new Book(12.34m, 3, BillingCycle.Annual, Bought, policy);
            book.ChangesQuantity(5, Bought.AddDays(2));
            book.ChangesQuantity(4, Bought.AddDays(2));
            book.ChangesQuantity(7, Bought.AddDays(9));

            book.Cancels(Bought.AddDays(10), isInFull: true);

            Assert.Equal(0m, book.Total);
        }
    }

    [Fact]
    [Trait("Rule", "BIL-36")]
    public void What_is_bought_once_for_a_term_is_given_back_for_the_days_that_are_left_and_not_charged_anew()
    {
        var book = new Book(365m, 2, BillingCycle.OneTime, new(2026, 3, 2), CancellationPolicy.NewCommerce, new(2027, 3, 2));

        book.Cancels(new(2026, 3, 5), isInFull: false);

        Assert.Equal(
            [
                new("New", new(2026, 3, 2), new(2027, 3, 2), 2, 365m, 730m),
                new("Cancel", new(2026, 3, 5), new(2027, 3, 2), 2, -362m, -724m),
            ],
            book.Lines);
    }

    [Fact]
    [Trait("Rule", "CAT-38")]
    public void What_is_bought_for_good_is_given_back_whole()
    {
        var book = new Book(99m, 2, BillingCycle.OneTime, Bought, CancellationPolicy.NewCommerce);

        book.Cancels(Bought.AddDays(20), isInFull: true);

        Assert.Equal((2, 0m), (book.Lines.Count, book.Total));
    }

    /// <summary>
    /// Whatever happens in whatever order: each day carries the units that were held on it, nothing is taken back twice, and
    /// the sum is that of a naive count by day, as near as each line's rounding allows.
    /// </summary>
    [Theory]
    [Trait("Rule", "BIL-13")]
    [Trait("Rule", "BIL-32")]
    [Trait("Rule", "BIL-36")]
    [InlineData(CancellationPolicy.Classic, BillingCycle.Monthly, "2026-01-31")]
    [InlineData(CancellationPolicy.Classic, BillingCycle.Annual, "2026-03-02")]
    [InlineData(CancellationPolicy.NewCommerce, BillingCycle.Monthly, "2026-01-31")]
    [InlineData(CancellationPolicy.NewCommerce, BillingCycle.Annual, "2027-12-31")]
    public void Any_sequence_of_changes_charges_each_day_by_what_was_held_on_it(
        CancellationPolicy policy, BillingCycle cycle, string bought)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var chance = new Random(seed);
            var first = Parse(bought);
            var price = chance.Next(100, 30_000) / 100m;
            var quantity = chance.Next(1, 6);
            var book = new Book(price, quantity, cycle, first, policy);
            var held = new SortedDictionary<DateOnly, int> { [first] = quantity };

            // Suspended only after the thirty days of BIL-30, which are free of charge and have tests of their own.
            var (day, isSuspended) = (first, false);
            for (var step = 0; step < 12; step++)
            {
                day = day.AddDays(chance.Next(0, 25));
                var maySuspend = policy == CancellationPolicy.Classic && day > first.AddDays(30);
                if (isSuspended)
                {
                    book.Reactivates(day);
                    isSuspended = false;
                }
                else if (maySuspend && chance.Next(4) == 0)
                {
                    book.Suspends(day);
                    isSuspended = true;
                }
                else
                {
                    quantity = Other(quantity, chance);
                    book.ChangesQuantity(quantity, day);
                }

                held[day] = isSuspended ? 0 : quantity;
            }

            Assert.DoesNotContain(book.Reversed.GroupBy(id => id), same => same.Count() > 1);
            var (exact, now) = (0m, 0);
            var until = book.Lines.Max(line => line.Until);
            for (var at = first; at < until; at = at.AddDays(1))
            {
                now = held.TryGetValue(at, out var changed) ? changed : now;

                // What is not charged yet (after a suspension) is no part of the sum.
                var expected = isSuspended && at >= day ? 0 : now;
                Assert.Equal(expected, book.NetUnitsOn(at));
                exact += price * expected / BillingPeriod.At(first, cycle, at)!.Value.Days;
            }

            Assert.InRange(Math.Abs(book.Total - exact), 0, book.RoundingAllows(policy));
        }
    }

    private static int Other(int quantity, Random chance)
    {
        var other = chance.Next(1, 8);
        return other == quantity ? quantity + 1 : other;
    }

    private static Book Annual() => new(48.00m, 1, BillingCycle.Annual, Bought, CancellationPolicy.Classic);

    private static Book Monthly(CancellationPolicy policy) => new(4.00m, 1, BillingCycle.Monthly, Bought, policy);

    private static DateOnly Day(int month, int day, int year = 2018) => new(year, month, day);

    private static DateOnly Parse(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Line(string Type, DateOnly From, DateOnly Until, int Quantity, decimal UnitPrice, decimal Amount);

    /// <summary>A subscription's charges, kept as the storage would keep them.</summary>
    private sealed class Book
    {
        private readonly List<ChargeDraft> _drafts = [];
        private readonly decimal _price;
        private readonly BillingCycle _cycle;
        private readonly DateOnly _bought;
        private readonly DateOnly? _termUntil;
        private readonly CancellationPolicy _policy;
        private int _quantity;

        public Book(
            decimal price, int quantity, BillingCycle cycle, DateOnly bought, CancellationPolicy policy, DateOnly? termUntil = null)
        {
            (_price, _quantity, _cycle, _bought, _policy, _termUntil) = (price, quantity, cycle, bought, policy, termUntil);
            var first = FirstCharge.Of(price * quantity, Currency.Usd, BillingType.License, cycle, bought, 1m);
            var until = cycle == BillingCycle.OneTime ? termUntil ?? first.Until : first.Until;
            _drafts.Add(new ChargeDraft(
                Next(), policy == CancellationPolicy.Classic ? ChargeType.PurchaseFeeProrate : ChargeType.New, bought, until,
                quantity, price, first.Amount, 0, 0, Proration.StrategyOf(policy), null));
        }

        public List<Line> Lines => [.. _drafts.Select(d => new Line(
            d.Type.ToString(), d.From, d.Until, d.Quantity, d.UnitPrice, d.Amount.Amount))];

        public IEnumerable<ChargeLineId> Reversed => _drafts.Select(draft => draft.Reverses).OfType<ChargeLineId>();

        public decimal Total => _drafts.Sum(draft => draft.Amount.Amount);

        public void ChangesQuantity(int quantity, DateOnly day)
        {
            Keep(At(day).CatchUp().ChangeQuantity(quantity));
            _quantity = quantity;
        }

        public void Suspends(DateOnly day) => Keep(At(day).CatchUp().Suspend());

        public void Reactivates(DateOnly day) => Keep(At(day).Reactivate());

        public void Cancels(DateOnly day, bool isInFull) => Keep(At(day).CatchUp().Cancel(isInFull));

        /// <summary>Units charged for a day less those given back for it.</summary>
        public int NetUnitsOn(DateOnly day) => _drafts
            .Where(draft => draft.From <= day && day < draft.Until)
            .Sum(draft => draft.Reverses is null ? draft.Quantity : -draft.Quantity);

        public decimal RoundingAllows(CancellationPolicy policy) => _drafts.Sum(draft =>
            (0.005m * draft.Quantity) + (policy == CancellationPolicy.Classic ? 0.005m * (draft.Until.DayNumber - draft.From.DayNumber) : 0m));

        private ChargeCorrections At(DateOnly day)
        {
            var from = BillingPeriod.At(_bought, _cycle, day)?.From ?? _bought;
            var present = _drafts.Where(draft => draft.From >= from).ToList();
            var gone = Reversed.ToHashSet();
            return new ChargeCorrections(
                new ChargeTerms(
                    _price, _quantity, Currency.Usd, _cycle, _bought, _termUntil, _bought, _policy,
                    [.. present.Where(draft => draft.Reverses is null && !gone.Contains(draft.Id)).Select(Span)],
                    [.. present.Where(draft => draft.Reverses is not null).Select(Kept).OfType<ChargedSpan>()],
                    _cycle == BillingCycle.OneTime ? _bought : _drafts.Max(draft => draft.Until)),
                day,
                Next);
        }

        private ChargedSpan? Kept(ChargeDraft cut) => _drafts.Single(draft => draft.Id == cut.Reverses) is var former && former.From < cut.From
            ? new(former.Id, former.From, cut.From, former.Quantity, former.Amount + cut.Amount)
            : null;

        private static ChargedSpan Span(ChargeDraft draft) => new(draft.Id, draft.From, draft.Until, draft.Quantity, draft.Amount);

        private void Keep(ChargeCorrections made) => _drafts.AddRange(made.Drafts);

        private static ChargeLineId Next() => new(Guid.NewGuid());
    }
}
