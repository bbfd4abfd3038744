using Kontor.Kernel;

namespace Kontor.Tests.Site;

/// <summary>What whoever thinks of joining is told, and what the words mean.</summary>
public sealed class StartAndHelpTests
{
    [Theory]
    [InlineData(
        "en", "Do more than resell licenses", "Work closely with your customers", "Find new things to sell",
        "go digital faster", "Earn from additional sources")]
    [InlineData(
        "de", "Mehr als Lizenzen weiterverkaufen", "Eng mit Ihren Kunden arbeiten", "Neue Verkaufschancen finden",
        "schneller digital zu werden", "Aus zusätzlichen Quellen verdienen")]
    [Trait("Rule", "ACC-10")]
    public async Task The_start_names_what_taking_part_brings(string language, params string[] gains)
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer(), language);

        var start = await browser.Open("/");

        Assert.All(gains, gain => Assert.Contains(gain, start.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "en", "Why many begin as a reseller", "An experienced provider works with you", "You need no large investment",
        "solutions of the vendor and of others", "need not build billing and support from end to end",
        "more time for your own solutions and for your customers")]
    [InlineData(
        "de", "Warum viele als Vertriebspartner beginnen", "Ein erfahrener Anbieter arbeitet mit Ihnen",
        "keine große Investition", "Lösungen des Herstellers und anderer",
        "Abrechnung und Support nicht vollständig selbst aufbauen", "mehr Zeit für eigene Lösungen und für Ihre Kunden")]
    [Trait("Rule", "ACC-07")]
    public async Task The_start_says_why_many_begin_as_a_reseller(string language, params string[] reasons)
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer(), language);

        var start = await browser.Open("/");

        Assert.All(reasons, reason => Assert.Contains(reason, start.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Indirect provider", "Also called distributor")]
    [InlineData("de", "Indirekter Anbieter", "Auch Distributor genannt")]
    [InlineData("nl", "Indirecte provider", "Ook distributeur genoemd")]
    public async Task Help_says_that_a_provider_is_called_distributor_too(string language, string term, string meaning)
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Reseller(), "ada", Role.SalesAgent));
        await browser.Open($"/help?culture={language}");

        var help = await browser.Open("/help");

        Assert.Contains(term, help.Text, StringComparison.Ordinal);
        Assert.Contains(meaning, help.Text, StringComparison.Ordinal);
    }
}
