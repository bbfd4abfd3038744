using System.Globalization;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Activity;

/// <summary>
/// A tenant's events in the order of their numbers, 1, 2, 3 … without a gap: whoever has read up to a number goes on
/// from there and misses none. An event that was saved a moment ago has its number a moment later.
/// </summary>
public sealed class EventFeed(KontorDb db)
{
    /// <summary>The events after a number.</summary>
    /// <param name="actor">Whose feed.</param>
    /// <param name="after">The number of the last event that is known; 0 for the beginning.</param>
    /// <param name="size">At most so many.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<ProgramEvent>> After(Actor actor, long after, int size, CancellationToken cancel)
    {
        var events = await db.ProgramEvents.AsNoTracking()
            .Where(e => e.TenantId == actor.TenantId && e.Sequence > after)
            .OrderBy(e => e.Sequence)
            .Take(size + 1)
            .ToListAsync(cancel);
        return events.Count <= size
            ? new Page<ProgramEvent>(events, null)
            : new Page<ProgramEvent>(
                [.. events.Take(size)], events[size - 1].Sequence!.Value.ToString(CultureInfo.InvariantCulture));
    }
}
