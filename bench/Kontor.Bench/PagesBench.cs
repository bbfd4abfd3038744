namespace Kontor.Bench;

/// <summary>
/// Pages of a provider with few, some and many customers, one after the other for one person, against what they ask the
/// database; then the export of all customers. The worlds' servers run side by side, so that the same page is measured
/// in all of them within seconds.
/// </summary>
internal static class PagesBench
{
    public static async Task Run(BenchDatabase server, BenchSettings settings)
    {
        var worlds = new List<Place>();
        try
        {
            foreach (var customers in new[] { PagesWorld.Few, PagesWorld.Some, PagesWorld.Many })
            {
                worlds.Add(await Place.Open(server, customers));
            }

            var worst = 0.0;
            foreach (var page in Pages())
            {
                var times = await PageRounds.Measure(worlds, page, settings);

                var growth = times[PagesWorld.Many] / times[PagesWorld.Some];
                Figures.Print($"pages.{page.Name}.growth", growth, $"times the time of {PagesWorld.Some} customers");
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
}
