using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Tenants;

/// <summary>
/// Who is affiliated, after whatever operators recorded in whatever order, against a naive reading of their records: pairs of
/// organizations, and nothing of groups.
/// </summary>
public sealed class AffiliationSequenceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "ACC-47")]
    [Trait("Rule", "SCN-05")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_sequence_the_affiliates_are_those_that_the_records_say(int seed)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var parties = new List<Participant>();
        while (parties.Count < 7)
        {
            parties.Add(await world.Customer());
        }

        var (random, deepest, parted) = (new Random(seed), 0, 0);
        for (var step = 0; step < 40; step++)
        {
            var (one, other) = (parties[random.Next(7)], parties[random.Next(7)]);
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            var ends = random.Next(3) == 0;
            var result = ends
                ? await world.Does(Ends(vendor, one, other))
                : await world.RecordsAffiliation(vendor, one, other);
            parted += ends && result.Decision.IsGranted ? 1 : 0;

            var expected = await RecordedPairs(world);
            Assert.Equal(expected.Order(), (await StoredPairs(world)).Order());
            deepest = Math.Max(deepest, expected.GroupBy(pair => pair.Item1).Select(group => group.Count()).DefaultIfEmpty().Max());
        }

        // A sequence that joins and parts nothing would say nothing.
        Assert.True(deepest >= 3, $"{deepest} affiliates at most");
        Assert.True(parted >= 3, $"{parted} parted");
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    [Trait("Rule", "SCN-05")]
    public async Task Two_steps_of_control_forbid_a_sale_like_one()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (seller, between, buyer) = (await world.DirectPartner(), await world.Reseller(), await world.Customer());
        await world.RecordsAffiliation(vendor, seller, between);
        var before = await MaySell(world, vendor, seller, buyer);
        await world.RecordsAffiliation(vendor, between, buyer);

        var after = await MaySell(world, vendor, seller, buyer);
        await world.Does(Ends(vendor, seller, between));
        var alone = await MaySell(world, vendor, seller, buyer);

        Assert.Empty(before);
        Assert.Equal(["AFFILIATE_SALE"], after);

        // Who controls the two still does when the one between them is sold.
        Assert.Equal(["AFFILIATE_SALE"], alone);
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    public async Task Two_records_that_join_the_same_two_groups_wait_for_each_other_and_the_second_is_told()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (a, b, c, d) = (await world.Customer(), await world.Customer(), await world.Customer(), await world.Customer());
        await world.RecordsAffiliation(vendor, a, b);
        await world.RecordsAffiliation(vendor, c, d);

        var (first, second, waited) = await world.Overlap(Records(vendor, a, c), Records(vendor, d, b));

        Assert.True(waited);
        Assert.True(first.Decision.IsGranted);
        Assert.Equal([AffiliationReasons.AlreadyRecorded.About(b.Name)], second.Decision.Reasons);
        Assert.Equal(12, (await StoredPairs(world)).Count);
        Assert.Single(await Groups(world));
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    public async Task Three_groups_that_are_joined_in_a_ring_at_once_become_one()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var parties = new List<Participant>();
        for (var number = 0; number < 6; number++)
        {
            parties.Add(await world.Customer());
        }

        foreach (var at in new[] { 0, 2, 4 })
        {
            await world.RecordsAffiliation(vendor, parties[at], parties[at + 1]);
        }

        var results = await Task.WhenAll(new[] { (1, 2), (3, 4), (5, 0) }
            .Select(pair => Task.Run(() => world.RecordsAffiliation(vendor, parties[pair.Item1], parties[pair.Item2]))));

        Assert.Equal(2, results.Count(result => result.Decision.IsGranted));
        Assert.Single(await Groups(world));
        Assert.Equal(30, (await StoredPairs(world)).Count);
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    public async Task Who_leaves_while_its_group_is_joined_is_out_and_the_others_are_together()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (a, b, c, d) = (await world.Customer(), await world.Customer(), await world.Customer(), await world.Customer());
        await world.RecordsAffiliation(vendor, a, b);
        await world.RecordsAffiliation(vendor, c, d);

        var (joined, left, waited) = await world.Overlap(Records(vendor, a, c), Ends(vendor, a, b));

        Assert.True(waited);
        Assert.True(joined.Decision.IsGranted);
        Assert.True(left.Decision.IsGranted);
        Assert.Equal(6, (await StoredPairs(world)).Count);
        Assert.DoesNotContain(await StoredPairs(world), pair => pair.Item1 == b.OrganisationId.Value);
    }

    private static Func<ChangeAffiliation, Task<Result<AffiliationChange>>> Records(
        Participant vendor, Participant one, Participant other) =>
        use => use.Record(vendor.GlobalAdmin, one.Id, other.Domain, "Register", Cancel);

    private static Func<ChangeAffiliation, Task<Result<AffiliationChange>>> Ends(
        Participant vendor, Participant one, Participant other) =>
        use => use.End(vendor.GlobalAdmin, one.Id, other.OrganisationId, "Sold", Cancel);

    /// <summary>
    /// The records read one after the other: whoever joins is paired with everybody on the other side, whoever leaves is
    /// paired with nobody.
    /// </summary>
    private static async Task<HashSet<(Guid, Guid)>> RecordedPairs(World world)
    {
        await using var db = world.Db();
        var pairs = new HashSet<(Guid One, Guid Other)>();
        foreach (var change in await db.AffiliationChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel))
        {
            var (one, other) = (change.OrganisationId.Value, change.OtherId.Value);
            if (change.Act == AffiliationAct.Ended)
            {
                pairs.RemoveWhere(pair => pair.One == other || pair.Other == other);
                continue;
            }

            var left = pairs.Where(pair => pair.One == one).Select(pair => pair.Other).Append(one).ToList();
            var right = pairs.Where(pair => pair.One == other).Select(pair => pair.Other).Append(other).ToList();
            foreach (var (l, r) in left.SelectMany(l => right.Select(r => (l, r))).Where(pair => pair.l != pair.r))
            {
                pairs.Add((l, r));
                pairs.Add((r, l));
            }
        }

        return pairs;
    }

    private static async Task<HashSet<(Guid, Guid)>> StoredPairs(World world)
    {
        await using var db = world.Db();
        var all = await db.Organisations.AsNoTracking().Where(o => o.ControlGroupId != null).ToListAsync(Cancel);
        return
        [
            .. from one in all
               from other in all
               where one.Id != other.Id && one.ControlGroupId == other.ControlGroupId
               select (one.Id.Value, other.Id.Value),
        ];
    }

    private static async Task<List<Guid?>> Groups(World world)
    {
        await using var db = world.Db();
        return await db.Organisations.Where(o => o.ControlGroupId != null).Select(o => o.ControlGroupId).Distinct()
            .ToListAsync(Cancel);
    }

    private static async Task<IEnumerable<string>> MaySell(
        World world, Participant vendor, Participant seller, Participant buyer) =>
        (await world.Does((AskEligibility ask) => ask.Handle(
            vendor.GlobalAdmin, new(EligibilityAction.Sell, seller.Id, buyer.Id), Cancel))).ValueOrNull!.Decision.Reasons
            .Select(reason => reason.Code);
}
