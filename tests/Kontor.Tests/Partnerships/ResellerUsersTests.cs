using System.Net;
using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Tests.Site;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class ResellerUsersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "REL-19")]
    [InlineData(Role.AdminAgent, ResellerWork.AddUser, null, null)]
    [InlineData(Role.AdminAgent, ResellerWork.ResetPassword, Role.SalesAgent, null)]
    [InlineData(Role.AdminAgent, ResellerWork.ResetPassword, Role.GlobalAdmin, "RESELLER_GLOBAL_ADMIN_UNTOUCHED")]
    [InlineData(Role.HelpdeskAgent, ResellerWork.SeeUsers, null, null)]
    [InlineData(Role.HelpdeskAgent, ResellerWork.ResetPassword, null, null)]
    [InlineData(Role.HelpdeskAgent, ResellerWork.ResetPassword, Role.SalesAgent, "RESELLER_ACCESS_ROLE_MISSING")]
    [InlineData(Role.HelpdeskAgent, ResellerWork.AddUser, null, "RESELLER_ACCESS_ROLE_MISSING")]
    [InlineData(Role.GlobalAdmin, ResellerWork.SeeUsers, null, "RESELLER_ACCESS_ROLE_MISSING")]
    [InlineData(Role.SalesAgent, ResellerWork.SeeUsers, null, "RESELLER_ACCESS_ROLE_MISSING")]
    public void Agents_work_there_as_in_a_customers_tenant_and_leave_its_global_admins_alone(
        Role role, ResellerWork work, Role? theirs, string? refused)
    {
        var decision = AdminAccessRules.May([role], hasAccess: true, work, theirs is { } held ? [held] : [], "Reseller");

        Assert.Equal(refused, Codes(decision).SingleOrDefault());
        Assert.Contains("RESELLER_ACCESS_TAKEN_AWAY", Codes(AdminAccessRules.May([role], hasAccess: false, work, [], "Reseller")));
    }

    [Fact]
    [Trait("Rule", "REL-19")]
    [Trait("Rule", "REL-20")]
    public async Task An_agent_of_the_provider_works_in_the_resellers_tenant_and_both_read_of_it_until_access_is_taken_away()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var (clerk, boss) = (await world.User(reseller, "clerk", Role.AdminAgent), await world.User(reseller, "boss", Role.GlobalAdmin));
        var agent = provider.As(Role.AdminAgent);

        var reset = await Reset(world, agent, reseller, clerk);
        var ofBoss = await Reset(world, agent, reseller, boss);
        var added = await world.Does((ResellerUsers use) => use.Add(
            agent, reseller.Id, new UserWish("New", $"new@{reseller.Domain}", "en", [Role.GlobalAdmin]), Cancel));
        await world.SetsAccess(reseller.GlobalAdmin, await TheOne(world), grants: false);
        var late = await Reset(world, agent, reseller, clerk);
        var looked = await world.Does((ResellerUsers use) =>
            use.List(agent, reseller.Id, new UserFilter(), PageRequest.First, Cancel));

        Assert.NotNull(reset.ValueOrNull);
        Assert.Equal(["RESELLER_GLOBAL_ADMIN_UNTOUCHED"], Codes(ofBoss.Decision));
        Assert.Equal(["RESELLER_ACCESS_TAKEN_AWAY"], Codes(late.Decision));
        Assert.Equal(["RESELLER_ACCESS_TAKEN_AWAY"], Codes(looked.Decision));
        await using var db = world.Db();
        Assert.Empty(await db.RoleAssignments.Where(held => held.UserId == added.ValueOrNull!.User.Id).ToListAsync(Cancel));
        Assert.Equal(reseller.Id, added.ValueOrNull!.User.TenantId);
        foreach (var reader in new[] { provider.GlobalAdmin, reseller.GlobalAdmin })
        {
            var seen = await world.Does((ActivityQueries q) => q.Own(reader, new ActivityFilter(), PageRequest.First, Cancel));
            var done = seen.Items.Where(row => row.Action is "PasswordReset" or "UserAdded").ToList();
            Assert.Equal(2, done.Count);
            Assert.All(done, row => Assert.Equal((provider.Id, reseller.Id, agent.Name), (row.TenantId, row.CustomerId, row.ActorName)));
            Assert.Equal(
                seen.Items.Count,
                await world.Does((ActivityQueries q) => q.CountOwn(reader, new ActivityFilter(), 100, Cancel)));
        }
    }

    [Fact]
    [Trait("Rule", "REL-19")]
    [Trait("Rule", "REL-22")]
    public async Task Without_a_partnership_there_is_nobody_and_a_reseller_has_no_access_to_its_provider()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var (stranger, ended) = (await world.Provider(), await world.Reseller());
        await world.Partnership(stranger, ended);
        await using (var db = world.Db())
        {
            (await db.Partnerships.SingleAsync(p => p.ResellerId == ended.Id, Cancel)).End(world.Now);
            await db.SaveChangesAsync(Cancel);
        }

        foreach (var (who, whom) in new[] { (stranger, reseller), (stranger, ended), (reseller, provider), (provider, customer) })
        {
            var user = await world.User(whom, $"of{who.Domain.Split('.')[0]}");

            // While somebody works in that tenant: a stranger is answered at once, and neither waits nor keeps anybody waiting.
            await using var held = await world.Hold(whom);
            var refused = await Reset(world, who.As(Role.AdminAgent), whom, user).WaitAsync(World.Bound, Cancel);
            Assert.Equal([PartnershipReasons.PartnershipNotFound], refused.Decision.Reasons);
        }

        var foreign = await world.User(ended, "foreign");
        Assert.Equal(
            [AccessReasons.UserNotFound], (await Reset(world, provider.As(Role.AdminAgent), reseller, foreign)).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-20")]
    public async Task Access_that_is_being_taken_away_is_waited_for_and_then_nothing_is_done()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var clerk = await world.User(reseller, "clerk");
        await using var taking = world.Db();
        await using var transaction = await taking.Database.BeginTransactionAsync(Cancel);
        (await taking.Partnerships.SingleAsync(Cancel)).SetAdminAccess(false);
        await taking.SaveChangesAsync(Cancel);

        var resetting = Task.Run(() => Reset(world, provider.As(Role.AdminAgent), reseller, clerk), Cancel);
        var waits = await Task.WhenAny(resetting, Task.Delay(TimeSpan.FromMilliseconds(500), Cancel)) != resetting;
        await transaction.CommitAsync(Cancel);

        Assert.True(waits);
        Assert.Equal(["RESELLER_ACCESS_TAKEN_AWAY"], Codes((await resetting).Decision));
    }

    [Fact]
    [Trait("Rule", "REL-19")]
    public async Task On_the_pages_a_strip_names_the_reseller_and_a_password_is_made_for_one_of_its_people()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var (clerk, boss) = (await world.User(reseller, "clerk", Role.SalesAgent), await world.User(reseller, "boss", Role.GlobalAdmin));
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(provider, "agent", Role.AdminAgent));

        await browser.Open("/home?culture=en");
        var list = await browser.Open($"/resellers/{reseller.Id}/users?q=cle");
        var made = await browser.Submit(await browser.Open($"/resellers/{reseller.Id}/users/{clerk.Id}/reset"), "confirm");
        var ofBoss = await browser.Open($"/resellers/{reseller.Id}/users/{boss.Id}/reset");
        var added = await browser.Submit(
            await browser.Open($"/resellers/{reseller.Id}/users/new"), "user",
            ("Form.FullName", "Nadia Weber"), ("Form.UserName", $"nadia@{reseller.Domain}"), ("Form.Language", "de"));
        var elsewhere = await browser.Open($"/resellers/{provider.Id}/users");

        Assert.Contains($"You are working in the tenant of {reseller.Name}", list.Html, StringComparison.Ordinal);
        Assert.Contains($"/resellers/{reseller.Id}/users/{clerk.Id}/reset", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"{boss.Id}", list.Html, StringComparison.Ordinal);
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        Assert.Equal(["RESELLER_GLOBAL_ADMIN_UNTOUCHED"], ofBoss.Reasons);
        Assert.Contains("Nadia Weber", added.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "PARTNERSHIP_NOT_FOUND"), (elsewhere.Status, Assert.Single(elsewhere.Reasons)));
    }

    private static IEnumerable<string> Codes(Decision decision) => decision.Reasons.Select(reason => reason.Code);

    private static async Task<Partnership> TheOne(World world)
    {
        await using var db = world.Db();
        return await db.Partnerships.AsNoTracking().SingleAsync(Cancel);
    }

    private static Task<Result<UserWithPassword>> Reset(World world, Actor actor, Participant reseller, User user) =>
        world.Does((ResellerUsers use) => use.Reset(actor, reseller.Id, user.UserId, Cancel));
}
