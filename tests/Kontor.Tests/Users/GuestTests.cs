using System.Net;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Users;

/// <summary>ROL-02: people whose home is another directory.</summary>
public sealed class GuestTests : IAsyncLifetime
{
    private World _world = null!;
    private Participant _provider = null!;
    private Participant _reseller = null!;
    private User _ada = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        (_provider, _reseller) = (await _world.Staffed(), await _world.Reseller());
        _ada = await _world.User(_reseller, "ada", Role.SalesAgent);
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task A_guest_has_the_name_of_the_account_at_home_and_no_password_here()
    {
        var guest = (await Adds(_provider.GlobalAdmin, Role.MembershipPartnerAdmin)).ValueOrNull!;

        var signedIn = await _world.Does((SignIn use) => use.Handle(_ada.UserName!, World.Password, Cancel));
        var reset = await _world.Does((ResetPassword use) => use.Handle(_provider.GlobalAdmin, guest.UserId, Cancel));
        var chosen = await _world.Does((ChoosePassword use) => use.Handle(
            _provider.As(Role.MembershipPartnerAdmin) with { UserId = guest.UserId }, World.Password, "another horse battery", Cancel));
        var row = await _world.Does((UserQueries use) => use.Find(_provider.GlobalAdmin, guest.UserId, Cancel));

        Assert.Equal(_ada.Id, signedIn.ValueOrNull!.Id);
        Assert.Equal([AccessReasons.GuestHasNoPassword], reset.Decision.Reasons);
        Assert.Equal([AccessReasons.GuestHasNoPassword], chosen.Decision.Reasons);
        Assert.Equal(
            (_ada.UserName, _reseller.Domain, true, UserState.Active),
            (row!.UserName, row.HomeDirectory, row.IsGuest, row.State));
        Assert.Equal([Role.MembershipPartnerAdmin], row.Roles);
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task A_role_beyond_the_three_is_refused_when_adding_and_later()
    {
        var refused = await Adds(_provider.GlobalAdmin, Role.SalesAgent, Role.ReferralsUser);
        var guest = (await Adds(_provider.GlobalAdmin)).ValueOrNull!;
        var later = await Assigns(guest, Role.AdminAgent);
        var given = await Assigns(guest, Role.BusinessProfileAdmin);

        Assert.Equal(["ROLE_NOT_FOR_GUESTS", "ROLE_NOT_FOR_GUESTS"], refused.Decision.Reasons.Select(r => r.Code));
        Assert.Equal(["ROLE_NOT_FOR_GUESTS"], later.Decision.Reasons.Select(r => r.Code));
        Assert.True(given.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task Whoever_is_not_there_is_at_home_here_or_is_a_guest_already_is_not_added()
    {
        var own = await _world.User(_provider, "own");
        var gone = await _world.User(_reseller, "gone");
        await _world.Does((DeactivateUser use) => use.Handle(_reseller.GlobalAdmin, gone.UserId, Cancel));
        var elsewhere = await _world.Reseller(cloud: Cloud.China);
        var far = await _world.User(elsewhere, "far");

        string[] codes =
        [
            await Code(_provider.GlobalAdmin, _ada.UserName!, _provider.Domain),
            await Code(_provider.GlobalAdmin, "nobody@x.example", _reseller.Domain),
            await Code(_provider.GlobalAdmin, gone.UserName!, _reseller.Domain),
            await Code(_provider.GlobalAdmin, far.UserName!, elsewhere.Domain),
            await Code(_provider.GlobalAdmin, own.UserName!, _provider.Domain),
            await Code((await _world.Customer()).GlobalAdmin, _ada.UserName!, _reseller.Domain),
            await Code(_provider.GlobalAdmin, _ada.UserName!, _reseller.Domain),
            await Code(_provider.GlobalAdmin, _ada.UserName!, _reseller.Domain),
        ];

        Assert.Equal(
            [
                "GUEST_UNKNOWN", "GUEST_UNKNOWN", "GUEST_UNKNOWN", "GUEST_UNKNOWN", "GUEST_IS_AT_HOME",
                "GUESTS_NOT_OF_TENANT", "", "GUEST_ALREADY_THERE",
            ],
            codes);
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    [Trait("Rule", "ROL-06")]
    public async Task User_management_admins_add_guests_without_giving_them_a_business_role()
    {
        var admin = _provider.As(Role.UserManagementAdmin);

        var refused = await Adds(admin, Role.ReferralsAdmin);
        var added = await Adds(admin);

        Assert.Equal(["ROLE_NOT_GIVEN_BY_YOU"], refused.Decision.Reasons.Select(r => r.Code).Distinct());
        Assert.True(added.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task Of_several_who_add_the_same_guest_at_once_one_does()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Adds(_provider.GlobalAdmin)));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal([UserReasons.GuestAlreadyThere], result.Decision.Reasons));
        await using var db = _world.Db();
        Assert.Equal(1, await db.Users.CountAsync(u => u.HomeUserId == _ada.Id, Cancel));
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    [Trait("Rule", "ACC-26")]
    public async Task A_guest_signs_in_at_home_changes_to_the_tenant_and_is_out_at_once_when_either_account_ends()
    {
        var server = await _world.WholeServer();
        using var boss = new Browser(server);
        await boss.SignIn(await _world.User(_provider, "boss", Role.GlobalAdmin));
        await boss.Open("/home?culture=en");
        var done = await boss.Submit(
            await boss.Open("/settings/users/guests/new"), "guest", ("Form.FullName", "Ada Guest"),
            ("Form.UserName", _ada.UserName!), ("Form.HomeDirectory", _reseller.Domain), ("Form.Language", "en"));
        Assert.Empty(done.Reasons);
        Assert.EndsWith("?done=guestAdded", done.Location, StringComparison.Ordinal);
        await using var db = _world.Db();
        var guest = await db.Users.SingleAsync(u => u.HomeUserId == _ada.Id, Cancel);
        using var browser = new Browser(server);
        await browser.SignIn(_ada);

        await browser.Open("/home?culture=en");
        var accounts = await browser.Open("/accounts");
        var gone = await browser.Submit(accounts, "accounts", ("Form.User", $"{guest.Id}"));
        var profile = await browser.Open("/settings/profile");
        var closed = await browser.Open("/settings/users");
        var password = await browser.Open("/settings/password");
        var way = await browser.Open("/accounts");
        var given = await boss.SubmitMany(
            await boss.Open($"/settings/users/{guest.Id}"), "roles", ("Form.Roles", nameof(Role.MembershipPartnerAdmin)));
        Assert.EndsWith("?done=rolesUpdated", given.Location, StringComparison.Ordinal);
        var open = await browser.Open("/settings/users?columns=home");
        var page = await boss.Open($"/settings/users/{guest.Id}");
        var question = await boss.Open($"/settings/users/{guest.Id}/deactivate");
        await boss.Submit(question, "confirm");
        var out1 = await browser.Open("/settings/profile");
        await browser.SignIn(_ada);
        var without = await browser.Open("/accounts");
        await boss.Submit(await boss.Open($"/settings/users/{guest.Id}/reactivate"), "confirm");
        await browser.Submit(await browser.Open("/accounts"), "accounts", ("Form.User", $"{guest.Id}"));
        var back = await browser.Open("/settings/profile");
        using var admin = new Browser(server);
        await admin.SignIn(await _world.User(_reseller, "admin", Role.GlobalAdmin));
        await admin.Submit(await admin.Open($"/settings/users/{_ada.Id}/deactivate"), "confirm");
        var out2 = await browser.Open("/settings/profile");

        Assert.Contains("Guest", accounts.Text, StringComparison.Ordinal);
        Assert.EndsWith("/home", gone.Location, StringComparison.Ordinal);
        Assert.Contains($"Your account at {_provider.Name}", profile.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings/password", profile.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, closed.Status);
        Assert.Equal(["GUEST_HAS_NO_PASSWORD"], password.Reasons);
        Assert.Contains($"value=\"{_ada.Id}\"", way.Html, StringComparison.Ordinal);
        Assert.Contains($"Guest from {_reseller.Domain}", open.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/reset\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"SalesAgent\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("The account at home stays as it is.", question.Text, StringComparison.Ordinal);
        Assert.Contains("/signin?returnUrl=", out1.Location, StringComparison.Ordinal);
        Assert.DoesNotContain($"{guest.Id}", without.Html, StringComparison.Ordinal);
        Assert.Contains($"Your account at {_provider.Name}", back.Text, StringComparison.Ordinal);
        Assert.Contains("/signin?returnUrl=", out2.Location, StringComparison.Ordinal);
    }

    private Task<Result<User>> Adds(Actor actor, params Role[] roles) => Adds(actor, _ada.UserName!, _reseller.Domain, roles);

    private Task<Result<User>> Adds(Actor actor, string userName, string directory, params Role[] roles) =>
        _world.Does((AddGuest use) => use.Handle(
            actor, new UserWish("Ada Guest", userName, "en", [.. roles]) { HomeDirectory = directory }, Cancel));

    private async Task<string> Code(Actor actor, string userName, string directory) =>
        string.Join(" ", (await Adds(actor, userName, directory)).Decision.Reasons.Select(reason => reason.Code));

    private Task<Result<User>> Assigns(User guest, params Role[] roles) => _world.Does((AssignRoles use) =>
        use.Handle(_provider.GlobalAdmin, guest.UserId, [.. roles], Cancel));
}
