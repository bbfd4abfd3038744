using System.Net;
using Kontor.Access;

namespace Kontor.Tests.Site;

/// <summary>Changing between accounts in which one browser is signed in.</summary>
public sealed class AccountsPageTests
{
    [Fact]
    [Trait("Rule", "ACC-26")]
    public async Task Somebody_who_works_for_two_organizations_changes_between_them_without_a_password()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        var (first, second) = (await world.User(await world.Provider(), "ada"), await world.User(await world.Reseller(), "bob"));
        await browser.SignIn(first);
        await browser.SignIn(second);

        var accounts = await browser.Open("/accounts");
        var changed = await browser.Submit(accounts, "accounts", ("Form.User", $"{first.Id}"));
        var back = await browser.Open("/accounts");

        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        Assert.EndsWith("/home", changed.Location, StringComparison.Ordinal);
        Assert.Contains($"value=\"{first.Id}\"", accounts.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{second.Id}\"", back.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{first.Id}\"", back.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-26")]
    public async Task Nobody_goes_to_an_account_in_which_the_browser_was_not_signed_in()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        var (own, other) = (await world.User(await world.Provider(), "ada"), await world.User(await world.Reseller(), "bob"));
        await browser.SignIn(own);

        var refused = await browser.Submit(await browser.Open("/accounts"), "accounts", ("Form.User", $"{other.Id}"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.DoesNotContain(other.UserName!, refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-26")]
    public async Task Signing_out_ends_every_account_and_a_deactivated_one_cannot_be_gone_to()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        using var browser = new Browser(server);
        var (first, second) = (await world.User(await world.Provider(), "ada"), await world.User(await world.Reseller(), "bob"));
        await browser.SignIn(first);
        await browser.SignIn(second);
        var accounts = await browser.Open("/accounts");

        await using (var db = world.Db())
        {
            db.Users.Single(u => u.Id == first.Id).DeactivatedAt = DateTimeOffset.UtcNow;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var refused = await browser.Submit(accounts, "accounts", ("Form.User", $"{first.Id}"));
        var leaving = await browser.Open("/signout?returnUrl=%2Fhome");
        await browser.Submit(leaving, "signout");
        await browser.SignIn(second);
        var afresh = await browser.Open("/accounts");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.DoesNotContain("name=\"Form.User\"", afresh.Html, StringComparison.Ordinal);
    }
}
