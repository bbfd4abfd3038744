using Kontor.Activity;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.DelegatedAdmin;

public sealed class GrantTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-40")]
    [Trait("Rule", "CUS-75")]
    public async Task A_partner_asks_and_the_customer_approves_and_all_of_it_is_told()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);

        var asked = (await world.AsksForRights(partner, customer, 90, roles: DirectoryRole.UserAdministrator)).ValueOrNull!;
        var before = await Summary(world, partner, customer);
        var unticked = await world.Acts(customer.GlobalAdmin, asked.Id, GrantAct.Approve, confirmed: false);
        var approved = (await world.Acts(customer.GlobalAdmin, asked.Id, GrantAct.Approve)).ValueOrNull!;

        Assert.Equal(AdminRights.None, before);
        Assert.Equal([GrantReasons.NotConfirmed], unticked.Decision.Reasons);
        Assert.Equal((GrantState.Active, world.Now.AddDays(90)), (approved.State, approved.EndsAt));
        Assert.Equal(AdminRights.Granted, await Summary(world, partner, customer));
        Assert.Equal(
            new[] { $"contact@{customer.Domain}", $"contact@{partner.Domain}" }, (await world.Mails()).Select(mail => mail.To));
        await using var db = world.Db();
        var records = await db.ActivityRecords.Where(r => r.Action == "DelegatedAdminChanged").ToListAsync(Cancel);
        Assert.Equal(
            new[] { (partner.Id, customer.Id), (customer.Id, customer.Id) }.ToHashSet(),
            [.. records.Select(r => (r.TenantId, r.CustomerId!.Value))]);
        Assert.Equal(4, await db.ProgramEvents.CountAsync(e => e.Type == "delegated-admin-changed", Cancel));
        Assert.Equal(
            [GrantEvent.Requested, GrantEvent.Approved],
            (await world.Does((GrantDetails q) => q.Find(partner.GlobalAdmin, asked.Id, Cancel)))!.History
                .Select(c => c.Event).Order());
    }

    [Fact]
    [Trait("Rule", "CUS-40")]
    [Trait("Rule", "CUS-47")]
    [Trait("Rule", "CUS-75")]
    public async Task An_accepted_invitation_with_rights_is_a_grant_without_end_and_comes_back_by_another()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(await world.InvitesAlone(direct, customer)));
        var first = Assert.Single(await Grants(world, direct));

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Acts(customer.GlobalAdmin, first.Id, GrantAct.Remove);
        var removed = await Summary(world, direct, customer);
        await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(await world.InvitesAlone(direct, customer)));

        Assert.Equal((GrantState.Active, null), (first.State, first.EndsAt));
        Assert.Equal(RoleForGroup.Classic, first.Roles);
        Assert.Equal(AdminRights.Removed, removed);
        Assert.Equal(AdminRights.Granted, await Summary(world, direct, customer));
        Assert.Equal(
            [GrantState.Removed, GrantState.Active], (await Grants(world, direct)).Select(grant => grant.State));
    }

    [Fact]
    [Trait("Rule", "CUS-44")]
    [Trait("Rule", "CUS-45")]
    public async Task Who_removes_one_of_two_keeps_the_other_and_the_relationship_goes_on()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var (one, two) = (await world.Granted(partner, customer), await world.Granted(partner, customer, null));

        await world.Acts(customer.GlobalAdmin, one, GrantAct.Remove);
        var between = await Summary(world, partner, customer);
        await world.Acts(partner.GlobalAdmin, two, GrantAct.GiveUp);

        Assert.Equal(AdminRights.Granted, between);
        Assert.Equal(AdminRights.Removed, await Summary(world, partner, customer));
        await using var db = world.Db();
        Assert.Null((await db.CustomerRelationships.SingleAsync(Cancel)).EndedAt);
    }

    [Fact]
    [Trait("Rule", "CUS-71")]
    [Trait("Rule", "CUS-75")]
    public async Task Rights_outlive_a_relationship_until_the_customer_removes_them_and_none_are_asked_for_after_it()
    {
        await using var world = await World.Create();
        var (reseller, customer) = (await world.Reseller(), await world.Customer());
        var related = await world.Relationship(reseller, customer, RelationshipKind.IndirectReseller, withRights: true);
        var open = (await world.AsksForRights(reseller, customer)).ValueOrNull!;
        await world.Ended(related);

        var asked = await world.AsksForRights(reseller, customer);
        var approved = await world.Acts(customer.GlobalAdmin, open.Id, GrantAct.Approve);
        var seen = await world.Does((CustomerDetails q) => q.PartnersOf(customer.GlobalAdmin, Cancel));
        await world.RemovesRights(customer, reseller);

        Assert.Equal([GrantReasons.CustomerUnknown], asked.Decision.Reasons);
        Assert.Equal([GrantReasons.RelationshipEnded], approved.Decision.Reasons);
        Assert.Equal(reseller.Id, Assert.Single(seen).Partner.TenantId);
        Assert.Empty(await world.Does((CustomerDetails q) => q.PartnersOf(customer.GlobalAdmin, Cancel)));
    }

    [Fact]
    [Trait("Rule", "CUS-44")]
    public async Task Single_roles_are_taken_away_and_the_partner_reads_which()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var id = await world.Granted(partner, customer, 90, false, DirectoryRole.UserAdministrator, DirectoryRole.MailAdministrator);

        await world.Acts(customer.GlobalAdmin, id, GrantAct.Narrow, taken: DirectoryRole.MailAdministrator);

        Assert.Equal([DirectoryRole.UserAdministrator], (await world.Grant(id)).Roles.Select(pair => pair.Role));
        Assert.Equal(AdminRights.Granted, await Summary(world, partner, customer));
        var mail = (await world.Mails()).Single(m => m.Subject.Contains("roles away", StringComparison.Ordinal));
        Assert.Contains("- Mail administrator", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("User administrator", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    [Trait("Rule", "REL-22")]
    public async Task What_is_between_others_does_not_exist()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var (stranger, other) = (await world.Provider(), await world.Customer());
        await world.Relationship(stranger, other, RelationshipKind.IndirectProvider);
        var id = await world.Granted(partner, customer);

        foreach (var act in Enum.GetValues<GrantAct>())
        {
            Assert.Equal([GrantReasons.NotFound], (await world.Acts(stranger.GlobalAdmin, id, act)).Decision.Reasons);
            Assert.Equal([GrantReasons.NotFound], (await world.Acts(other.GlobalAdmin, id, act)).Decision.Reasons);
        }

        Assert.Null(await world.Does((GrantDetails q) => q.Find(stranger.GlobalAdmin, id, Cancel)));
        Assert.Null(await world.Does((GrantDetails q) => q.Find(other.GlobalAdmin, id, Cancel)));
        Assert.Empty(await world.Does((GrantDetails q) => q.OfCustomer(other.GlobalAdmin, null, Cancel)));
        Assert.Equal([GrantReasons.CustomerUnknown], (await world.AsksForRights(stranger, customer)).Decision.Reasons);
        Assert.Equal(
            [GrantReasons.NotFound],
            (await Extend(world, stranger, true, id)).All.Single().Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "CUS-77")]
    public async Task Any_number_extends_itself_and_each_has_its_answer()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        var ids = new List<GrantId>();
        for (var number = 0; number < 40; number++)
        {
            var customer = await world.Customer();
            await world.Relationship(partner, customer, RelationshipKind.Reseller);
            ids.Add(await world.Granted(partner, customer, number == 39 ? null : 90));
        }

        var outcomes = await Extend(world, partner, true, [.. ids, new GrantId(Guid.NewGuid())]);

        Assert.Equal(39, outcomes.Changed);
        Assert.Equal(
            [GrantReasons.HasNoEnd, GrantReasons.HighestRoleEnds, GrantReasons.NotFound],
            outcomes.Refused.SelectMany(outcome => outcome.Decision.Reasons));
        await using var db = world.Db();
        Assert.Equal(39, await db.DelegatedGrants.CountAsync(g => g.ExtendsItself, Cancel));
        Assert.Equal(39, (await Extend(world, partner, false, [.. ids])).Changed);
    }

    [Fact]
    [Trait("Rule", "CUS-75")]
    public async Task A_second_request_waits_for_the_first_and_a_lapsed_one_makes_room()
    {
        await using var world = await World.Create();
        var (partner, customer) = await Related(world);
        var first = (await world.AsksForRights(partner, customer)).ValueOrNull!;

        var second = await world.AsksForRights(partner, customer);
        world.Clock.Advance(TimeSpan.FromDays(91));
        var late = await world.Acts(customer.GlobalAdmin, first.Id, GrantAct.Approve);
        var third = await world.AsksForRights(partner, customer);

        Assert.Equal([GrantReasons.RequestOpen], second.Decision.Reasons);
        Assert.Equal([GrantReasons.NotPossible.About(GrantState.Expired)], late.Decision.Reasons);
        Assert.NotNull(third.ValueOrNull);
        Assert.Equal(GrantState.Expired, (await world.Grant(first.Id)).State);
    }

    private static async Task<(Participant Partner, Participant Customer)> Related(World world)
    {
        var (partner, customer) = (await world.DirectPartner(), await world.Customer());
        await world.Relationship(partner, customer, RelationshipKind.Reseller);
        return (partner, customer);
    }

    private static async Task<AdminRights> Summary(World world, Participant partner, Participant customer)
    {
        await using var db = world.Db();
        return await db.CustomerRelationships.Where(r => r.PartnerId == partner.Id && r.CustomerId == customer.Id)
            .Select(r => r.AdminRights).SingleAsync(Cancel);
    }

    private static async Task<IReadOnlyList<GrantRow>> Grants(World world, Participant partner) => (await world.Does(
        (GrantQueries q) => q.List(
            partner.GlobalAdmin, new GrantFilter { Order = GrantOrder.Age }, PageRequest.First, Cancel))).Items;

    private static async Task<GrantOutcomes> Extend(World world, Participant partner, bool extends, params GrantId[] ids) =>
        (await world.Does((ExtendGrants use) => use.Handle(partner.GlobalAdmin, ids, extends, Cancel))).ValueOrNull!;
}
