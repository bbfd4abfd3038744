using System.Net;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Site;

/// <summary>The page on partner types, situations and regions.</summary>
public sealed class GuidePageTests
{
    [Theory]
    [Trait("Rule", "ROL-08")]
    [Trait("Rule", "ROL-16")]
    [Trait("Rule", "REG-10")]
    [InlineData("en", "Eight situations", "Germany")]
    [InlineData("de", "Acht Fälle", "Deutschland")]
    [InlineData("nl", "Acht situaties", "Duitsland")]
    public async Task Every_partner_user_reads_the_types_the_eight_situations_and_all_markets(
        string language, string heading, string market)
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        using var browser = new Browser(server);
        await browser.SignIn(await world.User(await world.Reseller(), "account", Role.AccountAdmin));
        await browser.Open($"/home?culture={language}");

        var page = await browser.Open("/program");
        var help = await browser.Open("/help");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(heading, page.Text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 8), number =>
            Assert.Contains($"id=\"situation-{number}\"", page.Html, StringComparison.Ordinal));
        Assert.Contains(market, page.Text, StringComparison.Ordinal);
        Assert.Equal(
            server.Services.GetRequiredService<Markets>().All.Count,
            page.Html.Split("<ul class=\"columns\"").Skip(1).Sum(list => list.Split("</ul>")[0].Split("<li>").Length - 1));
        Assert.Contains("href=\"/program\"", help.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ROL-16")]
    public async Task Customers_are_not_shown_what_is_for_partners()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Customer(), "boss", Role.GlobalAdmin));

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/program")).Status);
        Assert.DoesNotContain("href=\"/program\"", (await browser.Open("/help")).Html, StringComparison.Ordinal);
    }
}
