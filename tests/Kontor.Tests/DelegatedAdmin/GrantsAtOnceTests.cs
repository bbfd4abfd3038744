using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.DelegatedAdmin;

/// <summary>What two do with the same rights at once, and what the clock does on several servers.</summary>
public sealed class GrantsAtOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-75")]
    public async Task Of_an_approval_and_a_withdrawal_one_happens_and_the_summary_agrees()
    {
        await using var world = await World.Create();
        for (var run = 0; run < 5; run++)
        {
            var (partner, customer) = await Related(world);
            var id = (await world.AsksForRights(partner, customer)).ValueOrNull!.Id;

            var results = await Task.WhenAll(
                world.Acts(customer.GlobalAdmin, id, GrantAct.Approve),
                world.Acts(partner.GlobalAdmin, id, GrantAct.Withdraw),
                world.Acts(customer.GlobalAdmin, id, GrantAct.Approve));

            Assert.Single(results, result => result.ValueOrNull is not null);
            var state = (await world.Grant(id)).State;
            Assert.Equal(
                state == GrantState.Active ? AdminRights.Granted : AdminRights.None, await Summary(world, partner, customer));
            Assert.Equal(2, await Changes(world, id));
        }
    }

    [Fact]
    [Trait("Rule", "CUS-75")]
    public Task Of_an_approval_and_the_withdrawal_that_comes_into_it_one_happens_and_the_summary_agrees() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (partner, customer) = await Related(world);
            var id = (await world.AsksForRights(partner, customer)).ValueOrNull!.Id;

            var (approved, withdrawn, meeting) = await world.Meet(
                statement,
                (ChangeGrant use) => use.Handle(customer.GlobalAdmin, id, new GrantActWish(GrantAct.Approve, true, []), Cancel),
                (ChangeGrant use) => use.Handle(partner.GlobalAdmin, id, new GrantActWish(GrantAct.Withdraw, true, []), Cancel));

            var isWithdrawn = withdrawn?.ValueOrNull is not null;
            Assert.Equal(!isWithdrawn, approved.ValueOrNull is not null);
            Assert.Equal(isWithdrawn ? GrantState.Withdrawn : GrantState.Active, (await world.Grant(id)).State);
            Assert.Equal(isWithdrawn ? AdminRights.None : AdminRights.Granted, await Summary(world, partner, customer));
            Assert.Equal(2, await Changes(world, id));
            return meeting != Meeting.None;
        });

    [Fact]
    [Trait("Rule", "CUS-44")]
    [Trait("Rule", "CUS-77")]
    public async Task A_removal_wins_over_the_choice_to_extend_whichever_comes_first()
    {
        await using var world = await World.Create();
        for (var run = 0; run < 5; run++)
        {
            var (partner, customer) = await Related(world);
            var id = await world.Granted(partner, customer);

            await Task.WhenAll(
                world.Acts(customer.GlobalAdmin, id, GrantAct.Remove),
                world.Does((ExtendGrants use) => use.Handle(partner.GlobalAdmin, [id], true, Cancel)));

            var grant = await world.Grant(id);
            Assert.Equal((GrantState.Removed, null), (grant.State, grant.DueAt));
            Assert.Equal(AdminRights.Removed, await Summary(world, partner, customer));
        }
    }

    [Fact]
    [Trait("Rule", "CUS-75")]
    public async Task Two_rights_removed_at_once_leave_no_right_in_the_summary()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var (one, two) = (await world.Granted(partner, customer), await world.Granted(partner, customer));

        await Task.WhenAll(
            world.Acts(customer.GlobalAdmin, one, GrantAct.Remove), world.Acts(partner.GlobalAdmin, two, GrantAct.GiveUp));

        Assert.Equal(AdminRights.Removed, await Summary(world, partner, customer));
    }

    [Fact]
    [Trait("Rule", "CUS-75")]
    public async Task Of_two_requests_at_once_one_is_made()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);

        var results = await Task.WhenAll(world.AsksForRights(partner, customer), world.AsksForRights(partner, customer));

        Assert.Equal(
            [GrantReasons.RequestOpen], Assert.Single(results, result => result.ValueOrNull is null).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "CUS-76")]
    [Trait("Rule", "CUS-78")]
    public async Task Several_servers_announce_each_end_once_and_end_the_rights_once()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var id = await world.Granted(partner, customer, 90);
        var mailed = (await world.Mails()).Count;

        var counts = new List<int>();
        foreach (var days in new[] { 59, 1, 1, 22, 6, 1, 5 })
        {
            world.Clock.Advance(TimeSpan.FromDays(days));
            counts.Add((await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.KeepsGrants()))).Sum());
        }

        Assert.Equal([0, 1, 0, 1, 1, 1, 0], counts);
        Assert.Equal(GrantState.Expired, (await world.Grant(id)).State);
        Assert.Equal(AdminRights.Removed, await Summary(world, partner, customer));
        var told = (await world.Mails()).Skip(mailed).ToList();
        Assert.Equal(8, told.Count);
        Assert.Equal(4, told.Count(mail => mail.To == $"contact@{customer.Domain}"));
    }

    [Fact]
    [Trait("Rule", "CUS-77")]
    public async Task Rights_that_extend_themselves_are_extended_once_a_week_before_their_end()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var id = await world.Granted(partner, customer, 90, extends: true);
        var end = (await world.Grant(id)).EndsAt!.Value;

        world.Clock.Advance(TimeSpan.FromDays(84));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.KeepsGrants()));

        Assert.Equal(end.AddDays(180), (await world.Grant(id)).EndsAt);
        Assert.Equal(AdminRights.Granted, await Summary(world, partner, customer));
    }

    [Fact]
    [Trait("Rule", "CUS-78")]
    public async Task A_server_that_stood_still_too_long_revives_no_right()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var id = await world.Granted(partner, customer, 90, extends: true);

        world.Clock.Advance(TimeSpan.FromDays(90));
        var seen = await world.Does((GrantDetails q) => q.Find(partner.GlobalAdmin, id, Cancel));
        await world.KeepsGrants();

        Assert.Equal(GrantState.Expired, seen!.State);
        Assert.Equal(GrantState.Expired, (await world.Grant(id)).State);
    }

    private static async Task<(Participant Partner, Participant Customer)> Related(World world)
    {
        var (partner, customer) = (await world.DirectPartner(), await world.Customer());
        await world.Relationship(partner, customer, RelationshipKind.Reseller);
        return (partner, customer);
    }

    private static async Task<int> Changes(World world, GrantId id)
    {
        await using var db = world.Db();
        return await db.GrantChanges.CountAsync(change => change.GrantId == id, Cancel);
    }

    private static async Task<AdminRights> Summary(World world, Participant partner, Participant customer)
    {
        await using var db = world.Db();
        return await db.CustomerRelationships.Where(r => r.PartnerId == partner.Id && r.CustomerId == customer.Id)
            .Select(r => r.AdminRights).SingleAsync(Cancel);
    }
}
