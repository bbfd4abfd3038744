using System.Diagnostics;
using System.Globalization;
using Kontor.Kernel;
using Kontor.Kernel.Postgres;
using Kontor.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Tests.Durability;

/// <summary>
/// A kill never loses what was acknowledged and never leaves half an order. The program runs as people run it, on its
/// embedded PostgreSQL with durable commits.
/// </summary>
public sealed class KillTests
{
    private const int Rounds = 10;
    private const int Orders = 100;

    [Fact]
    public Task Ten_kills_of_Kontor_under_load_lose_no_acknowledged_order_and_leave_none_half() =>
        Survives((server, _) => server.Kill(), isServerGone: true);

    [Fact]
    public Task Ten_kills_of_PostgreSQL_under_load_lose_no_acknowledged_order_and_leave_none_half() =>
        Survives((_, folder) => KillPostgres(folder), isServerGone: false);

    private static async Task Survives(Action<KontorProcess, string> kill, bool isServerGone)
    {
        var folder = TestFolder.Create();
        try
        {
            var client = await Arrange(folder);
            var server = await KontorProcess.Serve("--data", folder);
            try
            {
                for (var round = 0; round < Rounds; round++)
                {
                    await OrderUntil(client, server, 10 + (round * 8), () => kill(server, folder));
                    if (isServerGone)
                    {
                        await server.DisposeAsync();
                        server = await KontorProcess.Serve("--data", folder);
                    }
                    else
                    {
                        await BecomesReady(server);
                    }
                }

                using var http = await client.SignIn(server.Address);
                await client.RepeatDoubtful(http);
            }
            finally
            {
                await server.DisposeAsync();
            }

            await Verify(folder, client);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Orders under load, and does something when so many were acknowledged.</summary>
    private static async Task OrderUntil(OrderingClient client, KontorProcess server, int acknowledged, Action then)
    {
        using var http = await client.SignIn(server.Address);
        await client.OrderUnderLoad(http, Orders, done =>
        {
            if (done == acknowledged)
            {
                then();
            }
        });
    }

    private static async Task<OrderingClient> Arrange(string folder)
    {
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresSettings(folder), NullLogger.Instance, CancellationToken.None);
        await using var database = TestDatabase.Existing(postgres.ConnectionString);
        await SchemaUpdate.Apply(database.Source, CancellationToken.None);
        await using var world = World.On(database);
        var chain = await world.TradingChain(creditUsd: 10_000_000);
        await world.Seat();
        return new OrderingClient(chain, await world.Application(chain.Provider, Role.GlobalAdmin));
    }

    /// <summary>Every acknowledged order is there, none stands twice, and each that is there is whole.</summary>
    private static async Task Verify(string folder, OrderingClient client)
    {
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresSettings(folder), NullLogger.Instance, CancellationToken.None);
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        var orders = new HashSet<Guid>();
        await using (var all = database.CreateCommand("select id from orders"))
        await using (var reader = await all.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                orders.Add(reader.GetGuid(0));
            }
        }

        Assert.Empty(client.InDoubt);
        Assert.Equal(client.Acknowledged.Values.Order(), orders.Order());
        foreach (var (part, order) in new[]
        {
            ("order_lines", "order_id"), ("subscriptions", "order_id"), ("charge_lines", "order_id"),
            ("ledger_transfers", "order_id"), ("activity_records", "resource_id::uuid"), ("program_events", "resource_id::uuid"),
            ("request_answers where status = 201", "(convert_from(body, 'UTF8')::json ->> 'id')::uuid"),
        })
        {
            Assert.Equal(0L, await Count(database,
                $"""
                select count(*) from orders o left join (select {order} as id, count(*) as parts from {part} group by 1) p using (id)
                where p.parts is distinct from 1
                """));
        }

        Assert.Equal(
            0L,
            await Count(database,
                """
                select count(*) from credit_accounts a
                where exposure_units <> (select sum(credit_units) from charge_lines c where c.partner_id = a.tenant_id)
                    or exposure_units <> (select sum(amount_units) from ledger_transfers t where t.partner_id = a.tenant_id)
                """));
        var mails = Directory.Exists(Path.Combine(folder, "mail")) ? Directory.GetFiles(Path.Combine(folder, "mail")).Length : 0;
        Assert.InRange(
            mails + await Count(database, "select count(*) from outbox_messages"), orders.Count, long.MaxValue);
    }

    private static async Task<long> Count(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static void KillPostgres(string folder)
    {
        var postmaster = File.ReadLines(Path.Combine(new PostgresFolders(folder).Cluster, "postmaster.pid")).First();
        Process.GetProcessById(int.Parse(postmaster, CultureInfo.InvariantCulture)).Kill();
    }

    private static async Task BecomesReady(KontorProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(10) };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if ((await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception slow) when (slow is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }

            Assert.True(attempt < 300, "Kontor did not recover within half a minute.");
            await Task.Delay(100);
        }
    }
}
