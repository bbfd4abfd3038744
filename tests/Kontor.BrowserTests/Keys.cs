using Microsoft.Playwright;

namespace Kontor.BrowserTests;

/// <summary>Somebody without a mouse: goes from stop to stop, and must see at every stop where that is.</summary>
internal static class Keys
{
    private const int MostStops = 150;

    /// <summary>Empty when the place of the keyboard can be seen; else what is wrong with it.</summary>
    private const string Visibility =
        """
        () => {
            const stop = document.activeElement;
            if (!stop || stop === document.body) return '';
            const box = stop.getBoundingClientRect();
            const look = getComputedStyle(stop);
            const name = `${stop.tagName} "${(stop.getAttribute('aria-label') ?? stop.textContent ?? '').trim().slice(0, 40)}"`;
            if (box.width < 2 || box.height < 2) return `${name} has no size`;
            if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `${name} is out of sight`;
            if (stop.matches('#main')) return '';
            const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1;
            return ring || look.boxShadow !== 'none' ? '' : `${name} shows no ring`;
        }
        """;

    /// <summary>Goes forward with Tab until the keyboard is there.</summary>
    public static async Task Reach(Person person, ILocator target)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await Has(target))
            {
                return;
            }

            await person.Page.Keyboard.PressAsync("Tab");
            Assert.Equal("", await person.Page.EvaluateAsync<string>(Visibility));
        }

        Assert.Fail($"Nobody reaches {target} with the Tab key on {person.Page.Url}.");
    }

    public static async Task<bool> Has(ILocator target) =>
        await target.CountAsync() > 0 && await target.First.EvaluateAsync<bool>("e => e === document.activeElement");

    public static async Task Press(Person person, ILocator target, string key = "Enter")
    {
        await Reach(person, target);
        await person.Page.Keyboard.PressAsync(key);
    }

    public static async Task Type(Person person, ILocator field, string text)
    {
        await Reach(person, field);
        await person.Page.Keyboard.PressAsync("Control+A");
        await person.Page.Keyboard.TypeAsync(text);
    }

    /// <summary>The first stop of a page jumps over the menu.</summary>
    public static async Task Skip(Person person)
    {
        await person.Page.Keyboard.PressAsync("Tab");
        var skip = person.Page.GetByRole(AriaRole.Link, new() { Name = person.Words["site.skip"] });
        Assert.True(await Has(skip), $"The first stop of {person.Page.Url} does not lead over the menu.");
        Assert.Equal("", await person.Page.EvaluateAsync<string>(Visibility));
        await person.Page.Keyboard.PressAsync("Enter");
        Assert.True(await Has(person.Page.GetByRole(AriaRole.Main)), $"The keyboard does not jump to the content of {person.Page.Url}.");
    }
}
