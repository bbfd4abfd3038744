using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Locations;
using Kontor.Tests.Site;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Users;

/// <summary>ROL-12: referral roles count for the whole company or for some of its locations.</summary>
public sealed class RoleScopeTests : IAsyncLifetime
{
    private World _world = null!;
    private Participant _provider = null!;
    private User _ada = null!;
    private string _second = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _provider = await _world.Staffed();
        _ada = await _world.User(_provider, "ada", Role.SalesAgent);
        _second = await _world.Location(_provider, _provider.Market);
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    [Trait("Rule", "ROL-12")]
    public async Task A_scope_is_stored_changed_kept_and_gone_with_the_role()
    {
        await Given(RoleScope.Of(_provider.NetworkId!, _second), Role.ReferralsUser);
        var two = await Scope();
        await Given(RoleScope.Of(_second), Role.ReferralsUser);
        var one = await Scope();
        await Given(null, Role.ReferralsUser, Role.HelpdeskAgent);
        var kept = await Scope();
        await Given(RoleScope.WholeCompany, Role.ReferralsUser);
        var whole = await Scope();
        await Given(null, Role.SalesAgent);
        var gone = await Scope();

        Assert.Equal(RoleScope.Of(_provider.NetworkId!, _second), two);
        Assert.Equal(RoleScope.Of(_second), one);
        Assert.Equal(RoleScope.Of(_second), kept);
        Assert.Equal(RoleScope.WholeCompany, whole);
        Assert.Null(gone);
        await using var db = _world.Db();
        Assert.Empty(await db.RoleLocations.ToListAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ROL-12")]
    public async Task Without_a_scope_with_foreign_locations_or_by_somebody_else_it_is_refused()
    {
        var other = await _world.Reseller();
        await Given(RoleScope.Of(_second), Role.ReferralsUser);

        var missing = await Assign(_provider.GlobalAdmin, Role.ReferralsAdmin, null);
        var foreign = await Assign(_provider.GlobalAdmin, Role.ReferralsAdmin, RoleScope.Of(other.NetworkId!));
        var without = await Assign(_provider.GlobalAdmin, Role.SalesAgent, RoleScope.WholeCompany);
        var widened = await Assign(_provider.As(Role.UserManagementAdmin), Role.ReferralsUser, RoleScope.WholeCompany);
        var added = await _world.AddsUser(_provider.GlobalAdmin, "new@x.example", Role.ReferralsUser);

        Assert.Equal(["SCOPE_MISSING"], Codes(missing));
        Assert.Equal(["SCOPE_LOCATION_UNKNOWN"], Codes(foreign));
        Assert.Equal(["SCOPE_WITHOUT_ROLE"], Codes(without));
        Assert.Equal(["ROLE_NOT_GIVEN_BY_YOU"], Codes(widened));
        Assert.Equal(["SCOPE_MISSING"], added.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(RoleScope.Of(_second), await Scope());
    }

    [Fact]
    [Trait("Rule", "ROL-12")]
    public async Task A_removed_location_leaves_the_scope_and_the_last_one_leaves_nothing()
    {
        await Given(RoleScope.Of(_second), Role.ReferralsUser);
        var vendor = await _world.Vendor();

        var deleted = await _world.Does((DeleteLocation use) => use.Handle(
            vendor.GlobalAdmin, _provider.Id, _second, "The partner asked for it by phone.", true, Cancel));
        var empty = await Scope();
        var unmoved = await Assign(_provider.As(Role.UserManagementAdmin), [Role.ReferralsUser, Role.BillingAdmin], null);

        Assert.True(deleted.Decision.IsGranted);
        Assert.True(empty!.IsEmpty);
        Assert.False(ReferralScope.MayCreateDeal(
            ImmutableDictionary<Role, RoleScope>.Empty.Add(Role.ReferralsUser, empty), _provider.NetworkId!, true).IsGranted);
        Assert.True(unmoved.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "ROL-12")]
    public async Task A_location_that_is_deleted_while_it_is_given_is_in_no_scope()
    {
        var vendor = await _world.Vendor();

        var given = Assign(_provider.GlobalAdmin, Role.ReferralsUser, RoleScope.Of(_second));
        var deleted = _world.Does((DeleteLocation use) => use.Handle(
            vendor.GlobalAdmin, _provider.Id, _second, "The partner asked for it by phone.", true, Cancel));
        await Task.WhenAll(given, deleted);

        Assert.True((await deleted).Decision.IsGranted);
        Assert.Contains(string.Join(' ', Codes(await given)), (string[])["", "SCOPE_LOCATION_UNKNOWN"]);
        await using var db = _world.Db();
        Assert.Empty(await db.RoleLocations.ToListAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ROL-12")]
    public async Task The_scope_is_chosen_with_the_role_shown_listed_exported_and_read_again()
    {
        using var browser = new Browser(await _world.WholeServer());
        await browser.SignIn(await _world.User(_provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");
        var page = await browser.Open($"/settings/users/{_ada.Id}");

        var refused = await browser.SubmitMany(page, "roles", ("Form.Roles", "ReferralsUser"));
        var done = await browser.SubmitMany(
            page, "roles", ("Form.Roles", "ReferralsUser"), ("Form.ReferralsUserScope", "some"),
            ("Form.ReferralsUserLocations", _second));
        var shown = await browser.Open($"/settings/users/{_ada.Id}");
        var list = await browser.Open("/settings/users?role=ReferralsUser");
        var export = await browser.Open("/settings/users/export?role=ReferralsUser&format=csv");
        using var own = browser.Beside();
        await own.SignIn(_ada);
        await own.Open("/home?culture=en");
        var profile = await own.Open("/settings/profile");

        Assert.Equal(["SCOPE_MISSING"], refused.Reasons);
        Assert.EndsWith("?done=rolesUpdated", done.Location, StringComparison.Ordinal);
        Assert.Matches($"value=\"{_second}\"[^>]*checked", shown.Html);
        Assert.Contains($"Referrals user for: {_second}", list.Text, StringComparison.Ordinal);
        Assert.Contains($"Counts for: {_second}.", profile.Text, StringComparison.Ordinal);
        Assert.Matches(new Regex($"ada@.*{_second}"), export.Html);
    }

    [Theory]
    [Trait("Rule", "ROL-12")]
    [InlineData("whole company", true, "")]
    [InlineData("Gesamtes Unternehmen", true, "")]
    [InlineData("4900001; 4000001", false, "4000001 4900001")]
    public void A_file_names_the_locations(string written, bool isWhole, string locations)
    {
        var row = UserFile.Read(
            $"name,email,roles,referrals user locations\nAda,ada@x.example,ReferralsUser,\"{written}\"\n", "en").ValueOrNull!.Single();

        var scope = row.Wish.Scopes[Role.ReferralsUser];
        Assert.Equal((isWhole, locations), (scope.IsWholeCompany, string.Join(' ', scope.Locations)));
    }

    private static IEnumerable<string> Codes(Result<User> result) => result.Decision.Reasons.Select(reason => reason.Code);

    private async Task Given(RoleScope? scope, params Role[] roles) =>
        Assert.Empty((await Assign(_provider.GlobalAdmin, roles, scope)).Decision.Reasons);

    private Task<Result<User>> Assign(Actor actor, Role role, RoleScope? scope) => Assign(actor, [role], scope);

    private Task<Result<User>> Assign(Actor actor, Role[] roles, RoleScope? scope)
    {
        var scopes = ImmutableDictionary<Role, RoleScope>.Empty;
        return _world.Does((AssignRoles use) => use.Handle(
            actor, _ada.UserId, [.. roles], scope is null ? scopes : scopes.Add(roles[0], scope), Cancel));
    }

    private async Task<RoleScope?> Scope() =>
        (await _world.Does((UserQueries use) => use.Find(_provider.GlobalAdmin, _ada.UserId, Cancel)))!
            .Scopes.GetValueOrDefault(Role.ReferralsUser);
}
