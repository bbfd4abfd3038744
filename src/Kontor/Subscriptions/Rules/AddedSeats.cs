using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>Units that were added to a subscription after its purchase: each batch has a cancellation window of its own.</summary>
public sealed class AddedSeats
{
    /// <summary>The partner that sold the subscription.</summary>
    public required TenantId PartnerId { get; init; }

    public required SubscriptionId SubscriptionId { get; init; }

    /// <summary>1, 2, 3 … in the order in which they were added.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>How many are left of it; 0 once all are given back.</summary>
    public required int Quantity { get; set; }
}

/// <summary>Units that were bought together.</summary>
/// <param name="Number">0 for those of the order.</param>
/// <param name="BoughtAt">When.</param>
/// <param name="Quantity">How many are left, 0 or more.</param>
public sealed record SeatBatch(int Number, DateTimeOffset BoughtAt, int Quantity)
{
    /// <summary>What a subscription consists of, the oldest first: what was not added later came with the order.</summary>
    public static ImmutableArray<SeatBatch> Of(Subscription held, IEnumerable<AddedSeats> added)
    {
        SeatBatch[] later = [.. added.OrderBy(seats => seats.Number).Select(seats => new SeatBatch(seats.Number, seats.AddedAt, seats.Quantity))];
        return [new(0, held.CreatedAt, held.Quantity - later.Sum(batch => batch.Quantity)), .. later];
    }

    /// <summary>Gives units back, of the newest first.</summary>
    /// <param name="batches">The oldest first.</param>
    /// <param name="count">How many; no more than <paramref name="isOpen"/> batches have.</param>
    /// <param name="isOpen">Whether units of a batch may be given back.</param>
    /// <returns>The batches afterwards, the oldest first.</returns>
    public static ImmutableArray<SeatBatch> GiveBack(
        ImmutableArray<SeatBatch> batches, int count, Func<SeatBatch, bool> isOpen)
    {
        var left = batches.ToBuilder();
        for (var i = left.Count - 1; i >= 0 && count > 0; i--)
        {
            if (isOpen(left[i]))
            {
                var given = Math.Min(count, left[i].Quantity);
                left[i] = left[i] with { Quantity = left[i].Quantity - given };
                count -= given;
            }
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 0);
        return left.ToImmutable();
    }
}
