using Kontor.Activity;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Tests.Activity;

public sealed class VerifyChainTests
{
    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task An_untouched_log_holds_from_the_first_record_to_the_last_and_from_any_in_between()
    {
        await using var world = await World.Create();
        var partner = await HasLog(world, 2_500);

        var whole = await Verify(world, partner, 0);
        var rest = await Verify(world, partner, 1_000);

        Assert.Equal((1, 2_500, 2_500, null), (whole.From, whole.Until, whole.Last, whole.BrokenAt));
        Assert.True(whole.IsComplete);
        Assert.Equal((1_001, 2_500, null), (rest.From, rest.Until, rest.BrokenAt));
        Assert.Equal(whole.LastHash, rest.LastHash);
    }

    [Theory]
    [Trait("Rule", "OPS-60")]
    [InlineData("update activity_records set details = '{}' where sequence = 7", 7)]
    [InlineData("update activity_records set at = at + interval '1 second' where sequence = 7", 7)]
    [InlineData("update activity_records set actor_name = 'eve' where sequence = 1", 1)]
    [InlineData("delete from activity_records where sequence = 7", 7)]
    [InlineData("delete from activity_records where sequence > 7", 8)]
    [InlineData("delete from activity_records", 1)]
    [InlineData("update feed_heads set last_activity_hash = '\\x00'", 10)]
    public async Task A_record_that_was_changed_or_removed_is_found(string deed, long place)
    {
        await using var world = await World.Create();
        var partner = await HasLog(world, 10);
        await using (var command = world.Source.CreateCommand(deed))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var finding = await Verify(world, partner, 0);

        Assert.Equal(place, finding.BrokenAt);
        Assert.False(finding.IsComplete);
    }

    [Fact]
    public async Task A_log_without_records_holds_and_others_logs_are_not_looked_at()
    {
        await using var world = await World.Create();
        await HasLog(world, 3);

        var finding = await Verify(world, await world.Provider(), long.MaxValue);

        Assert.Equal((0, null), (finding.Last, finding.BrokenAt));
    }

    private static Task<ChainFinding> Verify(World world, Participant partner, long after) =>
        world.Does((VerifyChain use) => use.Handle(partner.GlobalAdmin, after, CancellationToken.None));

    private static async Task<Participant> HasLog(World world, int records)
    {
        var partner = await world.Provider();
        await using (var db = world.Db())
        {
            for (var i = 0; i < records; i++)
            {
                db.Record(partner.GlobalAdmin, "Tested", $"{i}", null, new { i }, world.Now.AddMilliseconds(i));
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var sequencer = new Sequencer(world.Source, NullLogger<Sequencer>.Instance);
        while (await sequencer.NumberNext(CancellationToken.None) > 0)
        {
        }

        return partner;
    }
}
