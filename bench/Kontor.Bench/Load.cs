using System.Diagnostics;

namespace Kontor.Bench;

/// <summary>What a number of clients, each working without pause, got done.</summary>
internal sealed record LoadFigures(double PerSecond, TimeSpan Median, TimeSpan Slowest1Percent)
{
    /// <summary>
    /// Runs the clients for the time, after a warm-up that is not counted. Every client is a loop of its own; the first
    /// error ends the run.
    /// </summary>
    public static async Task<LoadFigures> Of(int clients, TimeSpan duration, Func<int, int, Task> operation)
    {
        await Round(clients, TimeSpan.FromSeconds(Math.Max(1, duration.TotalSeconds / 4)), operation, -1);
        var watch = Stopwatch.StartNew();
        var times = await Round(clients, duration, operation, 0);
        var seconds = watch.Elapsed.TotalSeconds;
        var sorted = times.SelectMany(t => t).Order().ToArray();
        return new(sorted.Length / seconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }

    private static async Task<List<TimeSpan>[]> Round(int clients, TimeSpan duration, Func<int, int, Task> operation, int first)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        return await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var times = new List<TimeSpan>(1 << 16);
            for (var number = 0; Stopwatch.GetTimestamp() < until; number++)
            {
                var start = Stopwatch.GetTimestamp();
                await operation(client, first < 0 ? -1 - number : number);
                times.Add(Stopwatch.GetElapsedTime(start));
            }

            return times;
        })));
    }
}
