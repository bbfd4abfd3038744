using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

/// <summary>The end of a customer relationship, and what stays.</summary>
public sealed class EndRelationshipTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-70")]
    [Trait("Rule", "CUS-72")]
    [Trait("Rule", "CUS-73")]
    public async Task A_provider_leaves_once_nothing_runs_and_orders_nothing_more_while_the_reseller_stays()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        var early = await world.EndsRelationship(chain.Provider.GlobalAdmin, chain.Customer);
        await Suspended(world, chain.Customer);

        var ended = (await world.EndsRelationship(chain.Provider.GlobalAdmin, chain.Customer)).ValueOrNull!;
        var order = await world.Orders(chain);
        var again = await world.EndsRelationship(chain.Provider.GlobalAdmin, chain.Customer);

        Assert.Equal(["CUSTOMER_STILL_SUBSCRIBED"], early.Decision.Reasons.Select(r => r.Code));
        Assert.Equal((world.Now, AdminRights.None), (ended.EndedAt, ended.AdminRights));
        Assert.Equal(["CUSTOMER_UNKNOWN"], order.Result!.Decision.Reasons.Select(r => r.Code));
        Assert.Equal(["CUSTOMER_UNKNOWN"], again.Decision.Reasons.Select(r => r.Code));
        await using var db = world.Db();
        var stays = await db.CustomerRelationships.SingleAsync(r => r.EndedAt == null, Cancel);
        Assert.Equal((chain.Reseller.Id, AdminRights.Granted), (stays.PartnerId, stays.AdminRights));
        Assert.Empty(await db.SharedCustomers.ToListAsync(Cancel));
        Assert.Equal(
            [chain.Customer, chain.Provider, chain.Reseller],
            (await world.Mails()).Where(mail => mail.Template == "customerEnded")
                .Select(mail => ((Participant[])[chain.Customer, chain.Provider, chain.Reseller]).Single(p => mail.To.EndsWith(p.Domain, StringComparison.Ordinal))));

        // CUS-73: built again by a new request.
        var invitation = await world.InvitesJointly(chain.Reseller, chain.Provider);
        Assert.True((await world.AcceptsPartners(chain.Customer.GlobalAdmin, World.TokenIn(invitation))).Decision.IsGranted);
        Assert.True((await world.Orders(chain)).Result!.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "CUS-71")]
    [Trait("Rule", "CUS-72")]
    public async Task A_reseller_leaves_under_a_statement_that_is_kept_and_its_rights_stay()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        var unconfirmed = await world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer, confirmed: false);

        var ended = (await world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer)).ValueOrNull!;

        Assert.Equal(["RELATIONSHIP_END_NOT_CONFIRMED"], unconfirmed.Decision.Reasons.Select(r => r.Code));
        Assert.Equal(AdminRights.Granted, ended.AdminRights);
        await using var db = world.Db();
        var evidence = await db.RelationshipEnds.SingleAsync(Cancel);
        Assert.Equal(
            (ended.Id, "2026-11", "de", "ada@" + chain.Reseller.Domain),
            (evidence.RelationshipId, evidence.StatementVersion, evidence.Language, evidence.By));
        Assert.Equal(LeavingStatement.In("de"), evidence.Statement.Split('\n'));
        Assert.Empty(await db.SharedCustomers.ToListAsync(Cancel));
        Assert.Equal(
            chain.Reseller.Id, (await db.Subscriptions.SingleAsync(Cancel)).ResellerId);
        var seen = await world.Does((CustomerDetails q) => q.PartnersOf(chain.Customer.GlobalAdmin, Cancel));
        Assert.Equal(
            [(chain.Provider.Id, false), (chain.Reseller.Id, true)],
            seen.Select(p => (p.Partner.TenantId, p.Relationship.EndedAt is not null)));
        var order = await world.Orders(chain);
        Assert.Equal(["RESELLER_NOT_RELATED"], order.Result!.Decision.Reasons.Select(r => r.Code));
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public async Task A_sellers_rights_go_with_it_and_strangers_find_no_customer()
    {
        await using var world = await World.Create();
        var (direct, other) = (await world.DirectPartner(), await world.DirectPartner());
        var customer = await world.MadeCustomer(direct, World.Wanted());

        var foreign = await world.EndsRelationship(other.GlobalAdmin, customer);
        var ended = (await world.EndsRelationship(direct.GlobalAdmin, customer)).ValueOrNull!;

        Assert.Equal(["CUSTOMER_UNKNOWN"], foreign.Decision.Reasons.Select(r => r.Code));
        Assert.Equal(AdminRights.Removed, ended.AdminRights);
        await using var db = world.Db();
        Assert.Equal(GrantState.GivenUp, (await db.DelegatedGrants.SingleAsync(Cancel)).State);
        Assert.Null(await world.Does((CustomerDetails q) => q.Find(direct.GlobalAdmin, customer.Id, Cancel)));
        Assert.Empty(await world.Does((CustomerDetails q) => q.PartnersOf(customer.GlobalAdmin, Cancel)));
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public async Task Of_many_who_end_it_at_once_one_does_and_an_order_comes_before_or_not_at_all()
    {
        await using var world = await World.Create();
        await world.Seat();
        for (var round = 0; round < 6; round++)
        {
            var chain = await world.TradingChain();
            var orders = Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Orders(chain))).ToArray();
            var ends = Enumerable.Range(0, 3)
                .Select(_ => Task.Run(() => world.EndsRelationship(chain.Provider.GlobalAdmin, chain.Customer))).ToArray();
            await Task.WhenAll([.. orders, .. ends]);

            await using var db = world.Db();
            var hasEnded = await db.CustomerRelationships.AnyAsync(
                r => r.PartnerId == chain.Provider.Id && r.EndedAt != null, Cancel);
            var placed = await db.Subscriptions.CountAsync(s => s.CustomerId == chain.Customer.Id, Cancel);
            var granted = 0;
            foreach (var order in orders)
            {
                granted += (await order).Result!.Decision.IsGranted ? 1 : 0;
            }

            var done = 0;
            foreach (var end in ends)
            {
                done += (await end).Decision.IsGranted ? 1 : 0;
            }

            Assert.Equal(granted, placed);
            Assert.Equal(hasEnded ? 1 : 0, done);
            Assert.True(hasEnded != placed > 0);
        }
    }

    [Fact]
    [Trait("Rule", "CUS-14")]
    [Trait("Rule", "CUS-72")]
    public async Task Leaving_and_accepting_at_once_leave_no_sharing_without_both_relationships()
    {
        await using var world = await World.Create();
        for (var round = 0; round < 6; round++)
        {
            var (provider, reseller, customer) = await world.ConnectedTrio();
            await world.Relationship(provider, customer, RelationshipKind.IndirectProvider);
            await world.Relationship(reseller, customer, RelationshipKind.IndirectReseller, withRights: true);
            var invitation = await world.InvitesJointly(reseller, provider);

            await Task.WhenAll(
                Task.Run(() => world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation))),
                Task.Run(() => world.EndsRelationship(provider.GlobalAdmin, customer)));

            await using var db = world.Db();
            var active = await db.CustomerRelationships.CountAsync(r => r.CustomerId == customer.Id && r.EndedAt == null, Cancel);
            var shared = await db.SharedCustomers.CountAsync(s => s.CustomerId == customer.Id, Cancel);
            Assert.Equal(active == 2, shared == 1);
        }
    }

    private static async Task Suspended(World world, Participant customer)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"update subscriptions set state = {nameof(SubscriptionState.Suspended)} where customer_id = {customer.Id.Value}", Cancel);
    }
}
