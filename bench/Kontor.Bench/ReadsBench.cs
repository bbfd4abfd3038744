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
            var empty = await Empty(clients, settings, process);
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
        var connections = Connect(clients, process);
        var (ceiling, http) = await LoadFigures.OfBoth(
            clients,
            settings.Duration,
            (client, number) => Select(database, sql, Customer(client, number)),
            (client, number) => Read(connections[client], request(Customer(client, number))));
        Close(connections);
        Figures.Print($"{name}.ceiling", ceiling);
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

    private static async Task<LoadFigures> Empty(int clients, BenchSettings settings, ServerProcess process)
    {
        var connections = Connect(clients, process);
        var request = Get("/api/version", null);
        var figures = await LoadFigures.Of(clients, settings.Duration, (client, _) => Read(connections[client], request));
        Close(connections);
        return figures;
    }

    private static RawConnection[] Connect(int clients, ServerProcess process) =>
        [.. Enumerable.Range(0, clients).Select(_ => new RawConnection(process.Port))];

    private static void Close(RawConnection[] connections) => Array.ForEach(connections, c => c.Dispose());

    private static Task Read(RawConnection connection, byte[] request) => connection.Send(request) == 200
        ? Task.CompletedTask
        : throw new InvalidOperationException($"A read was answered with {connection.LastText(2000)}");

    /// <summary>Different clients and different rounds ask for different customers, in no order that a cache would like.</summary>
    private static int Place(int clients, int client, int number) =>
        (int)(((((long)Math.Abs(number) * clients) + client) * 7919) % int.MaxValue);

    private static byte[] Get(string path, string? token) => Encoding.UTF8.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
        + "Accept: application/json\r\n\r\n");
}
