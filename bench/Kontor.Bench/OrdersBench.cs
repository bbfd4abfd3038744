using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Policy;
using Npgsql;

namespace Kontor.Bench;

/// <summary>
/// Orders through HTTP against their ceiling: the same statements, sent as one prepared batch per order by the same
/// number of clients to the same database, without HTTP and without any check.
/// </summary>
internal static class OrdersBench
{
    private static readonly Markets Markets = ShippedMarkets.Load();

    public static async Task Run(BenchDatabase server, BenchSettings settings)
    {
        var address = await server.World(settings.Customers);
        await using var database = Database.Open(address);
        var templates = await Templates(database);

        var ceiling = await LoadFigures.Of(settings.Clients, settings.Duration, (client, number) =>
            Batch(database, templates[Math.Abs((number * settings.Clients) + client) % templates.Length]));
        Figures.Print("orders.ceiling", ceiling);
    }

    /// <summary>What the statements of an order need, read once per partner.</summary>
    private static async Task<Template[]> Templates(NpgsqlDataSource database)
    {
        var templates = new Template[BenchWorld.Partners];
        await using var connection = await database.OpenConnectionAsync();
        var item = Catalog.CatalogItemId.Find(BenchWorld.CatalogItem)!.Value;
        for (var i = 0; i < templates.Length; i++)
        {
            var (seller, customer) = (new TenantId(BenchWorld.Provider(i)), new TenantId(BenchWorld.Customer(i)));
            var networkIds = new[] { BenchWorld.NetworkId(i) };
            await using var batch = new NpgsqlBatch(connection);
            PartiesFacts.Ask(batch, seller, customer, networkIds);
            OfferFacts.Ask(batch, [item], customer, "DE", Currency.Eur, DateTimeOffset.UtcNow);
            await using var reader = await batch.ExecuteReaderAsync();
            var (parties, _) = await PartiesFacts.Read(reader, seller, Markets, CancellationToken.None);
            await reader.NextResultAsync();
            var offers = await OfferFacts.Read(reader, 1, CancellationToken.None);
            var wanted = new WantedLine(0, item, 10, "Bench", null, null, networkIds[0]);
            var (decision, priced) = OfferRules.MayBuy(
                wanted, offers[0], "DE", "DE", Currency.Eur, Qualifications.None, 0, DateTimeOffset.UtcNow);
            if (!decision.IsGranted)
            {
                throw new InvalidOperationException($"The bench cannot order: {decision.Reasons[0].Code}.");
            }

            templates[i] = new Template(
                new Actor(seller, TenantKind.Partner, null, new ClientId(BenchWorld.Application(i)), "bench", [Role.GlobalAdmin]),
                parties!,
                priced!,
                item,
                networkIds);
        }

        return templates;
    }

    private static async Task Batch(NpgsqlDataSource database, Template template)
    {
        var now = TimeProvider.System.Now();
        var seller = template.Parties.Parties.Seller.TenantId;
        var customer = template.Parties.Parties.Customer.TenantId;
        var key = RequestKey.OfWire(seller, Guid.NewGuid().ToString(), "POST", "/v1/customers", new byte[300]);
        var write = Purchase.Of(template.Actor, template.Parties, [template.Priced], Currency.Eur, null, ProgramPolicy.Default, now);
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        PartiesFacts.Ask(batch, seller, customer, template.NetworkIds);
        OfferFacts.Ask(batch, [template.Item], customer, "DE", Currency.Eur, now);
        batch.BatchCommands.Add(RequestAnswers.Find(key));
        batch.BatchCommands.Add(RequestAnswers.Insert(key, 201, "application/json; charset=utf-8", new byte[1500], now));
        write.AddTo(batch);
        await using var reader = await batch.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
            {
                // Every row comes over, as it does for an order.
            }
        }
        while (await reader.NextResultAsync());
    }

    private sealed record Template(
        Actor Actor, ReadParties Parties, PricedLine Priced, Catalog.CatalogItemId Item, string[] NetworkIds);
}
