using System.Net;
using Kontor.Kernel;

namespace Kontor.Tests.Site;

public sealed class SignInPageTests
{
    [Theory]
    [InlineData("/resellers?name=A", "/resellers?name=A")]
    [InlineData(null, "/home")]
    [InlineData("/", "/home")]
    [InlineData("https://evil.example/home", "/home")]
    [InlineData("//evil.example/home", "/home")]
    [InlineData("/\\evil.example", "/home")]
    [InlineData("/\t/evil.example", "/home")]
    public async Task Signing_in_leads_to_the_page_that_was_wanted_and_never_to_another_server(string? wish, string target)
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());

        var page = await browser.SignIn(await world.User(await world.Provider(), "ada", Role.GlobalAdmin), wish);

        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal(target, new Uri(new Uri("http://localhost"), page.Location).PathAndQuery);
    }

    [Fact]
    [Trait("Rule", "REL-15")]
    public async Task Whoever_follows_a_link_signs_in_and_comes_back_to_it()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());

        var page = await browser.Open("/invitations/partner/abc");

        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal("/signin?returnUrl=%2Finvitations%2Fpartner%2Fabc", page.Location);
    }

    [Fact]
    public async Task A_failed_sign_in_says_why_and_keeps_the_user_name_but_not_the_password()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());

        var page = await browser.Submit(
            await browser.Open("/signin"), "signin", ("Form.UserName", "ada@x.example"), ("Form.Password", "wrong password"));

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal(["SIGN_IN_FAILED"], page.Reasons);
        Assert.Equal("ada@x.example", page.Form("signin")["Form.UserName"]);
        Assert.DoesNotContain("wrong password", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Provider(), "ada", Role.SalesAgent));
        var before = await browser.Open("/home");

        var page = await browser.Submit(await browser.Open("/signout?returnUrl=%2Fcustomers"), "signout");

        var after = await browser.Open("/home");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (before.Status, after.Status));
        Assert.EndsWith("/signin?returnUrl=%2Fcustomers", page.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        var user = await world.User(await world.Provider(), "ada");

        var page = await browser.Post(
            "/signin", ("_handler", "signin"), ("Form.UserName", user.UserName!), ("Form.Password", World.Password));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("could not be understood", page.Text, StringComparison.Ordinal);
    }
}
