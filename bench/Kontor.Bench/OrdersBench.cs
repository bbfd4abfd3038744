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

        await using var process = await ServerProcess.Start(address);
        var requests = await Requests(process);

        var spread = await Measure("orders", settings, settings.Clients, BenchWorld.Partners, database, process, templates, requests);
        await Measure("orders.one-client", settings, 1, BenchWorld.Partners, database, process, templates, requests);
        await Measure("orders.one-partner", settings, settings.Clients, 1, database, process, templates, requests);
        Figures.Ratio("orders", spread);
    }

    /// <summary>The ceiling and the orders, with the clients' orders going round over so many partners.</summary>
    private static async Task<double> Measure(
        string name,
        BenchSettings settings,
        int clients,
        int partners,
        NpgsqlDataSource database,
        ServerProcess process,
        Template[] templates,
        Func<int, byte[]> requests)
    {
        var connections = Enumerable.Range(0, clients).Select(_ => new RawConnection(process.Port)).ToArray();
        var (ceiling, orders) = await LoadFigures.OfBoth(
            clients,
            settings.Duration,
            (client, number) => Batch(database, templates[Partner(client, number)]),
            (client, number) => connections[client].Send(requests(Partner(client, number))) == 201
                ? Task.CompletedTask
                : throw new InvalidOperationException(
                    $"An order was answered with {connections[client].LastText(2000)}"));
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        Figures.Print($"{name}.ceiling", ceiling);
        Figures.Print($"{name}.http", orders);
        var ratio = orders.PerSecond / ceiling.PerSecond;
        Figures.Print($"{name}.ratio", ratio, "of the ceiling");
        return ratio;

        int Partner(int client, int number) => (int)(((long)Math.Abs(number) * clients + client) % partners);
    }

    /// <summary>Makes whole requests to order for a partner's customer, each with a request id of its own.</summary>
    private static async Task<Func<int, byte[]>> Requests(ServerProcess process)
    {
        var tokens = new string[BenchWorld.Partners];
        for (var partner = 0; partner < tokens.Length; partner++)
        {
            tokens[partner] = await process.Token(partner);
        }

        return partner =>
        {
            var body =
                $$"""
                {"referenceCustomerId":"{{BenchWorld.Customer(partner)}}","billingCycle":"monthly","lineItems":[{"lineItemNumber":0,"offerId":"{{BenchWorld.CatalogItem}}","friendlyName":"Bench","quantity":10,"termDuration":"P1Y","partnerIdOnRecord":"{{BenchWorld.NetworkId(partner)}}"}]}
                """;
            return System.Text.Encoding.UTF8.GetBytes(
                $"POST /v1/customers/{BenchWorld.Customer(partner)}/orders HTTP/1.1\r\nHost: localhost\r\n"
                + $"Authorization: Bearer {tokens[partner]}\r\nMS-RequestId: {Guid.NewGuid()}\r\n"
                + $"MS-CorrelationId: 11111111-1111-4111-8111-000000000021\r\nAccept: application/json\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        };
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
            PartiesFacts.Ask(batch, seller, customer, networkIds, DateTimeOffset.UtcNow);
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
        PartiesFacts.Ask(batch, seller, customer, template.NetworkIds, now);
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
