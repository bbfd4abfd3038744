using System.Net;
using System.Text;
using System.Text.Json;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Insights;

/// <summary>The map as a page, as a file and on the API.</summary>
public sealed class MapPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-22")]
    [Trait("Rule", "REL-27")]
    public async Task A_provider_reads_the_picture_narrows_the_list_looks_at_a_reseller_and_takes_the_list_with_it()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var (second, stranger) = (await world.Reseller("FR"), await world.Reseller());
        await world.Partnership(chain.Provider, second);
        var own = await world.Customer();
        await world.Relationship(chain.Provider, own, RelationshipKind.IndirectProvider);
        await SalesMapTests.Subscribes(world, chain.Provider, chain.Reseller, chain.Customer, 3);
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(chain.Provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var page = await browser.Open("/insights/map");

        Assert.Contains("providers and direct partners 1, resellers 2, customers 2.", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"role=\"img\" aria-label=\"From “Resellers” to “Customers”: 2 links. The widest leads from {chain.Reseller.Name} to {chain.Customer.Name}; customers reached over it: 1.\"",
            WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/customers/{chain.Customer.Id}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Without reseller", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/insights/map\"", (await browser.Open("/resellers")).Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/insights/map\"", (await browser.Open("/insights/agreements")).Html, StringComparison.Ordinal);

        var french = await browser.Open("/insights/map?country=FR");
        Assert.Contains("1 match", french.Text, StringComparison.OrdinalIgnoreCase);
        var part = await browser.Open($"/insights/map?at={chain.Reseller.Id}");
        Assert.Contains($"<h1>{chain.Reseller.Name}", part.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(second.Name, part.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(own.Name, part.Text, StringComparison.Ordinal);

        foreach (var nobody in new[] { $"{stranger.Id}", $"{Guid.NewGuid()}", $"{chain.Customer.Id}", "x" })
        {
            var missing = await browser.Open($"/insights/map?at={nobody}");
            Assert.Equal(HttpStatusCode.NotFound, missing.Status);
            Assert.Equal(["MAP_PARTNER_NOT_FOUND"], missing.Reasons.Distinct());
            Assert.DoesNotContain(stranger.Name, missing.Html, StringComparison.Ordinal);
        }

        var all = Lines(await browser.Download("/insights/map/export?format=csv"));
        Assert.Equal(4, all.Length);
        Assert.Contains(all, line => line.Contains(second.Name, StringComparison.Ordinal) && line.Contains("France", StringComparison.Ordinal));
        Assert.Single(all, line => line.EndsWith($",1,3,{chain.Provider.Id},{chain.Reseller.Id}", StringComparison.Ordinal));
        Assert.Equal(2, Lines(await browser.Download($"/insights/map/export?format=csv&at={chain.Reseller.Id}")).Length);
        Assert.Single(Lines(await browser.Download($"/insights/map/export?format=csv&at={stranger.Id}")));
    }

    [Fact]
    [Trait("Rule", "REL-22")]
    public async Task The_api_answers_with_nodes_links_and_ways_and_with_nothing_about_strangers()
    {
        await using var world = await World.Create();
        var (chain, other) = (await world.TradingChain(), await world.TradingChain());
        var server = await world.WholeServer();
        var application = await world.Application(chain.Provider, Role.GlobalAdmin);
        var token = await server.Token(application);
        await SalesMapTests.Subscribes(world, chain.Provider, chain.Reseller, chain.Customer, 3);

        var map = await (await server.Get("/api/insights/map", token)).Json();
        var ways = await (await server.Get("/api/insights/map/ways", token)).Json();
        using var part = await server.Get($"/api/insights/map?at={chain.Reseller.Id}", token);
        using var foreign = await server.Get($"/api/insights/map?at={other.Reseller.Id}", token);
        using var foreignWays = await server.Get($"/api/insights/map/ways?at={other.Provider.Id}", token);

        Assert.Equal((1, 3), (map.GetProperty("customers").GetInt64(), map.GetProperty("subscriptions").GetInt64()));
        Assert.Equal(
            ["Vendor Vendor", $"Providers {chain.Provider.Name}", $"Resellers {chain.Reseller.Name}", $"Customers {chain.Customer.Name}"],
            map.GetProperty("nodes").EnumerateArray().Select(node =>
                $"{node.GetProperty("column").GetString()} {(node.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : node.GetProperty("kind").GetString())}"));
        Assert.Equal(3, map.GetProperty("links").GetArrayLength());
        var way = Assert.Single(ways.GetProperty("items").EnumerateArray());
        Assert.Equal((chain.Reseller.Name, chain.Provider.Name), (way.GetProperty("seller").GetString(), way.GetProperty("provider").GetString()));
        Assert.Equal(HttpStatusCode.OK, part.StatusCode);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [foreign.StatusCode, foreignWays.StatusCode]);
        Assert.DoesNotContain(other.Reseller.Name, await foreign.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_drawn_for_the_first_time_the_page_says_so_and_looks_again_by_itself()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await world.ManyCustomers(provider, 2_001);
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var first = await browser.Open("/insights/map");
        Assert.Contains("being drawn for the first time", first.Text, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", first.Html, StringComparison.Ordinal);
        Assert.Contains("data-hx-trigger=\"every 2s\"", first.Html, StringComparison.Ordinal);

        // The server's own refresher draws it.
        var drawn = first;
        for (var attempt = 0; attempt < 100 && drawn.Text.Contains("first time", StringComparison.Ordinal); attempt++)
        {
            await Task.Delay(100, Cancel);
            drawn = await browser.Open("/insights/map");
        }

        Assert.Contains("customers 2,001.", drawn.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("every 2s", drawn.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, 3)]
    [InlineData(15, 5)]
    public async Task Many_resellers_are_one_node_that_leads_to_the_list_of_just_them(int resellers, int folded)
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        foreach (var _ in Enumerable.Range(0, resellers))
        {
            await world.Partnership(provider, await world.Reseller());
        }

        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var page = await browser.Open("/insights/map");
        Assert.Contains($"{folded} more resellers", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/insights/map?folded=yes#list\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(1 + folded, Lines(await browser.Download("/insights/map/export?format=csv&folded=yes")).Length);

        // The part of the provider itself, as its vendor looks at it, leads to them by where the list goes on.
        using var operators = new Browser(await world.WholeServer());
        await operators.SignIn(await world.User(await world.Vendor(), "operator", Role.ProgramOperator));
        await operators.Open("/home?culture=en");
        var part = await operators.Open($"/insights/map?at={provider.Id}");
        var next = System.Text.RegularExpressions.Regex.Match(WebUtility.HtmlDecode(part.Html), "href=\"(/insights/map\\?at=[^\"]+cursor=[^\"#]+)#list\"").Groups[1].Value;
        Assert.Contains($"{folded} more resellers", part.Text, StringComparison.Ordinal);
        var rest = await operators.Open(next);
        Assert.Equal(folded, System.Text.RegularExpressions.Regex.Count(rest.Html, "<th scope=\"row\">"));
    }

    private static string[] Lines(byte[] csv) =>
        Encoding.UTF8.GetString(csv).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).ToArray();
}
