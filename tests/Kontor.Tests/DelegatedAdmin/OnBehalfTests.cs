using System.Net;
using Kontor.Access;
using Kontor.Activity;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.DelegatedAdmin;

public sealed class OnBehalfTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "CUS-40")]
    [Trait("Rule", "CUS-43")]
    [InlineData(Role.AdminAgent, OnBehalfWork.ResetPassword, true, DirectoryRole.GlobalAdministrator)]
    [InlineData(Role.AdminAgent, OnBehalfWork.AddUser, false, DirectoryRole.GlobalAdministrator)]
    [InlineData(Role.HelpdeskAgent, OnBehalfWork.SeeUsers, false, DirectoryRole.HelpdeskAdministrator)]
    [InlineData(Role.HelpdeskAgent, OnBehalfWork.ResetPassword, false, DirectoryRole.HelpdeskAdministrator)]
    [InlineData(Role.HelpdeskAgent, OnBehalfWork.ResetPassword, true, null)]
    [InlineData(Role.HelpdeskAgent, OnBehalfWork.AddUser, false, null)]
    [InlineData(Role.GlobalAdmin, OnBehalfWork.SeeUsers, false, null)]
    [InlineData(Role.SalesAgent, OnBehalfWork.SeeUsers, false, null)]
    public void Classic_rights_are_used_by_the_two_groups_each_as_far_as_its_role_goes(
        Role role, OnBehalfWork work, bool concernsAdmin, DirectoryRole? by)
    {
        var classic = DelegatedGrant.Classic(
            new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid()), "Customer", Now);

        Assert.Equal(by, OnBehalfRules.Find(work, concernsAdmin, [role], [classic], Now)?.Pair.Role);
    }

    [Fact]
    [Trait("Rule", "CUS-43")]
    public void Of_several_rights_the_smallest_that_suffices_is_used()
    {
        var classic = DelegatedGrant.Classic(new(Guid.NewGuid()), new(Guid.NewGuid()), new(Guid.NewGuid()), "Customer", Now);
        var small = DelegatedGrant.Request(
            new(Guid.NewGuid()), classic.PartnerId, classic.CustomerId, "Customer",
            new GrantWish([new(DirectoryRole.DirectoryReader, AgentGroup.AdminAgents)], 10, false, ""), 90, Now);
        small.TryBecome(GrantEvent.Approved, Now);

        Assert.Equal(small.Id, Find(Now)!.GrantId);
        Assert.Equal(classic.Id, Find(Now.AddDays(10))!.GrantId);

        OnBehalfRight? Find(DateTimeOffset at) =>
            OnBehalfRules.Find(OnBehalfWork.SeeUsers, false, [Role.AdminAgent], [classic, small], at);
    }

    [Fact]
    [Trait("Rule", "CUS-40")]
    [Trait("Rule", "CUS-78")]
    public async Task An_agent_works_in_the_customers_tenant_and_both_sides_read_of_it_until_the_right_ends()
    {
        await using var world = await World.Create();
        var (partner, customer) = (await world.DirectPartner(), await world.Customer());
        await world.Relationship(partner, customer, RelationshipKind.Reseller);
        var id = await world.Granted(partner, customer, 30, false, DirectoryRole.UserAdministrator, DirectoryRole.MailAdministrator);
        var (plain, boss) = (await world.User(customer, "plain"), await world.User(customer, "boss", Role.GlobalAdmin));
        var agent = partner.As(Role.AdminAgent);

        var reset = await Reset(world, agent, customer, plain);
        var ofBoss = await Reset(world, agent, customer, boss);
        var added = await world.Does((CustomerUsers use) => use.Add(
            agent, customer.Id, new UserWish("New", $"new@{customer.Domain}", "en", [Role.GlobalAdmin]), Cancel));
        var byAdmin = await Reset(world, partner.GlobalAdmin, customer, plain);
        world.Clock.Advance(TimeSpan.FromDays(30));
        var late = await Reset(world, agent, customer, plain);

        Assert.NotNull(reset.ValueOrNull);
        Assert.Equal("DELEGATED_ROLE_MISSING_THERE", Assert.Single(ofBoss.Decision.Reasons).Code);
        Assert.Equal("DELEGATED_ROLE_MISSING_THERE", Assert.Single(byAdmin.Decision.Reasons).Code);
        Assert.Equal([GrantReasons.NoRightThere], late.Decision.Reasons);
        await using var db = world.Db();
        Assert.Empty(await db.RoleAssignments.Where(held => held.UserId == added.ValueOrNull!.User.Id).ToListAsync(Cancel));
        var records = await db.ActivityRecords.Where(r => r.Action == "PasswordReset" || r.Action == "UserAdded").ToListAsync(Cancel);
        Assert.Equal(2, records.Count);
        Assert.All(records, r => Assert.Equal((partner.Id, customer.Id, agent.Name), (r.TenantId, r.CustomerId, r.ActorName)));
        foreach (var reader in new[] { partner.GlobalAdmin, customer.GlobalAdmin })
        {
            var seen = await world.Does(async (ActivityQueries q) =>
                await q.Own(reader, new ActivityFilter(), PageRequest.First, Cancel));
            Assert.Equal(2, seen.Items.Count(row => row.Action is "PasswordReset" or "UserAdded"));
        }

        var grant = await world.Does((GrantDetails q) => q.Find(partner.GlobalAdmin, id, Cancel));
        var uses = await world.Does(async (GrantUses q) => await q.Of(grant!, Cancel));
        Assert.Equal(
            [(DirectoryRole.UserAdministrator, true), (DirectoryRole.MailAdministrator, false)],
            uses.Select(use => (use.Role, use.Times > 0)));
        Assert.Equal(world.Now.AddDays(-30), grant!.Grant.LastUsedAt);
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    public async Task Where_a_partner_has_no_right_there_is_nobody()
    {
        await using var world = await World.Create();
        var (partner, stranger, customer) = (await world.DirectPartner(), await world.Provider(), await world.Customer());
        await world.Relationship(partner, customer, RelationshipKind.Reseller, withRights: true);
        await world.Relationship(stranger, customer, RelationshipKind.IndirectProvider);
        var (user, foreign) = (await world.User(customer, "one"), await world.User(await world.Customer(), "two"));

        // While somebody works in that tenant: a stranger is answered at once, and neither waits nor keeps anybody waiting.
        await using (await world.Hold(customer))
        {
            var refused = await Reset(world, stranger.As(Role.AdminAgent), customer, user).WaitAsync(World.Bound, Cancel);
            Assert.Equal([GrantReasons.NoRightThere], refused.Decision.Reasons);
        }

        Assert.Equal([AccessReasons.UserNotFound], (await Reset(world, partner.As(Role.AdminAgent), customer, foreign)).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "CUS-40")]
    public async Task A_helpdesk_agent_resets_a_password_on_the_customers_page_under_a_strip_that_names_the_customer()
    {
        await using var world = await World.Create();
        var (partner, other, customer) = (await world.DirectPartner(), await world.Customer(), await world.Customer());
        await world.Relationship(partner, customer, RelationshipKind.Reseller, withRights: true);
        await world.Relationship(partner, other, RelationshipKind.Reseller);
        var user = await world.User(customer, "plain");
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(partner, "agent", Role.HelpdeskAgent));

        await browser.Open("/home?culture=en");
        var list = await browser.Open($"/customers/{customer.Id}/users");
        var form = await browser.Open($"/customers/{customer.Id}/users/{user.Id}/reset");
        var made = await browser.Submit(form, "confirm");
        var adding = await browser.Open($"/customers/{customer.Id}/users/new");
        var without = await browser.Open($"/customers/{other.Id}/users");

        Assert.Contains($"You are working for {customer.Name}", list.Html, StringComparison.Ordinal);
        Assert.Contains($"/customers/{customer.Id}/users/{user.Id}/reset", list.Html, StringComparison.Ordinal);
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        Assert.Equal(["DELEGATED_ROLE_MISSING_THERE"], adding.Reasons);
        Assert.Equal((HttpStatusCode.NotFound, "DELEGATED_NO_RIGHT_THERE"), (without.Status, Assert.Single(without.Reasons)));
    }

    private static Task<Result<UserWithPassword>> Reset(World world, Actor actor, Participant customer, User user) =>
        world.Does((CustomerUsers use) => use.Reset(actor, customer.Id, user.UserId, Cancel));
}
