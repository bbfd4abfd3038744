using System.Diagnostics;

namespace Kontor.Bench;

/// <summary>What a number of clients, each working without pause, got done.</summary>
internal sealed record LoadFigures(double PerSecond, TimeSpan Median, TimeSpan Slowest1Percent)
{
    private const int Turns = 6;

    /// <summary>Runs the clients for the time, after a warm-up that is not counted.</summary>
    public static async Task<LoadFigures> Of(int clients, TimeSpan duration, Func<int, int, Task> operation)
    {
        var load = new Load(clients, operation);
        await load.WarmUp(duration / 4);
        await load.Run(duration);
        return load.Figures();
    }

    /// <summary>
    /// Runs both for the time each, in turns, so that what the machine does beside it hits both alike. Warm-ups are not
    /// counted.
    /// </summary>
    public static async Task<(LoadFigures Ceiling, LoadFigures Ours)> OfBoth(
        int clients, TimeSpan duration, Func<int, int, Task> ceiling, Func<int, int, Task> ours)
    {
        var both = await OfAll(clients, duration, ceiling, ours);
        return (both[0], both[1]);
    }

    /// <summary>The same for any number of operations, each for that time, in turns that begin with another one each time.</summary>
    public static async Task<LoadFigures[]> OfAll(
        int clients, TimeSpan duration, params Func<int, int, Task>[] operations)
    {
        Load[] loads = [.. operations.Select(operation => new Load(clients, operation))];
        foreach (var load in loads)
        {
            await load.WarmUp(duration / 2);
        }

        for (var turn = 0; turn < Turns; turn++)
        {
            for (var place = 0; place < loads.Length; place++)
            {
                await loads[(turn + place) % loads.Length].Run(duration / Turns);
            }
        }

        return [.. loads.Select(load => load.Figures())];
    }
}

/// <summary>
/// Clients that do the same. Every client is a loop on a thread of its own, as far as it blocks; the first error ends
/// the run.
/// </summary>
internal sealed class Load(int clients, Func<int, int, Task> operation)
{
    private static readonly TimeSpan LeastWarmUp = TimeSpan.FromSeconds(1);

    private readonly List<TimeSpan>[] _times = [.. Enumerable.Range(0, clients).Select(_ => new List<TimeSpan>(1 << 16))];
    private TimeSpan _worked;

    public async Task WarmUp(TimeSpan duration)
    {
        await Round(duration < LeastWarmUp ? LeastWarmUp : duration, [.. _times.Select(_ => new List<TimeSpan>())], -1);
    }

    public async Task Run(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        await Round(duration, _times, 1);
        _worked += watch.Elapsed;
    }

    public LoadFigures Figures()
    {
        var sorted = _times.SelectMany(times => times).Order().ToArray();
        return new(
            sorted.Length / _worked.TotalSeconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }

    // Numbers go on from round to round, and below zero while warming up: nothing is asked for twice on purpose.
    private Task Round(TimeSpan duration, List<TimeSpan>[] times, int direction)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        return Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Factory.StartNew(
            () => Work(until, times[client], number => operation(client, direction * number)),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }

    private static async Task Work(long until, List<TimeSpan> times, Func<int, Task> once)
    {
        while (Stopwatch.GetTimestamp() < until)
        {
            var start = Stopwatch.GetTimestamp();
            await once(times.Count + 1);
            times.Add(Stopwatch.GetElapsedTime(start));
        }
    }
}
