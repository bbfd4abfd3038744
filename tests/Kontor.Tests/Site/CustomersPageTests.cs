using System.Net;
using System.Text.RegularExpressions;
using Kontor.Customers;
using Kontor.Kernel;

namespace Kontor.Tests.Site;

/// <summary>A partner's customers as a page and as a file.</summary>
public sealed class CustomersPageTests
{
    [Fact]
    [Trait("Rule", "CUS-16")]
    [Trait("Rule", "CUS-66")]
    public async Task A_customer_is_found_by_name_by_domain_and_by_id_and_opens_in_place()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        var (one, two) = ((await world.Customer()) with { Name = "Alder Works" }, (await world.Customer()) with { Name = "Birch Mill" });
        await world.Relationship(direct, one, RelationshipKind.Reseller);
        await world.Relationship(direct, two, RelationshipKind.Reseller);
        using var browser = await SignedIn(world, direct);

        foreach (var search in new[] { "alder", one.Domain, $"{one.Id}" })
        {
            var page = await browser.Open($"/customers?q={Uri.EscapeDataString(search)}");

            Assert.Contains(one.Name, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(two.Name, page.Text, StringComparison.Ordinal);
            Assert.Contains($"<details class=\"toggle\"><summary aria-label=\"Details of {one.Name}\"", page.Html, StringComparison.Ordinal);
            Assert.Contains($"data-copy=\"{one.Id}\"", page.Html, StringComparison.Ordinal);
            Assert.Contains($"href=\"/customers/{one.Id}\"", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_list_is_walked_forth_and_back_in_each_order_and_every_row_is_seen_once()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        for (var number = 0; number < 60; number++)
        {
            await world.Relationship(direct, (await world.Customer()) with { Name = $"Customer {number % 7}" }, RelationshipKind.Reseller);
        }

        using var browser = await SignedIn(world, direct);
        foreach (var sort in new[] { "name", "-name", "domain", "-domain", "since", "-since" })
        {
            List<string[]> forth = [], back = [];
            var path = $"/customers?size=25&sort={sort}";
            for (var page = await browser.Open(path); ; page = await browser.Open(path))
            {
                forth.Add(RowsOf(page));
                if (Link(page, "next") is not { } next)
                {
                    break;
                }

                path = next;
            }

            for (var page = await browser.Open(path); ; page = await browser.Open(path))
            {
                back.Insert(0, RowsOf(page));
                if (Link(page, "prev") is not { } previous)
                {
                    break;
                }

                path = previous;
            }

            Assert.Equal([25, 25, 10], forth.Select(rows => rows.Length));
            Assert.Equal(60, forth.SelectMany(rows => rows).Distinct().Count());
            Assert.Equal(forth.SelectMany(rows => rows), back.SelectMany(rows => rows));
        }
    }

    [Fact]
    [Trait("Rule", "CUS-66")]
    public async Task The_export_holds_what_is_filtered_of_the_own_customers_only_and_nothing_in_it_runs()
    {
        await using var world = await World.Create();
        var (direct, other) = (await world.DirectPartner(), await world.DirectPartner());
        var (one, two, foreign) = (
            (await world.Customer()) with { Name = "=1+1" }, (await world.Customer()) with { Name = "Birch Mill" }, (await world.Customer()) with { Name = "Foreign" });
        await world.Relationship(direct, one, RelationshipKind.Reseller);
        await world.Relationship(direct, two, RelationshipKind.Reseller);
        await world.Relationship(other, foreign, RelationshipKind.Reseller);
        using var browser = await SignedIn(world, direct);

        var all = await browser.Open("/customers/export?format=csv");
        var filtered = await browser.Open("/customers/export?format=csv&q=birch&column=id");
        var sheet = await browser.Open("/customers/export?format=xlsx");

        Assert.StartsWith("attachment; filename=\"customers-", all.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal(3, all.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"'=1+1,{one.Domain},", all.Html, StringComparison.Ordinal);
        Assert.Contains($"{one.Id}", all.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Foreign", all.Html, StringComparison.Ordinal);
        Assert.Equal($"Organization,Customer ID\r\nBirch Mill,{two.Id}\r\n", filtered.Html);
        Assert.StartsWith("PK", sheet.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_by_a_partner_that_is_none_of_mine_is_no_filter_and_names_nobody()
    {
        await using var world = await World.Create();
        var (provider, stranger) = (await world.Provider(), await world.Reseller());
        var customer = await world.Customer();
        await world.Relationship(provider, customer, RelationshipKind.IndirectProvider);
        using var browser = await SignedIn(world, provider);

        var page = await browser.Open($"/customers?reseller={stranger.Id}&country=Mars&cursor=");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(customer.Name, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.Name, page.Html, StringComparison.Ordinal);
    }

    private static string[] RowsOf(SeenPage page) =>
        [.. Regex.Matches(page.Html, "<th scope=\"row\"><a href=\"/customers/([^\"]+)\"").Select(match => match.Groups[1].Value)];

    private static string? Link(SeenPage page, string rel) =>
        Regex.Match(page.Html, $"rel=\"{rel}\" href=\"([^\"]+)\"") is { Success: true } match
            ? WebUtility.HtmlDecode(match.Groups[1].Value)
            : null;

    private static async Task<Browser> SignedIn(World world, Participant partner)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(partner, "ada", Role.AdminAgent));
        await browser.Open("/home?culture=en");
        return browser;
    }
}
