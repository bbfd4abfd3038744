using System.Globalization;
using System.Text;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Bench;

/// <summary>
/// Pages of a provider with few, some and many customers, one after the other for one person, against what they ask the
/// database; then the export of all customers. The worlds' servers run side by side, so that the same page is measured
/// in all of them within seconds.
/// </summary>
internal static class PagesBench
{
    private const int Few = 40;
    private const int Some = 1_000;
    private const int Many = 300_000;

    public static async Task Run(BenchDatabase server, BenchSettings settings)
    {
        var worlds = new List<Place>();
        try
        {
            foreach (var customers in new[] { Few, Some, Many })
            {
                worlds.Add(await Place.Open(server, customers));
            }

            var worst = 0.0;
            foreach (var page in Pages())
            {
                var times = await Measure(worlds, page, settings);

                var growth = times[Many] / times[Some];
                Figures.Print($"pages.{page.Name}.growth", growth, $"times the time of {Some} customers");
                worst = page.IsOfList ? Math.Max(worst, growth) : worst;
            }

            Figures.Ratio("pages", worst);
            await ExportMemory.Measure(worlds[^1].Process, worlds[^1].Cookie);
        }
        finally
        {
            foreach (var world in worlds)
            {
                await world.DisposeAsync();
            }
        }
    }

    /// <summary>All worlds in turns, so that what the machine does beside it hits each of them alike.</summary>
    private static async Task<Dictionary<int, double>> Measure(
        IReadOnlyList<Place> worlds, BenchPage page, BenchSettings settings)
    {
        var connections = worlds.Select(world => new RawConnection(world.Process.Port)).ToArray();
        try
        {
            var figures = await LoadFigures.OfAll(
                1,
                settings.Duration,
                [.. worlds.SelectMany((world, place) => Both(world, page, connections[place]))]);
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

    private static IEnumerable<BenchPage> Pages()
    {
        yield return new("home", false, _ => "/home", (world, _) => world.Questions.Home());
        yield return new("catalogue", false, _ => "/catalogue", (world, _) => world.Questions.Catalogue());
        yield return new(
            "customer", false, world => $"/customers/{PagesWorld.Customer(world.Customers / 2)}",
            (world, _) => world.Questions.Customer(PagesWorld.Customer(world.Customers / 2)));
        yield return new(
            "subscriptions", false, world => $"/subscriptions?customer={PagesWorld.Customer(world.Customers / 2)}",
            (world, _) => world.Questions.Subscriptions(PagesWorld.Customer(world.Customers / 2)));
        yield return List("first", "");
        yield return List("middle", world => $"?cursor={world.Middle}");
        yield return List("back", world => $"?before={world.Middle}");
        yield return List("search", "?q=a");
        yield return List("search.one", world => $"?q={world.MiddleName}");
        yield return List("search.domain", "?q=a.");
        yield return List("reseller", $"?reseller={PagesWorld.Reseller(3)}");
        yield return List("country", "?country=FR");
        yield return List("country.rare", "?country=MT");
        yield return List("kind", "?kind=IndirectProvider");
        yield return List("kind.rare", "?kind=Reseller");
        yield return List("rights", "?rights=Granted");
        yield return List("sort.name", "?sort=-name");
        yield return List("sort.domain", "?sort=domain");
        yield return List("sort.since", "?sort=-since");
        yield return List("country.since", "?country=FR&sort=-since");
        yield return List("country.rare.since", "?country=MT&sort=-since");
        yield return List("reseller.since", $"?reseller={PagesWorld.Reseller(3)}&sort=-since");
        yield return List("search.since", "?q=a&sort=-since");
        yield return List("search.country.rare", "?q=a&country=MT");
    }

    private static BenchPage List(string name, string query) => List(name, _ => query);

    private static BenchPage List(string name, Func<Place, string> query) => new(
        $"customers.{name}", true, world => "/customers" + query(world),
        (world, path) => world.Questions.Customers(path["/customers".Length..]));

    /// <summary>A page, its address in a world, and what it asks there.</summary>
    private sealed record BenchPage(string Name, bool IsOfList, Func<Place, string> Path, Func<Place, string, Task> Ask);

    /// <summary>A world, its server and somebody who is signed in there.</summary>
    private sealed class Place(
        int customers, NpgsqlDataSource database, ServerProcess process, string cookie, string middleName) : IAsyncDisposable
    {
        public int Customers => customers;

        public ServerProcess Process => process;

        public string Cookie => cookie;

        public PageQuestions Questions { get; } = new(database);

        /// <summary>How the name of the customer in the middle begins.</summary>
        public string MiddleName => middleName.Split(' ')[0];

        public string Middle { get; } = new Cursor(middleName, Guid.Empty).ToString();

        public static async Task<Place> Open(BenchDatabase server, int customers)
        {
            var address = await server.World($"kontor_bench_pages_{customers}", database => PagesWorld.Load(database, customers));
            var database = Database.Open(address);
            await using var middle = database.CreateCommand(
                $"""
                select customer_name_key from customer_relationships where partner_id = '{BenchWorld.Provider(0)}'
                order by customer_name_key offset {customers / 2} limit 1
                """);
            var name = (string)(await middle.ExecuteScalarAsync())!;
            var process = await ServerProcess.Start(address, $"server-{customers}", "Kontor:Pages:RequestsPerMinute=0");
            return new Place(customers, database, process, await process.SignIn(PagesWorld.UserName, PagesWorld.Password), name);
        }

        public async ValueTask DisposeAsync()
        {
            await process.DisposeAsync();
            await Questions.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
