using System.Net;
using Kontor.Kernel;

namespace Kontor.Tests.Site;

/// <summary>What stands around every page of people who are signed in.</summary>
public sealed class FrameTests
{
    [Fact]
    public async Task A_page_that_is_not_there_keeps_the_menu_and_the_name_of_who_is_signed_in()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        var user = await world.User(await world.Provider("Nordlicht"), "ada", Role.AdminAgent);
        await browser.SignIn(user);

        foreach (var (path, status) in new[] { ("/no-such-page", HttpStatusCode.NotFound), ("/price-lists", HttpStatusCode.Forbidden) })
        {
            // Several times: what is missing only when the database is slow counts too.
            for (var attempt = 0; attempt < 10; attempt++)
            {
                var page = await browser.Open(path);

                Assert.Equal(status, page.Status);
                Assert.Contains("href=\"/customers\"", page.Html, StringComparison.Ordinal);
                Assert.Contains(user.FullName, page.Html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_page_that_is_not_there_can_be_read_in_another_language()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());

        var choosing = await browser.Open("/no-such-page?culture=nl");
        var page = await browser.Open("/no-such-page");

        Assert.Equal((HttpStatusCode.Redirect, "/no-such-page"), (choosing.Status, choosing.Location));
        Assert.Equal("nl", page.Language);
    }

    [Fact]
    public async Task The_search_finds_pages_that_the_reader_may_open_and_no_others_and_is_not_moved_by_markup()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Provider(), "ada", Role.AdminAgent));

        var found = await browser.Open("/search?q=resell&culture=en");
        found = await browser.Open("/search?q=resell");
        var closed = await browser.Open("/search?q=price+lists");
        var markup = await browser.Open("/search?q=%3Cb%20onmouseover%3Dx%3E%00");

        Assert.Contains("""<li><a href="/resellers">""", found.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("""<li><a href="/price-lists">""", closed.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b onmouseover", markup.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, markup.Status);
    }

    [Fact]
    public async Task Who_asks_for_more_pages_than_people_read_is_told_to_wait_and_others_are_not_held_up()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer(settings: ("Kontor:Pages:RequestsPerMinute", "6"));
        using var hasty = new Browser(server);
        using var other = new Browser(server);
        await hasty.SignIn(await world.User(await world.Provider(), "ada", Role.AdminAgent));

        SeenPage page = null!;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            page = await hasty.Open("/help");
        }

        await other.SignIn(await world.User(await world.Reseller(), "bob", Role.AdminAgent));
        var undisturbed = await other.Open("/help");

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.True(page.Headers.ContainsKey("Retry-After"));
        Assert.Contains("Zu viele Anfragen", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, undisturbed.Status);
    }

    [Fact]
    public async Task The_page_of_all_parts_is_there_for_developers_only()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/_design")).Status);
    }
}
