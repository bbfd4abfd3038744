using System.Net;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Tests.Site.Lists;

namespace Kontor.Tests.Tenants;

/// <summary>The pages on which an account's tenants are listed, linked and removed.</summary>
public sealed class TenantPageTests : IAsyncLifetime
{
    private World _world = null!;
    private Participant _account = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _account = await _world.Provider();
        _browser = new Browser(await _world.WholeServer());
        await _browser.SignIn(await _world.User(_account, "boss", Role.GlobalAdmin));
        await _browser.Open("/home?culture=en");
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    [Trait("Rule", "ACC-25")]
    [Trait("Rule", "ACC-26")]
    public async Task A_tenant_is_linked_gone_to_under_accounts_and_removed_by_the_forms_alone()
    {
        var (tenant, admin) = await _world.Lonely();

        var form = await _browser.Open("/settings/tenants/link");
        var shown = await _browser.Submit(form, "tenant", Filled(tenant, admin));
        var done = await _browser.Submit(shown, "confirm");
        var again = await _browser.Submit(shown, "confirm");
        var list = await _browser.Open("/settings/tenants");
        var accounts = await _browser.Open("/accounts");
        await _browser.Submit(accounts, "accounts", ("Form.User", $"{admin.Id}"));
        var there = await _browser.Open("/settings/tenants");
        await _browser.Submit(await _browser.Open("/accounts"), "accounts", ("Form.User", $"{BossId()}"));
        var question = await _browser.Open($"/settings/tenants/{tenant.Id}/remove");
        var removed = await _browser.Submit(question, "confirm");
        var afterwards = await _browser.Open("/accounts");

        Assert.Contains($"Link {tenant.Domain} to your account?", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(World.Password, shown.Html, StringComparison.Ordinal);
        Assert.EndsWith("?done=tenantLinked", done.Location, StringComparison.Ordinal);
        Assert.Equal(done.Location, again.Location);
        Assert.Contains("Linked tenant", list.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{admin.Id}\"", accounts.Html, StringComparison.Ordinal);
        Assert.Equal(["TENANTS_NEED_PRIMARY"], there.Reasons);
        Assert.Contains($"Remove {tenant.Domain} from your account?", question.Text, StringComparison.Ordinal);
        Assert.EndsWith("?done=tenantRemoved", removed.Location, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{admin.Id}\"", afterwards.Html, StringComparison.Ordinal);

        Guid BossId()
        {
            using var db = _world.Db();
            return db.Users.Single(user => user.TenantId == _account.Id).Id;
        }
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    public async Task A_failed_sign_in_keeps_what_was_typed_but_the_password()
    {
        var (tenant, admin) = await _world.Lonely();

        var refused = await _browser.Submit(
            await _browser.Open("/settings/tenants/link"), "tenant",
            ("Form.Tenant", tenant.Domain), ("Form.UserName", admin.UserName!), ("Form.Password", "wrong horse battery"));

        Assert.Equal((HttpStatusCode.Forbidden, "LINK_SIGN_IN_FAILED"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.Contains($"value=\"{admin.UserName}\"", refused.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong horse", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-25")]
    public async Task What_cannot_be_removed_says_why_and_another_accounts_tenant_is_not_there()
    {
        var primary = await _browser.Open($"/settings/tenants/{_account.Id}/remove");
        var foreign = await _browser.Open($"/settings/tenants/{(await _world.Reseller()).Id}/remove");

        Assert.Equal(["TENANT_IS_PRIMARY"], primary.Reasons);
        Assert.DoesNotContain("name=\"_handler\" value=\"confirm\"", primary.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "OWN_TENANT_NOT_FOUND"), (foreign.Status, Assert.Single(foreign.Reasons)));
    }

    [Fact]
    [Trait("Rule", "ACC-23")]
    [Trait("Rule", "ACC-45")]
    public async Task The_list_names_every_tenant_with_its_kind_cloud_country_and_enrollments_and_is_walked_searched_and_exported()
    {
        await _world.DirectPartner("US", ofSame: _account);
        for (var number = 0; number < 26; number++)
        {
            await _world.Customer(ofSame: _account);
        }

        await _world.Customer();
        var rising = await ListPages.Walk(_browser, "/settings/tenants?size=25");
        var falling = await ListPages.Walk(_browser, "/settings/tenants?size=25&sort=-domain");
        var byAge = await ListPages.Walk(_browser, "/settings/tenants?size=25&sort=created");
        var file = await ListPages.Export(_browser, "/settings/tenants/export?sort=domain");
        var partners = await ListPages.Export(_browser, "/settings/tenants/export?kind=Partner");

        Assert.Equal(28, rising.Distinct().Count());
        Assert.Equal(rising, falling.Reverse());
        Assert.Equal(28, byAge.Distinct().Count());
        Assert.Equal(28, file.Length - 1);
        Assert.Equal(2, partners.Length - 1);
        Assert.Contains(partners[1..], row => row.Contains("Germany") && row.Contains("Indirect provider: Active") && row.Contains("Primary tenant"));
        Assert.Contains(partners[1..], row => row.Contains("United States") && row.Contains("Public cloud") && row.Contains("Own tenant"));
        Assert.Single(ListPages.Names(await _browser.Open($"/settings/tenants?q={_account.Domain[..5]}&kind=Partner")));
        Assert.Single(ListPages.Names(await _browser.Open($"/settings/tenants?q={_account.Id}")));
    }

    [Fact]
    public async Task Whoever_may_only_look_is_told_who_may_link()
    {
        await _browser.SignIn(await _world.User(_account, "accounts", Role.AccountAdmin));

        var list = await _browser.Open("/settings/tenants");

        Assert.Contains("Global admins of the primary tenant", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings/tenants/link", list.Html, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Filled(Participant tenant, User admin) =>
        [("Form.Tenant", tenant.Domain), ("Form.UserName", admin.UserName!), ("Form.Password", World.Password)];
}
