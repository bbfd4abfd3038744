using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

/// <summary>
/// One transaction per change: wherever a change is broken off, nothing of it is there, in no table; and then the same change
/// can be made as if nothing had been. Orders are written by a batch of their own; the tests that kill a server place them.
/// </summary>
public sealed class BrokenOffTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CAT-21")]
    public async Task Licenses_are_added_or_are_not()
    {
        await using var world = await World.Create();
        var (chain, subscription) = await world.SoldSeats();

        await NothingOrAll(world, async () => (await world.Counts(chain.Provider.GlobalAdmin, subscription, 5)).Decision);
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public async Task A_partnership_begins_and_ends_or_does_not()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider, reseller);

        await NothingOrAll(world, async () => (await world.Accepts(reseller.GlobalAdmin, invitation)).Decision);

        await using var db = world.Db();
        var partnership = await db.Set<Partnership>().AsNoTracking().SingleAsync(Cancel);
        await NothingOrAll(world, async () => (await world.Ends(provider.GlobalAdmin, partnership)).Decision);
    }

    [Fact]
    [Trait("Rule", "CUS-15")]
    [Trait("Rule", "CUS-32")]
    public async Task A_customer_accepts_two_partners_and_the_agreement_and_one_leaves_or_nothing_of_it()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var token = World.TokenIn(await world.InvitesJointly(reseller, provider, customer));

        await NothingOrAll(
            world, async () => (await world.AcceptsPartners(customer.GlobalAdmin, token, agreement: World.Agreement)).Decision);
        await NothingOrAll(world, async () => (await world.EndsRelationship(reseller.GlobalAdmin, customer)).Decision);
    }

    [Fact]
    [Trait("Rule", "CUS-60")]
    [Trait("Rule", "REL-62")]
    public async Task A_customer_is_made_for_a_reseller_or_is_not()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();

        await NothingOrAll(
            world, async () => (await world.MakesCustomer(provider.GlobalAdmin, World.Wanted(reseller: reseller))).Decision);
    }

    [Fact]
    [Trait("Rule", "ENR-60")]
    public async Task A_partner_is_suspended_or_is_not()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider());

        await NothingOrAll(world, async () => (await world.Does(World.Suspends(vendor, provider))).Decision);
    }

    private static async Task NothingOrAll(World world, Func<Task<Decision>> act)
    {
        var before = await Everything(world);
        var decision = Decision.Granted;

        await Interruption.BreakingOff(
            async () => decision = await act(),
            async () => Assert.Equal(before, await Everything(world)));

        Assert.True(decision.IsGranted, string.Join(", ", decision.Reasons.Select(reason => reason.Code)));
        Assert.NotEqual(before, await Everything(world));
    }

    /// <summary>A line for each table, which is another one when anything in the table is.</summary>
    private static async Task<string> Everything(World world)
    {
        await using var db = world.Db();
        var tables = await db.Database.SqlQuery<string>(
            $"""
            select table_name || ' ' || query_to_xml(
                format('select count(*), md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) from %I t', table_name),
                false, true, '')::text as "Value"
            from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name
            """).ToListAsync(Cancel);
        Assert.NotEmpty(tables);
        return string.Join('\n', tables);
    }
}
