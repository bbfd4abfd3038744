using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Kontor.Activity;
using Kontor.Orders;
using Kontor.Sandbox;

namespace Kontor.Tests.Durability;

/// <summary>Two servers on one PostgreSQL are one Kontor.</summary>
public sealed class TwoServersTests
{
    [Fact]
    [Trait("Rule", "OPS-60")]
    [Trait("Rule", "OPS-61")]
    public async Task Orders_through_both_are_told_once_and_a_token_from_one_works_at_the_other()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain(creditUsd: 10_000_000);
        await world.Seat();
        var client = new OrderingClient(chain, await world.Application(chain.Provider, Role.GlobalAdmin));
        var folder = TestFolder.Create();
        try
        {
            await using var first = await Start(world, Path.Combine(folder, "1"));
            await using var second = await Start(world, Path.Combine(folder, "2"));
            using var here = await client.SignIn(first.Address);
            using var there = new HttpClient { BaseAddress = second.Address };
            there.DefaultRequestHeaders.Authorization = here.DefaultRequestHeaders.Authorization;

            await Task.WhenAll(client.OrderUnderLoad(here, 100, _ => { }), client.OrderUnderLoad(there, 100, _ => { }));
            await client.RepeatDoubtful(there);

            Assert.Equal(200, client.Acknowledged.Count);
            await using var db = world.Db();
            await Until(async () => !await db.OutboxMessages.AnyAsync()
                && !await db.ProgramEvents.AnyAsync(e => e.Sequence == null)
                && !await db.ActivityRecords.AnyAsync(r => r.Sequence == null));
            Assert.Equal(200, await db.Orders.CountAsync());
            var mails = await db.SandboxMails.Select(m => m.Text).ToListAsync();
            Assert.Equal(200, mails.Count);
            Assert.All(client.Acknowledged.Values, id =>
                Assert.Single(mails, text => text.Contains(id.ToString(), StringComparison.Ordinal)));
            Assert.Equal(
                Enumerable.Range(1, 200).Select(n => (long?)n),
                await db.ProgramEvents.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync());
            Assert.Equal(
                client.Acknowledged.Values.Select(id => id.ToString()).Order(),
                (await db.ProgramEvents.Select(e => e.ResourceId).ToListAsync()).Order());
            var records = await db.ActivityRecords.Where(r => r.Action == "OrderPlaced").OrderBy(r => r.Sequence).ToListAsync();
            Assert.Equal(200, records.Count);
            Assert.Equal(200, records.Select(r => Convert.ToHexString(r.Hash!)).Distinct().Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<KontorProcess> Start(World world, string folder) =>
        KontorProcess.Serve("--demo", "--data", folder, "--database", world.ConnectionString);

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            Assert.True(attempt < 200, "Not all of it was told within twenty seconds.");
            await Task.Delay(100);
        }
    }
}
