using Kontor.Access;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Site;

/// <summary>How one source of waiting things is told and where it leads.</summary>
/// <param name="Key">Of its texts: <c>waiting.KEY.one</c>, <c>.many</c>, <c>.text</c>, <c>.verb</c>.</param>
/// <param name="Icon">Name of its picture.</param>
/// <param name="Page">Where its button leads. A page that is not there, or not the reader's, is not linked.</param>
/// <param name="PageOfOne">Where it leads when one thing waits; {0} is its id. Null for the same page.</param>
/// <param name="IsSince">Whether its instants are since when it waits; otherwise they are until when.</param>
/// <param name="IsBad">Whether it is a fault and not only something to do.</param>
public sealed record WaitingKind(
    string Key, string Icon, string Page, string? PageOfOne = null, bool IsSince = false, bool IsBad = false);

/// <summary>
/// Something that waits for people, as its feature knows it. All that may concern the reader is asked in one round trip,
/// so each source is one statement along an index, and reads a bounded part of it.
/// </summary>
public interface IWaitingItems
{
    /// <summary>A source names at most so many; what is beyond is only said to be more.</summary>
    public const int Most = 100;

    WaitingKind Kind { get; }

    /// <summary>Whether the caller may see what this source tells of, and can do something about it.</summary>
    bool Concerns(Caller caller);

    /// <summary>
    /// The statement: id and name as text, and an instant, the most urgent first, one more than <see cref="Most"/> at most.
    /// </summary>
    NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now);
}

/// <summary>One thing that waits.</summary>
public sealed record WaitingThing(string Id, string Name, DateTimeOffset At);

/// <summary>What waits from one source, the most urgent first; more than <see cref="IWaitingItems.Most"/> is cut.</summary>
public sealed record WaitingGroup(WaitingKind Kind, IReadOnlyList<WaitingThing> Things)
{
    public bool IsCut => Things.Count > IWaitingItems.Most;

    public DateTimeOffset At => Things[0].At;
}

/// <summary>Asks every source that concerns the caller what waits.</summary>
public sealed class Waiting(
    IEnumerable<IWaitingItems> sources, NpgsqlDataSource database, Caller caller, TimeProvider clock)
{
    /// <summary>Faults first, then by how little time is left, then what waits without an end.</summary>
    public async Task<IReadOnlyList<WaitingGroup>> Find(CancellationToken cancel)
    {
        var (now, actor) = (clock.Now(), caller.Actor!);
        var asked = sources.Where(source => source.Concerns(caller)).ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var source in asked)
        {
            batch.BatchCommands.Add(source.Ask(actor, now));
        }

        var groups = new List<WaitingGroup>();
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        foreach (var source in asked)
        {
            var things = new List<WaitingThing>();
            while (await reader.ReadAsync(cancel))
            {
                things.Add(new WaitingThing(
                    reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
            }

            await reader.NextResultAsync(cancel);
            if (things.Count > 0)
            {
                groups.Add(new WaitingGroup(source.Kind, things));
            }
        }

        return
        [
            .. groups.OrderByDescending(group => group.Kind.IsBad).ThenBy(group => group.Kind.IsSince)
                .ThenBy(group => group.At),
        ];
    }
}
