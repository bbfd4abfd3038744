using System.Text;
using Kontor.Kernel;
using Kontor.PartnerCenter;
using Npgsql;

namespace Kontor.Bench;

/// <summary>
/// A read of one customer and of one page of subscriptions through HTTP, against the same statement without HTTP from
/// the same number of clients. The server's empty answer stands beside them.
/// </summary>
internal static class ReadsBench
{
    /// <summary>The first customers have fifty subscriptions each.</summary>
    private const int CustomersWithSubscriptions = 1000;

    public static async Task Run(BenchDatabase server, BenchSettings settings)
    {
        var address = await server.World(settings.Customers);
        await using var database = Database.Open(address);
        await using var process = await ServerProcess.Start(address);
        var tokens = new string[BenchWorld.Partners];
        for (var partner = 0; partner < tokens.Length; partner++)
        {
            tokens[partner] = await process.Token(partner);
        }

        var spread = settings.Customers;
        var withSubscriptions = Math.Min(spread, CustomersWithSubscriptions);
        var worst = double.MaxValue;
        foreach (var clients in new[] { settings.Clients, 1 }.Distinct())
        {
            var suffix = clients == 1 && settings.Clients != 1 ? ".one-client" : "";
            var empty = await OverHttp(clients, settings, process, _ => Get("/api/version", null));
            Figures.Print($"reads.empty{suffix}.http", empty);

            var customer = await Compare(
                "reads.customer" + suffix, clients, settings, database, process, CustomerReads.ByIdSql, spread,
                number => Get($"/v1/customers/{BenchWorld.Customer(number)}", tokens[BenchWorld.PartnerOf(number)]), empty);
            var page = await Compare(
                "reads.subscriptions" + suffix, clients, settings, database, process, SubscriptionReads.AllSql, withSubscriptions,
                number => Get($"/v1/customers/{BenchWorld.Customer(number)}/subscriptions", tokens[BenchWorld.PartnerOf(number)]), empty);
            if (suffix.Length == 0)
            {
                worst = Math.Min(customer, page);
            }
        }

        Figures.Ratio("reads", worst);
    }

    private static async Task<double> Compare(
        string name,
        int clients,
        BenchSettings settings,
        NpgsqlDataSource database,
        ServerProcess process,
        string sql,
        int customers,
        Func<int, byte[]> request,
        LoadFigures empty)
    {
        var ceiling = await LoadFigures.Of(clients, settings.Duration, (client, number) => Select(database, sql, Customer(client, number)));
        Figures.Print($"{name}.ceiling", ceiling);
        var http = await OverHttp(clients, settings, process, place => request(place % customers));
        Figures.Print($"{name}.http", http);
        Figures.Print($"{name}.ratio", http.PerSecond / ceiling.PerSecond, "of the ceiling");
        Figures.Print($"{name}.to-empty", http.PerSecond / empty.PerSecond, "of the empty answer");
        return http.PerSecond / ceiling.PerSecond;

        int Customer(int client, int number) => Place(clients, client, number) % customers;
    }

    private static async Task Select(NpgsqlDataSource database, string sql, int customer)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = BenchWorld.Provider(BenchWorld.PartnerOf(customer)) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = BenchWorld.Customer(customer) });
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        var rows = 0;
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            rows++;
        }

        if (rows == 0)
        {
            throw new InvalidOperationException("The bench reads what is not there.");
        }
    }

    private static async Task<LoadFigures> OverHttp(
        int clients, BenchSettings settings, ServerProcess process, Func<int, byte[]> request)
    {
        var connections = Enumerable.Range(0, clients).Select(_ => new RawConnection(process.Port)).ToArray();
        var figures = await LoadFigures.Of(clients, settings.Duration, async (client, number) =>
        {
            var status = await connections[client].Send(request(Place(clients, client, number)));
            if (status != 200)
            {
                throw new InvalidOperationException($"A read was answered with {connections[client].LastText(2000)}");
            }
        });
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return figures;
    }

    /// <summary>Different clients and different rounds ask for different customers, in no order that a cache would like.</summary>
    private static int Place(int clients, int client, int number) =>
        (int)(((((long)Math.Abs(number) * clients) + client) * 7919) % int.MaxValue);

    private static byte[] Get(string path, string? token) => Encoding.UTF8.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
        + "Accept: application/json\r\n\r\n");
}
