using System.Net;
using System.Text.RegularExpressions;
using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.PartnerCenter;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Site;

/// <summary>What every page has in common.</summary>
public sealed class PageTests
{
    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task A_page_allows_nothing_inline_and_no_other_server_and_tells_nobody_its_address()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());

        foreach (var path in new[] { "/signin", "/sandbox/mail", "/no-such-page", "/invitations/partner/abc" })
        {
            var page = await browser.Open(path);

            Assert.StartsWith("default-src 'none'; style-src 'self';", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
            Assert.Equal(
                Regex.Count(page.Html, "<script type=\"module\" src=\"/look/[^\"]+\"></script>"),
                Regex.Count(page.Html, "<script", RegexOptions.IgnoreCase));
            Assert.DoesNotContain(" onclick=", page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" style=", page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<style", page.Html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("/signin", true)]
    [InlineData("/customers", true)]
    [InlineData("/signin?returnUrl=%2Fcustomers", false)]
    [InlineData("/customers?q=abc", false)]
    [InlineData("/invitations/partner/abc", false)]
    [InlineData("/no-such-page", false)]
    public async Task Only_a_page_that_repeats_nothing_of_its_address_is_compressed(string path, bool isCompressed)
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(partner, "ada", Role.AdminAgent));

        var encoding = await browser.EncodingOf(path);

        Assert.Equal(isCompressed ? "br" : null, encoding);
    }

    [Fact]
    public async Task What_is_no_page_is_answered_with_a_page_that_helps_and_on_the_API_with_a_problem()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer(), "de");

        var page = await browser.Open("/no-such-page");
        var api = await browser.Open("/api/no-such-route");

        Assert.Equal((HttpStatusCode.NotFound, "de"), (page.Status, page.Language));
        Assert.Contains("Diese Seite gibt es nicht", page.Text, StringComparison.Ordinal);
        Assert.Contains("/no-such-page?culture=nl", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, api.Status);
        Assert.StartsWith("""{"type":"urn:kontor:problem:REQUEST_ADDRESS_UNKNOWN""", api.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_speaks_the_language_that_was_chosen_else_the_users_else_the_browsers()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer(), "nl");

        var asBrowser = await browser.Open("/signin");
        await browser.SignIn(await world.User(await world.Provider(), "ada", Role.SalesAgent));
        var asUser = await browser.Open("/home");
        var choosing = await browser.Open("/home?culture=en&x=1");
        var asChosen = await browser.Open("/home");

        Assert.Equal(("nl", "de", "en"), (asBrowser.Language, asUser.Language, asChosen.Language));
        Assert.Equal((HttpStatusCode.Redirect, "/home?x=1"), (choosing.Status, choosing.Location));
    }

    [Fact]
    public async Task The_mailbox_exists_in_the_demo_world_only()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        using var nobody = host.Nobody();
        using var demo = new Browser(await world.WholeServer());

        Assert.Equal(404, (await nobody.Get("/sandbox/mail")).Status);
        Assert.Equal(HttpStatusCode.OK, (await demo.Open("/sandbox/mail")).Status);
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    [Trait("Rule", "ROL-10")]
    [Trait("Rule", "ROL-15")]
    public async Task Every_page_opens_for_whom_the_permission_table_says_and_sends_nobody_to_sign_in()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer(settings: [("Kontor:Pages:RequestsPerMinute", "0")]);
        var pages = Access.Matrix.Route.Of(server.Services.GetRequiredService<EndpointDataSource>())
            .Where(route => route is { IsPage: true, Method: "GET", Needs.Count: > 0 })
            .ToList();
        (Participant Tenant, PartnerType[] Types)[] tenants =
        [
            (await world.Provider(), [PartnerType.Provider]),
            (await world.Reseller(), [PartnerType.Reseller]),
            (await world.DirectPartner(), [PartnerType.DirectPartner]),
            (await world.Customer(), []),
            (await world.Vendor(), []),
        ];
        var wrong = new List<string>();
        foreach (var (tenant, types) in tenants)
        {
            foreach (Role? role in Access.Matrix.SomeCaller.RolesIn(tenant.Kind, types).Select(r => (Role?)r).Append(null))
            {
                using var browser = new Browser(server);
                await browser.SignIn(await world.User(tenant, $"user-{role}", role is { } held ? [held] : []));
                foreach (var page in pages)
                {
                    var may = page.Needs.All(need => PermissionTable.May(
                        tenant.Kind, [.. types], role is { } one ? [one] : [], need.Permission, need.Level).IsGranted);
                    var seen = await browser.Open(page.PathWith(name => name.EndsWith("Id", StringComparison.Ordinal) ? $"{Guid.Empty}" : "x"));
                    var isRefused = seen.Reasons.Any(code => code.EndsWith("LACKS_PERMISSION", StringComparison.Ordinal));
                    if (isRefused == may || seen.Status >= HttpStatusCode.InternalServerError)
                    {
                        wrong.Add($"{page.Pattern} for {types.FirstOrDefault()} {tenant.Kind} {role}: {seen.Status}");
                    }
                }
            }
        }

        using var nobody = new Browser(server);
        foreach (var page in pages)
        {
            var seen = await nobody.Open(page.PathWith(name => name.EndsWith("Id", StringComparison.Ordinal) ? $"{Guid.Empty}" : "x"));
            Assert.True(
                seen.Location?.StartsWith("/signin?returnUrl=", StringComparison.Ordinal) == true,
                $"{page.Pattern} answered {seen.Status} to nobody.");
        }

        Assert.NotEmpty(pages);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
