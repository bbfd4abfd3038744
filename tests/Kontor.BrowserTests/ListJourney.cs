using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>Lists are searched, ordered and given other columns, with script in place and without it with every choice a page.</summary>
public sealed class ListJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_does_the_same_with_and_without_script(bool runsScript)
    {
        await using var person = await chromium.Person(server, hasScript: runsScript);
        var (page, words) = (person.Page, person.Words);
        await person.SignIn(server["provider"]);
        await person.Open("/customers");
        var list = page.Locator("#list");
        var rows = list.GetByRole(AriaRole.Rowheader);
        var first = await rows.First.InnerTextAsync();

        await list.GetByRole(AriaRole.Columnheader).GetByRole(AriaRole.Link, new() { Name = words["column.name"] }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("sort=-"));
        await Expect(rows.First).Not.ToHaveTextAsync(first);

        await list.Locator("summary").Filter(new() { HasText = words["list.columns"] }).ClickAsync();
        await list.GetByRole(AriaRole.Checkbox, new() { Name = words["column.customerId"] }).CheckAsync();
        await list.GetByRole(AriaRole.Button, new() { Name = words["list.apply"] }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("column="));
        await Expect(list.GetByRole(AriaRole.Columnheader, new() { Name = words["column.customerId"] })).ToBeVisibleAsync();

        var customer = server["customer"].Organisation;
        await list.GetByRole(AriaRole.Searchbox).FillAsync(customer);
        await person.Click(words["site.search"]);
        await Expect(page).ToHaveURLAsync(new Regex("q="));
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(list.GetByRole(AriaRole.Status)).ToContainTextAsync(words["list.match", 1]);
        await page.GetByLabel(words["list.details.of", customer]).ClickAsync();
        await Expect(page.GetByText(words["customers.identity"])).ToBeVisibleAsync();
        await list.GetByRole(AriaRole.Link, new() { Name = words["list.remove", customer] }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex("q="));

        await page.GoBackAsync();
        await Expect(list.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync(customer);
        await Expect(rows).ToHaveCountAsync(1);
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task Replacing_a_list_in_place_keeps_the_keyboard_where_it_was_and_says_how_many_there_are()
    {
        await using var person = await chromium.Person(server);
        var (page, words) = (person.Page, person.Words);
        await person.SignIn(server["provider"]);
        await person.Open("/customers");
        await page.EvaluateAsync("() => { window.stayed = true; }");
        var search = page.Locator("#list").GetByRole(AriaRole.Searchbox);

        await search.FillAsync(server["customer"].Organisation);
        await search.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("q="));
        await Expect(page.Locator("#live")).ToContainTextAsync(words["list.match", 1]);
        await Expect(search).ToBeFocusedAsync();

        var order = page.GetByRole(AriaRole.Columnheader).GetByRole(AriaRole.Link, new() { Name = words["column.name"] });
        await order.FocusAsync();
        await order.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("sort=-"));
        await Expect(order).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"), "The whole page was loaded.");
        Assert.Empty(person.Complaints);
    }
}
