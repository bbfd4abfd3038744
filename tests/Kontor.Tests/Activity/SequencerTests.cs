using Kontor.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Tests.Activity;

public sealed class SequencerTests
{
    [Fact]
    [Trait("Rule", "OPS-61")]
    public async Task Feeds_are_numbered_per_tenant_without_gaps_however_many_number_at_once()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Provider(), await world.Provider());
        for (var round = 0; round < 3; round++)
        {
            await Happen(world, one, 20);
            await Happen(world, other, 5);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Number(world)));
        }

        await Number(world);

        await using var db = world.Db();
        Assert.Equal(Numbers(60), await db.ProgramEvents.Where(e => e.TenantId == one.Id).OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync());
        Assert.Equal(Numbers(15), await db.ProgramEvents.Where(e => e.TenantId == other.Id).OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync());
        Assert.Equal(Numbers(60), await db.ActivityRecords.Where(r => r.TenantId == one.Id).OrderBy(r => r.Sequence).Select(r => r.Sequence).ToListAsync());
    }

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task Each_record_is_linked_to_the_one_before()
    {
        await using var world = await World.Create();
        var partner = await world.Provider();
        await Happen(world, partner, 3);
        await Number(world);
        await Happen(world, partner, 3);
        await Number(world);

        await using var db = world.Db();
        var hashes = await db.ActivityRecords.OrderBy(r => r.Sequence).Select(r => r.Hash).ToListAsync();

        Assert.Equal(6, hashes.Select(hash => Convert.ToHexString(hash!)).Distinct().Count());
        Assert.All(hashes, hash => Assert.Equal(32, hash!.Length));
    }

    private static IEnumerable<long?> Numbers(int count) => Enumerable.Range(1, count).Select(n => (long?)n);

    private static async Task Happen(World world, Participant tenant, int times)
    {
        await using var db = world.Db();
        for (var i = 0; i < times; i++)
        {
            db.Record(tenant.GlobalAdmin, "Tested", $"{i}", null, new { i }, world.Now);
            db.Announce(tenant.Id, "tested", $"{i}", null, new { i }, world.Now);
        }

        await db.SaveChangesAsync();
    }

    private static async Task Number(World world)
    {
        using var sequencer = new Sequencer(world.Source, NullLogger<Sequencer>.Instance);
        await sequencer.NumberNext(CancellationToken.None);
    }
}
