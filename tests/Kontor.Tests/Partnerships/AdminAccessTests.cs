using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class AdminAccessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-20")]
    public async Task Taken_away_the_partnership_goes_on_and_both_lists_show_it()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        var partnership = await TheOne(world);

        var taken = await world.SetsAccess(chain.Reseller.GlobalAdmin, partnership, grants: false);

        Assert.True(taken.Decision.IsGranted);
        Assert.False(Assert.Single((await Listed(world, chain.Provider, PartnershipSide.Resellers)).Items).ProviderHasAdminAccess);
        Assert.False(Assert.Single((await Listed(world, chain.Reseller, PartnershipSide.Providers)).Items).ProviderHasAdminAccess);
        Assert.True((await world.Orders(chain)).Result!.Decision.IsGranted);
        await using var db = world.Db();
        var record = await db.ActivityRecords.SingleAsync(r => r.Action == "ProviderAdminAccessTakenAway", Cancel);
        Assert.Equal(chain.Reseller.Id, record.TenantId);
        Assert.Equal(2, await db.ProgramEvents.CountAsync(e => e.Type == "provider-admin-access-changed", Cancel));
        Assert.Contains(
            await world.Mails(),
            mail => mail.To == $"contact@{chain.Provider.Domain}" && mail.Text.Contains("can give the access back", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "REL-20")]
    public async Task Only_the_reseller_gives_it_back_and_neither_is_done_twice()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var partnership = await TheOne(world);

        Assert.Equal(
            [PartnershipReasons.AccessAlreadyGiven],
            (await world.SetsAccess(reseller.GlobalAdmin, partnership, grants: true)).Decision.Reasons);
        await world.SetsAccess(reseller.GlobalAdmin, partnership, grants: false);
        Assert.Equal(
            [PartnershipReasons.AccessAlreadyTaken],
            (await world.SetsAccess(reseller.GlobalAdmin, partnership, grants: false)).Decision.Reasons);
        Assert.Equal(
            [PartnershipReasons.PartnershipNotFound],
            (await world.SetsAccess(provider.GlobalAdmin, partnership, grants: true)).Decision.Reasons);
        Assert.Equal(
            [PartnershipReasons.PartnershipNotFound],
            (await world.SetsAccess((await world.Reseller()).GlobalAdmin, partnership, grants: true)).Decision.Reasons);

        Assert.True((await world.SetsAccess(reseller.GlobalAdmin, partnership, grants: true)).Decision.IsGranted);
        Assert.True((await TheOne(world)).ProviderHasAdminAccess);
    }

    [Fact]
    [Trait("Rule", "REL-20")]
    public async Task Of_several_at_once_one_takes_it_away_and_one_mail_goes_to_each_side()
    {
        await using var world = await World.Create();
        var (_, reseller, _) = await world.ConnectedTrio();
        var partnership = await TheOne(world);

        var results = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => Task.Run(() => world.SetsAccess(reseller.GlobalAdmin, partnership, grants: false))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.Equal(2, (await world.Mails()).Count);
    }

    private static async Task<Partnership> TheOne(World world)
    {
        await using var db = world.Db();
        return await db.Partnerships.AsNoTracking().SingleAsync(Cancel);
    }

    private static Task<Page<PartnershipRow>> Listed(World world, Participant who, PartnershipSide side) =>
        world.Does((PartnershipQueries q) => q.List(who.GlobalAdmin, new PartnershipFilter(side), PageRequest.First, Cancel));
}
