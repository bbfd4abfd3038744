using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Access;

public sealed class UserTests
{
    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task A_user_signs_in_with_name_and_password_in_any_case_of_the_name()
    {
        await using var world = await World.Create();
        var user = await world.User(await world.Provider(), "ada", Role.SalesAgent);

        var result = await SignIn(world, "ADA@Provider1.example", World.Password);

        Assert.Equal(user.Id, result.ValueOrNull!.Id);
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task Every_failure_to_sign_in_has_the_same_reason()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await world.User(provider, "ada");
        var gone = await world.User(provider, "gone");
        await world.Does((DeactivateUser use) => use.Handle(provider.GlobalAdmin, gone.UserId, CancellationToken.None));
        await world.Does((CreateUser use) => use.Handle(
            new NewUser(provider.Id, "silent@provider1.example", "Silent", "en", null, []), CancellationToken.None));

        Assert.All(
            [
                await SignIn(world, "ada@provider1.example", "wrong"),
                await SignIn(world, "nobody@provider1.example", World.Password),
                await SignIn(world, "gone@provider1.example", World.Password),
                await SignIn(world, "silent@provider1.example", ""),
                await SignIn(world, "ada@provider1.example", new string('x', 300)),
                await SignIn(world, new string('x', 300), World.Password),
            ],
            result => Assert.Equal([AccessReasons.SignInFailed], result.Decision.Reasons));
    }

    [Fact]
    public async Task Five_failures_lock_the_account_for_five_minutes_even_for_the_right_password()
    {
        await using var world = await World.Create();
        await world.User(await world.Provider(), "ada");
        for (var i = 0; i < 5; i++)
        {
            await SignIn(world, "ada@provider1.example", "wrong");
        }

        var locked = await SignIn(world, "ada@provider1.example", World.Password);
        await using (var db = world.Db())
        {
            var until = (await db.Users.SingleAsync()).LockoutEnd!.Value;
            Assert.InRange(until, DateTimeOffset.UtcNow.AddMinutes(4), DateTimeOffset.UtcNow.AddMinutes(5));
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, DateTimeOffset.UtcNow));
        }

        Assert.Null(locked.ValueOrNull);
        Assert.NotNull((await SignIn(world, "ada@provider1.example", World.Password)).ValueOrNull);
    }

    [Fact]
    public async Task Success_forgets_earlier_failures()
    {
        await using var world = await World.Create();
        await world.User(await world.Provider(), "ada");
        for (var i = 0; i < 12; i++)
        {
            await SignIn(world, "ada@provider1.example", i % 4 == 3 ? World.Password : "wrong");
        }

        Assert.NotNull((await SignIn(world, "ada@provider1.example", World.Password)).ValueOrNull);
    }

    [Fact]
    public async Task Guesses_at_the_same_time_are_all_counted()
    {
        await using var world = await World.Create();
        await world.User(await world.Provider(), "ada");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignIn(world, "ada@provider1.example", "wrong")));

        await using var db = world.Db();
        Assert.Equal(4, (await db.Users.SingleAsync()).AccessFailedCount);
    }

    [Theory]
    [Trait("Rule", "ROL-01")]
    [InlineData("short pass", "PASSWORD_TOO_WEAK")]
    [InlineData("aaaaaaaaaaaaaa", "PASSWORD_TOO_WEAK")]
    [InlineData("adaada is my name", "PASSWORD_TOO_WEAK")]
    [InlineData("", "PASSWORD_TOO_WEAK")]
    [InlineData("correct horse battery", null)]
    public async Task A_password_is_long_and_varied_and_not_the_name(string password, string? reason)
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var result = await world.Does((CreateUser use) => use.Handle(
            new NewUser(provider.Id, "adaada@provider1.example", "Ada", "en", password, []), CancellationToken.None));

        Assert.Equal(reason, result.Decision.Reasons.Select(r => r.Code).SingleOrDefault());
    }

    [Theory]
    [Trait("Rule", "ROL-01")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@provider1.example")]
    [InlineData("ada@x@provider1.example")]
    [InlineData("ada lovelace@provider1.example")]
    [InlineData("<b>@provider1.example")]
    public async Task A_user_name_looks_like_a_mail_address(string name)
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var result = await world.Does((CreateUser use) => use.Handle(
            new NewUser(provider.Id, name, "Ada", "en", World.Password, []), CancellationToken.None));

        Assert.Equal([AccessReasons.UserNameInvalid], result.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task A_user_name_is_unique_over_all_tenants_also_when_two_are_created_at_once()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Provider(), await world.Reseller());
        Task<Result<User>> Create(Participant tenant, string name) => world.Does((CreateUser use) => use.Handle(
            new NewUser(tenant.Id, name, "Ada", "en", null, [Role.SalesAgent]), CancellationToken.None));

        var results = await Task.WhenAll(
            Create(one, "ada@x.example"), Create(other, "ADA@x.example"), Create(one, "Ada@X.example"));

        Assert.Single(results, r => r.ValueOrNull is not null);
        Assert.All(
            results.Where(r => r.ValueOrNull is null),
            r => Assert.Equal([AccessReasons.UserNameTaken], r.Decision.Reasons));
        await using var db = world.Db();
        Assert.Equal((1, 1), (await db.Users.CountAsync(), await db.RoleAssignments.CountAsync()));
    }

    [Fact]
    [Trait("Rule", "ROL-06")]
    public async Task Nobody_gets_a_role_that_the_tenant_does_not_have()
    {
        await using var world = await World.Create();
        var customer = await world.Customer();

        var user = await world.Does((CreateUser use) => use.Handle(
            new NewUser(customer.Id, "ada@x.example", "Ada", "en", null, [Role.AdminAgent]), CancellationToken.None));
        var application = await world.Does((RegisterApplication use) => use.Handle(
            customer.Id, "Ordering", [Role.Auditor], CancellationToken.None));

        Assert.Equal([AccessReasons.RoleNotOfTenant.About(Role.AdminAgent)], user.Decision.Reasons);
        Assert.Equal([AccessReasons.RoleNotOfTenant.About(Role.Auditor)], application.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public async Task Two_global_admins_cannot_take_the_role_from_each_other_at_once()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        for (var round = 0; round < 5; round++)
        {
            var one = await world.User(provider, $"one{round}", Role.GlobalAdmin);
            var other = await world.User(provider, $"other{round}", Role.GlobalAdmin);
            await using (var db = world.Db())
            {
                await db.RoleAssignments.Where(a => a.UserId != one.Id && a.UserId != other.Id).ExecuteDeleteAsync();
            }

            var results = await Task.WhenAll(
                world.Does((AssignRoles use) => use.Handle(
                    provider.GlobalAdmin, one.UserId, [Role.SalesAgent], CancellationToken.None)),
                world.Does((DeactivateUser use) => use.Handle(
                    provider.GlobalAdmin, other.UserId, CancellationToken.None)));

            Assert.Equal(
                [AccessReasons.LastGlobalAdmin.About(Role.GlobalAdmin)], Assert.Single(results, r => r.ValueOrNull is null).Decision.Reasons);
        }
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public Task A_global_admin_stays_whenever_the_other_one_is_deactivated_while_it_loses_the_role() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var provider = await world.Provider();
            var one = await world.User(provider, "one", Role.GlobalAdmin);
            var other = await world.User(provider, "other", Role.GlobalAdmin);

            var (taken, deactivated, meeting) = await world.Meet(
                statement,
                (AssignRoles use) => use.Handle(
                    provider.GlobalAdmin, one.UserId, [Role.SalesAgent], CancellationToken.None),
                (DeactivateUser use) => use.Handle(provider.GlobalAdmin, other.UserId, CancellationToken.None));

            Assert.NotEqual(taken.Decision.IsGranted, deactivated?.Decision.IsGranted == true);
            return meeting != Meeting.None;
        });

    [Fact]
    public async Task Changing_roles_and_deactivating_leave_a_record()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var user = await world.User(provider, "ada", Role.SalesAgent);

        await world.Does((AssignRoles use) => use.Handle(
            provider.GlobalAdmin, user.UserId, [Role.SalesAgent, Role.AdminAgent], CancellationToken.None));
        await world.Does((DeactivateUser use) => use.Handle(provider.GlobalAdmin, user.UserId, CancellationToken.None));

        await using var db = world.Db();
        Assert.Equal(
            ["RolesAssigned", "UserDeactivated"],
            await db.Set<Kontor.Activity.ActivityRecord>().Select(r => r.Action).Order().ToListAsync());
        Assert.Equal(2, await db.RoleAssignments.CountAsync());
    }

    [Fact]
    public async Task A_user_of_another_tenant_does_not_exist()
    {
        await using var world = await World.Create();
        var user = await world.User(await world.Reseller(), "ada", Role.SalesAgent);
        var provider = await world.Provider();

        var result = await world.Does(
            (AssignRoles use) => use.Handle(provider.GlobalAdmin, user.UserId, [], CancellationToken.None));
        var gone = await world.Does(
            (DeactivateUser use) => use.Handle(provider.GlobalAdmin, user.UserId, CancellationToken.None));

        Assert.Equal([AccessReasons.UserNotFound], result.Decision.Reasons);
        Assert.Equal([AccessReasons.UserNotFound], gone.Decision.Reasons);
    }

    private static Task<Result<User>> SignIn(World world, string name, string password) =>
        world.Does((Kontor.Access.SignIn use) => use.Handle(name, password, CancellationToken.None));
}
