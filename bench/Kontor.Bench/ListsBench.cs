using System.Diagnostics;

namespace Kontor.Bench;

/// <summary>
/// The lists in which a provider finds its resellers, what it sent, who signed, what it answers and which rights it has: with 5,000
/// resellers and 300,000 customers against 1,000 of each; then the export of each.
/// </summary>
internal static class ListsBench
{
    private static readonly string[] Exported =
    [
        "/resellers", "/resellers/invitations", "/customers/invitations", "/insights/agreements", "/insights/map", "/support",
        "/delegated-admin",
    ];

    private static readonly string Givable = $"/resellers/{PagesWorld.Reseller(3)}/customers";

    private static readonly Guid OneCustomer = PagesWorld.Customer(1);

    public static async Task Run(BenchDatabase server, BenchSettings settings)
    {
        var worlds = new List<Place>();
        try
        {
            foreach (var customers in new[] { PagesWorld.Some, PagesWorld.Many })
            {
                worlds.Add(await Place.Open(server, customers));
            }

            foreach (var world in worlds)
            {
                var started = Stopwatch.GetTimestamp();
                await world.Questions.Ask(ListQuestions.CountMap);
                Figures.Print($"lists.map.count.{world.Customers}", Stopwatch.GetElapsedTime(started).TotalSeconds, "s");
            }

            await PageRounds.WarmAll(worlds, Pages());
            var worst = 0.0;
            foreach (var page in Pages())
            {
                var times = await PageRounds.Measure(worlds, page, settings);
                var growth = times[PagesWorld.Many] / times[PagesWorld.Some];
                Figures.Print($"pages.{page.Name}.growth", growth, $"times the time of {PagesWorld.Some}");
                worst = Math.Max(worst, growth);
            }

            Figures.Ratio("lists", worst);
            foreach (var list in Exported)
            {
                await Export(worlds[^1], list);
            }
        }
        finally
        {
            foreach (var world in worlds)
            {
                await world.DisposeAsync();
            }
        }
    }

    private static async Task Export(Place world, string list)
    {
        foreach (var format in new[] { "csv", "xlsx" })
        {
            // The first brings the code into memory.
            await ExportMemory.Export(world.Process, world.Cookie, format, list);
            var took = await ExportMemory.Export(world.Process, world.Cookie, format, list);
            Figures.Print($"lists.export{list.Replace('/', '.')}.{format}.size", took.Bytes / 1024.0 / 1024.0, "MB");
            Figures.Print($"lists.export{list.Replace('/', '.')}.{format}.first", took.First.TotalMilliseconds, "ms");
            Figures.Print($"lists.export{list.Replace('/', '.')}.{format}.all", took.All.TotalSeconds, "s");
        }
    }

    private static IEnumerable<BenchPage> Pages()
    {
        yield return Of("/resellers", "first", "", ListQuestions.Resellers);
        yield return Of("/resellers", "search", "?q=reseller+9", ListQuestions.Resellers);
        yield return Of("/resellers", "search.one", "?q=reseller+512", ListQuestions.Resellers);
        yield return Of("/resellers", "country", "?country=FR", ListQuestions.Resellers);
        yield return Of("/resellers", "access", "?access=no", ListQuestions.Resellers);
        yield return Of("/resellers", "sort.name", "?sort=-name", ListQuestions.Resellers);
        yield return Of("/resellers", "sort.since", "?sort=-since", ListQuestions.Resellers);
        yield return Of("/resellers/invitations", "first", "", ListQuestions.PartnerInvitations);
        yield return Of("/resellers/invitations", "open", "?state=Open", ListQuestions.PartnerInvitations);
        yield return Of("/resellers/invitations", "oldest", "?sort=made", ListQuestions.PartnerInvitations);
        yield return Of("/customers/invitations", "first", "", ListQuestions.CustomerInvitations);
        yield return Of("/customers/invitations", "open", "?state=Open", ListQuestions.CustomerInvitations);
        yield return Of("/customers/invitations", "declined", "?state=Declined", ListQuestions.CustomerInvitations);
        yield return Of("/customers/invitations", "oldest", "?sort=made", ListQuestions.CustomerInvitations);
        yield return Of("/insights/agreements", "first", "", ListQuestions.Agreements);
        yield return Of("/insights/agreements", "unsigned", "?state=NotSigned", ListQuestions.Agreements);
        yield return Of("/insights/agreements", "country", "?country=FR", ListQuestions.Agreements);
        yield return Of("/insights/agreements", "search", "?q=reseller+9", ListQuestions.Agreements);
        yield return Of("/insights/map", "first", "", ListQuestions.Map);
        yield return Of("/insights/map", "customers", "?sort=-customers", ListQuestions.Map);
        yield return Of("/insights/map", "search", "?q=reseller+9", ListQuestions.Map);
        yield return Of("/insights/map", "part", $"?at={PagesWorld.Reseller(3)}", ListQuestions.Map);
        yield return Of(Givable, "first", "", ListQuestions.Givable);
        yield return Of(Givable, "search", "?q=a", ListQuestions.Givable);
        yield return Of(Givable, "sort.name", "?sort=-name", ListQuestions.Givable);
        yield return Of("/support", "first", "", ListQuestions.Support);
        yield return Of("/support", "search", "?q=a", ListQuestions.Support);
        yield return Of("/support", "state", "?state=New", ListQuestions.Support);
        yield return Of("/support", "severity", "?severity=A", ListQuestions.Support);
        yield return Of("/support", "sort.due", "?sort=due", ListQuestions.Support);
        yield return Of($"/customers/{OneCustomer}/elsewhere", "first", "", ListQuestions.Elsewhere);
        yield return Of($"/customers/{OneCustomer}/licenses", "first", "", ListQuestions.Licenses);
        yield return Of("/delegated-admin", "first", "", ListQuestions.Grants);
        yield return Of("/delegated-admin", "search", "?q=a", ListQuestions.Grants);
        yield return Of("/delegated-admin", "active", "?state=Active", ListQuestions.Grants);
        yield return Of("/delegated-admin", "within", "?within=180", ListQuestions.Grants);
        yield return Of("/delegated-admin", "role", "?role=GlobalAdministrator", ListQuestions.Grants);
        yield return Of("/delegated-admin", "sort.ends", "?sort=ends", ListQuestions.Grants);
        yield return Of("/delegated-admin", "sort.asked", "?sort=-asked", ListQuestions.Grants);
    }

    private static BenchPage Of(string list, string name, string query, Func<IServiceProvider, string, Task> ask) => new(
        $"{list.Replace($"{PagesWorld.Reseller(3)}", "one").Replace($"{OneCustomer}", "one").TrimStart('/').Replace('/', '.')}.{name}", true, _ => list + query,
        (world, _) => world.Questions.Ask(services => ask(services, query)));
}
