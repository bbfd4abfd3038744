using System.Collections.Immutable;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests.Subscriptions;

/// <summary>Units that were bought together, and what is given back of them.</summary>
public sealed class SeatBatchTests
{
    private static readonly DateTimeOffset Bought = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Rule", "CAT-21")]
    public void What_was_not_added_later_came_with_the_order_and_the_oldest_is_first()
    {
        var held = Held(quantity: 10);

        var batches = SeatBatch.Of(held, [Added(held, 2, 4), Added(held, 1, 3)]);

        Assert.Equal(
            [new(0, Bought, 3), new(1, Bought.AddDays(1), 3), new(2, Bought.AddDays(2), 4)],
            batches);
    }

    [Theory]
    [Trait("Rule", "CAT-35")]
    [InlineData(0, 5, 3, 4)]
    [InlineData(1, 5, 3, 3)]
    [InlineData(4, 5, 3, 0)]
    [InlineData(6, 5, 1, 0)]
    [InlineData(12, 0, 0, 0)]
    public void Units_are_given_back_of_the_newest_first(int count, params int[] left) =>
        Assert.Equal(left, Given([5, 3, 4], count, _ => true));

    [Fact]
    [Trait("Rule", "CAT-35")]
    public void Batches_whose_window_has_closed_stay_as_they_are()
    {
        Assert.Equal([2, 3, 4], Given([5, 3, 4], 3, batch => batch.Number == 0));
        Assert.Equal([3, 3, 0], Given([5, 3, 4], 6, batch => batch.Number != 1));
    }

    [Fact]
    [Trait("Rule", "CAT-35")]
    public void More_than_may_be_given_back_is_a_mistake_of_who_asks() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Given([5, 3, 4], 5, batch => batch.Number == 2));

    [Fact]
    public void Whatever_is_given_back_nothing_is_lost_and_no_batch_goes_below_nothing()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var chance = new Random(seed);
            int[] before = [.. Enumerable.Range(0, chance.Next(1, 6)).Select(_ => chance.Next(0, 9))];
            var isOpen = before.Select(_ => chance.Next(2) == 0).ToArray();
            var count = chance.Next(0, before.Where((_, number) => isOpen[number]).Sum() + 1);

            var after = Given(before, count, batch => isOpen[batch.Number]);

            Assert.Equal(before.Sum() - count, after.Sum());
            Assert.All(after, units => Assert.InRange(units, 0, 8));
            Assert.All(before.Index(), b => Assert.True(isOpen[b.Index] || after[b.Index] == b.Item));
        }
    }

    private static int[] Given(int[] before, int count, Func<SeatBatch, bool> isOpen)
    {
        ImmutableArray<SeatBatch> batches = [.. before.Select((units, number) => new SeatBatch(number, Bought.AddDays(number), units))];
        return [.. SeatBatch.GiveBack(batches, count, isOpen).Select(batch => batch.Quantity)];
    }

    private static AddedSeats Added(Subscription held, int number, int quantity) => new()
    {
        PartnerId = held.PartnerId,
        SubscriptionId = held.Id,
        Number = number,
        AddedAt = Bought.AddDays(number),
        Quantity = quantity,
    };

    private static Subscription Held(int quantity) => new()
    {
        PartnerId = new(Guid.CreateVersion7()),
        Id = new(Guid.CreateVersion7()),
        CustomerId = new(Guid.CreateVersion7()),
        OrderId = new(Guid.CreateVersion7()),
        ProductId = "OFFICE",
        SkuId = "0001",
        AvailabilityId = "A",
        Title = "Office suite",
        FriendlyName = "Office suite",
        PublisherName = "Vendor",
        IsFirstParty = true,
        IsTrial = false,
        BillingType = BillingType.License,
        BillingCycle = BillingCycle.Monthly,
        Term = "P1Y",
        Quantity = quantity,
        UnitPrice = 10m,
        Currency = Currency.Eur,
        State = SubscriptionState.Active,
        AutoRenew = true,
        CreatedAt = Bought,
        TermFrom = DateOnly.FromDateTime(Bought.UtcDateTime),
        TermUntil = new(2027, 3, 2),
        Version = 1,
    };
}
