using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Users;

public sealed class AddUserTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task The_password_is_made_shown_to_the_admin_and_kept_as_a_hash_only()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();

        var made = (await world.AddsUser(provider.GlobalAdmin, "new@provider.example", Role.SalesAgent)).ValueOrNull!;

        await using var db = world.Db();
        var kept = await db.Users.SingleAsync(user => user.Id == made.User.Id, Cancel);
        var rows = string.Join('\n', await db.Database.SqlQuery<string>(
            $"select u::text as \"Value\" from users u union all select r::text from activity_records r").ToListAsync(Cancel));
        Assert.Matches("^[a-z2-9]{5}(-[a-z2-9]{5}){3}$", made.Password);
        Assert.DoesNotContain(made.Password, rows, StringComparison.Ordinal);
        Assert.Equal("New User", kept.FullName);
        Assert.InRange(
            kept.TemporaryUntil!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(71), TimeSpan.FromHours(72));
        Assert.Equal("UserAdded", (await db.Set<ActivityRecord>().SingleAsync(Cancel)).Action);
    }

    [Fact]
    [Trait("Rule", "ENR-32")]
    public async Task A_new_partner_adds_nobody_until_its_admin_has_ticked_admin_agent()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var boss = await world.User(provider, "boss", Role.GlobalAdmin);

        var before = await world.AddsUser(provider.GlobalAdmin, "one@provider.example");
        await world.Does((AssignRoles use) =>
            use.Handle(provider.GlobalAdmin, boss.UserId, [Role.GlobalAdmin, Role.AdminAgent], Cancel));
        var after = await world.AddsUser(provider.GlobalAdmin, "one@provider.example");

        Assert.Equal([AccessReasons.NoAdminAgent], before.Decision.Reasons);
        Assert.NotNull(after.ValueOrNull);
    }

    [Theory]
    [InlineData("", "new@x.example", "en", "FULL_NAME_INVALID")]
    [InlineData("New\tUser", "new@x.example", "en", "FULL_NAME_INVALID")]
    [InlineData("New", "new", "en", "USER_NAME_INVALID")]
    [InlineData("New", "new@x.example", "fr", "USER_LANGUAGE_UNKNOWN")]
    public async Task What_is_not_right_is_refused(string name, string userName, string language, string code)
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();

        var refused = await world.Does((AddUser use) =>
            use.Handle(provider.GlobalAdmin, new UserWish(name, userName, language, []), Cancel));

        Assert.Equal(code, Assert.Single(refused.Decision.Reasons).Code);
    }

    [Fact]
    [Trait("Rule", "ROL-01")]
    [Trait("Rule", "ROL-14")]
    public async Task User_management_admins_add_users_and_make_none_of_them_global_admin()
    {
        await using var world = await World.Create();
        var customer = await world.Customer();
        var manager = customer.As(Role.UserManagementAdmin);

        var added = await world.AddsUser(manager, "one@customer.example", Role.BillingAdmin);
        var refused = await world.AddsUser(manager, "two@customer.example", Role.GlobalAdmin);

        Assert.NotNull(added.ValueOrNull);
        Assert.Equal(
            [AccessReasons.RoleNotGivenByYou.Code], refused.Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task Of_two_who_add_the_same_name_at_once_one_does()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Staffed(), await world.Customer());

        var results = await Task.WhenAll(
            world.AddsUser(one.GlobalAdmin, "ada@x.example"), world.AddsUser(other.GlobalAdmin, "ADA@X.example"));

        var refused = Assert.Single(results, result => result.ValueOrNull is null);
        Assert.Equal([AccessReasons.UserNameTaken], refused.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public async Task Of_two_program_operators_who_deactivate_each_other_at_once_one_stays()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var users = new[] { await world.User(vendor, "a", Role.ProgramOperator), await world.User(vendor, "b", Role.ProgramOperator) };

        var results = await Task.WhenAll(users.Select(user => world.Does((DeactivateUser use) =>
            use.Handle(vendor.As(Role.ProgramOperator), user.UserId, Cancel))));

        Assert.Equal(
            [AccessReasons.LastGlobalAdmin.About(Role.ProgramOperator)],
            Assert.Single(results, result => result.ValueOrNull is null).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public async Task Of_two_global_admins_who_take_the_role_from_each_other_at_once_one_stays()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var users = new[] { await world.User(provider, "a", Role.GlobalAdmin), await world.User(provider, "b", Role.GlobalAdmin) };

        await Task.WhenAll(users.Select(user => world.Does((AssignRoles use) =>
            use.Handle(provider.GlobalAdmin, user.UserId, [Role.SalesAgent], Cancel))));

        await using var db = world.Db();
        Assert.Equal(1, await db.RoleAssignments.CountAsync(held => held.Role == Role.GlobalAdmin, Cancel));
    }

    [Fact]
    [Trait("Rule", "ROL-04")]
    public async Task Users_are_listed_searched_narrowed_and_walked_and_those_of_others_are_not_there()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        foreach (var number in Enumerable.Range(0, 5))
        {
            await world.AddsUser(provider.GlobalAdmin, $"user{number}@x.example", number % 2 == 0 ? [Role.SalesAgent] : []);
        }

        await world.User(await world.Reseller(), "foreign", Role.SalesAgent);

        Assert.Equal(6, (await List(new UserFilter())).Items.Count);
        Assert.Equal(3, (await List(new UserFilter(Role.SalesAgent))).Items.Count);
        Assert.Equal(["user3@x.example"], (await List(new UserFilter(Search: "USER3"))).Items.Select(user => user.UserName));
        Assert.Equal(5, (await List(new UserFilter(State: UserState.MustChoose))).Items.Count);
        Assert.Empty((await List(new UserFilter(State: UserState.Deactivated))).Items);
        var first = await List(new UserFilter(), new PageRequest(4, null));
        var rest = await List(new UserFilter(), PageRequest.From(4, first.NextCursor).ValueOrNull!);
        Assert.Equal(6, first.Items.Concat(rest.Items).Select(user => user.Id).Distinct().Count());
        Assert.Equal(4, await world.Does((UserQueries use) => use.Count(provider.GlobalAdmin, new(), 3, Cancel)));

        Task<Page<UserRow>> List(UserFilter filter, PageRequest? part = null) => world.Does((UserQueries use) =>
            use.List(provider.GlobalAdmin, filter, part ?? PageRequest.First, Cancel));
    }

    [Theory]
    [InlineData(null, "ix_users_name")]
    [InlineData(true, "ix_users_age")]
    public async Task A_page_of_users_is_read_along_an_index(bool? byAge, string index)
    {
        await using var world = await World.Create();
        var (provider, other) = (await world.Provider(), await world.Provider());
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into users (id, tenant_id, full_name, language, created_at, user_name, normalized_user_name, security_stamp,
                email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select gen_random_uuid(), case when n % 20 = 0 then {provider.Id.Value} else {other.Id.Value} end, 'User ' || n, 'en', now(), n || '@x', n || '@X', '',
                false, false, false, true, 0
            from generate_series(1, 5000) n
            """,
            Cancel);
        await db.Database.ExecuteSqlAsync($"analyze users", Cancel);

        var plan = await world.Does((UserQueries use) => Plans.Of(
            use.Select(provider.GlobalAdmin, new UserFilter { ByAge = byAge }, PageRequest.First), Cancel));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on users", plan, StringComparison.Ordinal);
    }
}
