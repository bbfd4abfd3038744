using System.Net;
using System.Text.RegularExpressions;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Users;

public sealed class UserPageTests : IAsyncLifetime
{
    private World _world = null!;
    private Participant _provider = null!;
    private User _boss = null!;
    private Browser _browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _provider = await _world.Staffed();
        _boss = await _world.User(_provider, "boss", Role.GlobalAdmin);
        _browser = new Browser(await _world.WholeServer());
        await _browser.SignIn(_boss);
        await _browser.Open("/home?culture=en");
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task A_user_is_added_and_the_password_stands_on_that_page_alone()
    {
        var form = await _browser.Open("/settings/users/new");
        (string, string)[] fields =
        [
            ("Form.FullName", "Ada <b>Lovelace</b>"), ("Form.UserName", "ada@provider.example"),
            ("Form.Roles", "SalesAgent"), ("_requestKey", $"{Guid.NewGuid()}"),
        ];

        var shown = await _browser.Submit(form, "user", fields);
        var again = await _browser.Submit(form, "user", fields);
        var password = Regex.Match(shown.Html, "<code>([a-z2-9-]{23})</code>").Groups[1].Value;
        var list = await _browser.Open("/settings/users?q=ada%40");
        var user = await _browser.Open(Regex.Match(list.Html, "/settings/users/[0-9a-f-]{36}").Value);

        Assert.Equal(23, password.Length);
        Assert.Contains("Ada <b>Lovelace</b> was added.", shown.Text, StringComparison.Ordinal);
        Assert.Contains(password, again.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(password, list.Html + user.Html, StringComparison.Ordinal);
        Assert.Contains("Must choose a password", user.Text, StringComparison.Ordinal);
        await using var db = _world.Db();
        Assert.Equal(1, await db.Users.CountAsync(u => u.UserName == "ada@provider.example", Cancel));
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task A_user_is_added_without_any_role()
    {
        var form = await _browser.Open("/settings/users/new");

        var shown = await _browser.Submit(form, "user", ("Form.FullName", "Ada"), ("Form.UserName", "ada@provider.example"));

        Assert.Contains("Ada was added.", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_what_was_typed_stays()
    {
        var form = await _browser.Open("/settings/users/new");

        var refused = await _browser.Submit(
            form, "user", ("Form.FullName", "Ada"), ("Form.UserName", "nonsense"), ("Form.Roles", "SalesAgent"));

        Assert.Equal(["USER_NAME_INVALID"], refused.Reasons);
        Assert.Contains("value=\"nonsense\"", refused.Html, StringComparison.Ordinal);
        Assert.Matches("value=\"SalesAgent\"[^>]*checked", refused.Html);
    }

    [Fact]
    [Trait("Rule", "ENR-32")]
    public async Task The_first_admin_is_told_to_tick_admin_agent_and_may_add_users_afterwards()
    {
        var reseller = await _world.Reseller();
        var admin = await _world.User(reseller, "admin", Role.GlobalAdmin);
        await _browser.SignIn(admin);

        var before = await _browser.Open("/settings/users");
        var refused = await _browser.Open("/settings/users/new");
        var own = await _browser.Open($"/settings/users/{admin.Id}");
        var done = await _browser.SubmitMany(own, "roles", ("Form.Roles", "GlobalAdmin"), ("Form.Roles", "AdminAgent"));
        var after = await _browser.Open("/settings/users/new");

        Assert.Equal(["NO_ADMIN_AGENT"], before.Reasons);
        Assert.Equal((HttpStatusCode.Conflict, "NO_ADMIN_AGENT"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.EndsWith("?done=rolesUpdated", done.Location, StringComparison.Ordinal);
        Assert.Empty(after.Reasons);
    }

    [Fact]
    [Trait("Rule", "ROL-05")]
    public async Task The_last_global_admin_keeps_the_role_and_the_access()
    {
        var own = await _browser.Open($"/settings/users/{_boss.Id}");
        var confirmation = await _browser.Open($"/settings/users/{_boss.Id}/deactivate");

        var roles = await _browser.SubmitMany(own, "roles", ("Form.Roles", "SalesAgent"));
        var deactivated = await _browser.Submit(confirmation, "confirm");

        Assert.Equal(["LAST_GLOBAL_ADMIN"], roles.Reasons);
        Assert.Equal(["LAST_GLOBAL_ADMIN"], deactivated.Reasons);
    }

    [Fact]
    public async Task Deactivation_is_confirmed_ends_the_users_session_at_once_and_can_be_undone()
    {
        var user = await _world.User(_provider, "ada", Role.SalesAgent);
        using var theirs = _browser.Beside();
        await theirs.SignIn(user);
        Assert.Equal(HttpStatusCode.OK, (await theirs.Open("/customers")).Status);

        var question = await _browser.Open($"/settings/users/{user.Id}/deactivate");
        var done = await _browser.Submit(question, "confirm");
        var thrownOut = await theirs.Open("/customers");
        var page = await _browser.Open($"/settings/users/{user.Id}");
        var back = await _browser.Submit(await _browser.Open($"/settings/users/{user.Id}/reactivate"), "confirm");

        Assert.Contains("The user is signed out at once", question.Text, StringComparison.Ordinal);
        Assert.EndsWith("?done=userDeactivated", done.Location, StringComparison.Ordinal);
        Assert.Contains("/signin?returnUrl=", thrownOut.Location, StringComparison.Ordinal);
        Assert.Contains("Deactivated since", page.Text, StringComparison.Ordinal);
        Assert.EndsWith("?done=userReactivated", back.Location, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ROL-03")]
    public async Task A_reset_is_confirmed_and_shows_the_new_password()
    {
        var user = await _world.User(_provider, "ada", Role.SalesAgent);

        var shown = await _browser.Submit(await _browser.Open($"/settings/users/{user.Id}/reset"), "confirm");
        var password = Regex.Match(shown.Html, "<code>([a-z2-9-]{23})</code>").Groups[1].Value;
        var log = await _browser.Open($"/settings/users/{user.Id}?tab=activity");

        Assert.NotNull((await _world.Does((SignIn use) => use.Handle(user.UserName!, password, Cancel))).ValueOrNull);
        Assert.Contains("The password of ada@", log.Text.Replace("\u200b", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenants_user_is_not_there()
    {
        var foreign = await _world.User(await _world.Reseller(), "foreign", Role.SalesAgent);

        foreach (var path in (string[])["", "/reset", "/deactivate", "/reactivate"])
        {
            var page = await _browser.Open($"/settings/users/{foreign.Id}{path}");
            var missing = await _browser.Open($"/settings/users/{Guid.NewGuid()}{path}");

            Assert.Equal((HttpStatusCode.NotFound, "USER_NOT_FOUND"), (page.Status, Assert.Single(page.Reasons)));
            Assert.Equal((missing.Status, missing.Text), (page.Status, page.Text));
        }
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    [Trait("Rule", "ROL-04")]
    public async Task A_user_without_a_role_sees_the_own_profile_and_who_can_change_that()
    {
        var user = await _world.User(_provider, "nobody");
        await _browser.SignIn(user);

        var home = await _browser.Open("/home");
        var profile = await _browser.Open("/settings/profile");

        Assert.EndsWith("/settings/profile", home.Location, StringComparison.Ordinal);
        Assert.Contains("You have no role yet", profile.Text, StringComparison.Ordinal);
        Assert.Contains("boss", profile.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("agent@", profile.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/catalogue\"", profile.Html, StringComparison.Ordinal);
        foreach (var path in (string[])["/settings/users", "/settings/roles", "/customers", "/orders", "/activity"])
        {
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await _browser.Open(path)).Status));
        }
    }

    [Theory]
    [Trait("Rule", "ROL-10")]
    [Trait("Rule", "ROL-11")]
    [InlineData("", 16, 5)]
    [InlineData("?role=HelpdeskAgent", 1, 1)]
    [InlineData("?role=Auditor", 16, 5)]
    public async Task The_roles_are_shown_as_the_table_has_them(string query, int columns, int tables)
    {
        var page = await _browser.Open("/settings/roles" + query);

        Assert.Equal(columns + (2 * tables), Regex.Count(page.Html, "<th scope=\"col\">"));
        Assert.Contains("Administer on behalf of a customer", page.Text, StringComparison.Ordinal);
        Assert.Equal(columns > 1, page.Text.Contains("Set spending budgets", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "ROL-11")]
    public async Task A_membership_partner_admin_sees_who_holds_which_role_and_changes_nobody()
    {
        var user = await _world.User(_provider, "ada", Role.ReportViewer);
        var member = await _world.User(_provider, "member", Role.MembershipPartnerAdmin);
        await _browser.SignIn(member);

        var list = await _browser.Open("/settings/users?role=ReportViewer");
        var page = await _browser.Open($"/settings/users/{user.Id}");
        var given = await _browser.SubmitMany(page, "roles", ("Form.Roles", "AccountAdmin"));

        Assert.Contains("report viewer", list.Text, StringComparison.Ordinal);
        Assert.Matches("value=\"ReportViewer\"[^>]*checked[^>]*disabled", page.Html);
        Assert.DoesNotContain("Update roles", page.Text, StringComparison.Ordinal);
        Assert.Equal(["ROLE_LACKS_PERMISSION"], given.Reasons);
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.Open("/settings/users/new")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.Open($"/settings/users/{user.Id}/deactivate")).Status);
    }

    [Fact]
    [Trait("Rule", "ROL-13")]
    public async Task The_vendors_operator_gives_the_vendors_roles_and_the_auditor_only_looks()
    {
        var vendor = await _world.Vendor();
        var (operator_, auditor) = (await _world.User(vendor, "op", Role.ProgramOperator), await _world.User(vendor, "au", Role.Auditor));
        await _browser.SignIn(operator_);
        var page = await _browser.Open($"/settings/users/{auditor.Id}");
        var given = await _browser.SubmitMany(page, "roles", ("Form.Roles", "Auditor"), ("Form.Roles", "CatalogManager"));
        await _browser.SignIn(await _world.User(vendor, "only", Role.Auditor));
        var seen = await _browser.Open($"/settings/users/{auditor.Id}");
        var refused = await _browser.SubmitMany(seen, "roles", ("Form.Roles", "Auditor"), ("_requestKey", $"{Guid.NewGuid()}"));

        Assert.EndsWith("?done=rolesUpdated", given.Location, StringComparison.Ordinal);
        Assert.Contains("Catalog manager", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Update roles", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Fact]
    [Trait("Rule", "ROL-04")]
    public async Task The_list_and_its_export_are_narrowed_by_role()
    {
        await _world.User(_provider, "seller", Role.SalesAgent);

        var list = await _browser.Open("/settings/users?role=GlobalAdmin");
        var file = await _browser.Open("/settings/users/export?format=csv&role=GlobalAdmin");

        Assert.Contains("boss", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("seller", list.Text, StringComparison.Ordinal);
        Assert.Equal(2, file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("seller", file.Html, StringComparison.Ordinal);
    }
}
