using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>What there is for those who use no mouse; the whole chain is walked in <see cref="ChainJourney"/>.</summary>
public sealed class KeyboardJourney(DemoServer server, Chromium chromium)
{
    [Fact]
    public async Task The_palette_finds_a_customer_by_keyboard_and_opens_it()
    {
        var customer = server["customer"].Organisation;
        await using var person = await chromium.Person(server);
        await person.SignIn(server["provider"]);
        await Expect(person.Heading(person.Words["waiting.title"])).ToBeVisibleAsync();
        var palette = person.Page.GetByRole(AriaRole.Dialog, new() { Name = person.Words["site.go"] });
        var field = palette.GetByRole(AriaRole.Searchbox);

        await person.Page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await person.Page.Keyboard.PressAsync("Escape");
        await Expect(palette).ToBeHiddenAsync();

        await person.Page.Keyboard.PressAsync("Control+k");
        await person.Page.Keyboard.TypeAsync(customer[..10]);
        var found = palette.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^" + Regex.Escape(customer)) }).First;
        await Expect(found).ToBeVisibleAsync();
        for (var stop = 0; stop < 20 && !await Keys.Has(found); stop++)
        {
            await person.Page.Keyboard.PressAsync("ArrowDown");
        }

        await Expect(found).ToBeFocusedAsync();
        await person.Page.Keyboard.PressAsync("ArrowUp");
        await person.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(found).ToBeFocusedAsync();
        await person.Page.Keyboard.PressAsync("Enter");

        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(customer);
        Assert.Empty(person.Complaints);
    }
}
