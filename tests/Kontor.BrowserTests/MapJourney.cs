using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>The map of who sells to whom: listened to, ordered, and walked through on a phone with keys alone.</summary>
public sealed class MapJourney(DemoServer server, Chromium chromium)
{
    [Fact]
    public async Task The_picture_says_what_it_shows_and_its_bands_end_at_their_nodes()
    {
        await using var person = await chromium.Person(server);
        var (page, words) = (person.Page, person.Words);
        await person.SignIn(server["provider"]);
        await person.FollowMenu(words["menu.insights/map"]);

        await Expect(person.Heading(words["map.title"])).ToBeVisibleAsync();
        var pictures = page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^" + Regex.Escape(words.Beginning("map.gap"))) });
        await Expect(pictures).ToHaveCountAsync(3);
        await Expect(pictures.Nth(1)).ToHaveAccessibleNameAsync(new Regex(Regex.Escape(server["provider"].Organisation)));

        // The single band of the vendor to the one provider stands in the middle of both columns.
        var gap = await pictures.First.BoundingBoxAsync();
        var node = await page.Locator(".stop.here").First.BoundingBoxAsync();
        Assert.InRange(node!.Y + (node.Height / 2) - gap!.Y - (gap.Height / 2), -1, 1);

        var list = page.Locator("#list");
        var rows = list.GetByRole(AriaRole.Rowheader);
        var order = list.GetByRole(AriaRole.Columnheader).GetByRole(AriaRole.Link, new() { Name = words["column.mapCustomers"], Exact = true });
        await order.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("sort=customers"));
        var fewest = await rows.First.InnerTextAsync();
        await order.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("sort=-customers"));
        await Expect(rows.Last).ToHaveTextAsync(fewest);
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task On_a_phone_the_columns_stand_below_each_other_and_keys_lead_into_a_partners_part_and_back()
    {
        await using var person = await chromium.Person(server, hasMouse: false, width: Screen.Narrow);
        var (page, words) = (person.Page, person.Words);
        await person.SignInAs(server["provider"]);
        await Expect(page).ToHaveURLAsync(new Regex("/home"));
        await person.Open("/insights/map?culture=en");
        var reseller = server["reseller"].Organisation;
        var columns = page.Locator(".map .column");
        var (first, second) = (await columns.Nth(0).BoundingBoxAsync(), await columns.Nth(1).BoundingBoxAsync());
        Assert.True(second!.Y >= first!.Y + first.Height, "The columns stand side by side.");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));

        await person.Press(page.Locator(".map").GetByRole(AriaRole.Link, new() { Name = reseller }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(reseller);
        await Expect(page.Locator("#list").GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await person.Press(person.Main.GetByRole(AriaRole.Link, new() { Name = words["map.all"] }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(words["map.title"]);
        Assert.Empty(person.Complaints);
    }
}
