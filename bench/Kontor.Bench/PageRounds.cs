using System.Globalization;
using System.Text;

namespace Kontor.Bench;

/// <summary>A page, its address in a world, and what it asks there.</summary>
internal sealed record BenchPage(string Name, bool IsOfList, Func<Place, string> Path, Func<Place, string, Task> Ask);

/// <summary>How a page is measured in several worlds.</summary>
internal static class PageRounds
{
    /// <summary>How often a page is asked for before it is measured: what a server compiles for its first readers is no growth.</summary>
    private const int WarmRounds = 40;

    /// <summary>Once through every page, so that the one that is measured first is measured like the others.</summary>
    public static async Task WarmAll(IReadOnlyList<Place> worlds, IEnumerable<BenchPage> pages)
    {
        foreach (var page in pages)
        {
            var connections = worlds.Select(world => new RawConnection(world.Process.Port)).ToArray();
            try
            {
                await Warm([.. worlds.SelectMany((world, place) => Both(world, page, connections[place]))]);
            }
            finally
            {
                Array.ForEach(connections, connection => connection.Dispose());
            }
        }
    }

    /// <summary>All worlds in turns, so that what the machine does beside it hits each of them alike.</summary>
    public static async Task<Dictionary<int, double>> Measure(
        IReadOnlyList<Place> worlds, BenchPage page, BenchSettings settings)
    {
        var connections = worlds.Select(world => new RawConnection(world.Process.Port)).ToArray();
        try
        {
            Func<int, int, Task>[] asked = [.. worlds.SelectMany((world, place) => Both(world, page, connections[place]))];
            await Warm(asked);
            var figures = await LoadFigures.OfAll(
                1,
                settings.Duration,
                asked);
            var times = new Dictionary<int, double>();
            for (var place = 0; place < worlds.Count; place++)
            {
                var (ceiling, http) = (figures[2 * place].Median, figures[(2 * place) + 1].Median);
                var name = string.Create(CultureInfo.InvariantCulture, $"pages.{page.Name}.{worlds[place].Customers}");
                Figures.Print($"{name}.ceiling", ceiling.TotalMilliseconds, "ms");
                Figures.Print($"{name}.http", http.TotalMilliseconds, "ms");
                Figures.Print($"{name}.ratio", http / ceiling, "times the time of its queries");
                times[worlds[place].Customers] = http.TotalMilliseconds;
            }

            return times;
        }
        finally
        {
            Array.ForEach(connections, connection => connection.Dispose());
        }
    }

    private static async Task Warm(Func<int, int, Task>[] asked)
    {
        for (var round = 0; round < WarmRounds; round++)
        {
            foreach (var ask in asked)
            {
                await ask(0, round);
            }
        }
    }

    /// <summary>What a page asks the database, and the page.</summary>
    private static Func<int, int, Task>[] Both(Place world, BenchPage page, RawConnection connection)
    {
        var path = page.Path(world);
        var request = Encoding.UTF8.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {world.Cookie}\r\nAccept: text/html\r\n\r\n");
        return
        [
            (_, _) => page.Ask(world, path),
            (_, _) => connection.Send(request) == 200
                ? Task.CompletedTask
                : throw new InvalidOperationException($"{path} was answered with {connection.LastText(2000)}"),
        ];
    }
}
