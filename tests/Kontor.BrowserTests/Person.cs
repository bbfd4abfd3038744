using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kontor.BrowserTests;

/// <summary>Somebody who uses the pages: finds things by what they are called, as people and screen readers do.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    private readonly bool _hasMouse;

    internal Person(IPage page, Words words, bool hasMouse)
    {
        (Page, Words, _hasMouse) = (page, words, hasMouse);
        page.Console += (_, message) =>
        {
            // A refusal has its status, which the browser reports; everything else is a mistake of the page.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status", StringComparison.Ordinal))
            {
                _complaints.Add($"{page.Url}: {message.Text}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What the pages say in the person's language.</summary>
    public Words Words { get; }

    /// <summary>The page itself, without what stands around every page.</summary>
    public ILocator Main => Page.GetByRole(AriaRole.Main);

    /// <summary>What the browser complained about, such as a violated content security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public Task Open(string path) => Page.GotoAsync(path);

    /// <summary>Signs in, reading English: without that choice pages speak the language of the account.</summary>
    public async Task SignIn(DemoActor actor)
    {
        if (!new Uri(Page.Url).AbsolutePath.StartsWith("/signin", StringComparison.Ordinal))
        {
            await Open("/signin");
        }

        await ReadIn("EN");
        await Page.GetByLabel("User name").FillAsync(actor.User);
        await Page.GetByLabel("Password").FillAsync(actor.Password);
        await Click("Sign in now");
    }

    public Task Click(string button) =>
        Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Follows a link of the page itself, not of the menu.</summary>
    public Task Follow(string link) =>
        Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public Task FollowMenu(string link) =>
        Page.GetByRole(AriaRole.Navigation, new() { Name = "Main menu" })
            .GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    public Task Tick(string words) =>
        Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex(Regex.Escape(words)) }).CheckAsync();

    public Task Fill(string label, string text) => Page.GetByLabel(label).FillAsync(text);

    public ILocator Heading(string words) => Page.GetByRole(AriaRole.Heading, new() { Name = words });

    public ILocator Row(string words) => Page.GetByRole(AriaRole.Row).Filter(new() { HasText = words });

    /// <summary>Waits in the demo world's mailbox for a mail, opens it and follows the personal link in it.</summary>
    public async Task FollowLinkInMail(string recipient, string subject, string path = "/invitations/")
    {
        var mail = Page.GetByRole(AriaRole.Group).Filter(new() { HasText = subject }).First;
        for (var attempt = 0; attempt < 60; attempt++)
        {
            await Open($"/sandbox/mail?to={Uri.EscapeDataString(recipient)}");
            if (await mail.CountAsync() > 0)
            {
                break;
            }

            await Task.Delay(500);
        }

        await Press(mail.Locator("summary"));
        await Press(mail.GetByRole(AriaRole.Link, new() { Name = path }));

        // A key, unlike a click, is over before the browser has gone on. Waiting for the event of going on would miss one
        // that comes between looking at the address and beginning to listen.
        await Assertions.Expect(Page).Not.ToHaveURLAsync(new Regex("/sandbox/mail"));
    }

    /// <summary>Shows the present page in another language.</summary>
    public Task ReadIn(string language) => Page
        .GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = language, Exact = true }).ClickAsync();

    /// <summary>Looks at the page on a desk and on a phone.</summary>
    internal Task Look(string name) => Screen.Check(Page, name);

    /// <summary>Presses a button or follows a link, with the mouse or by going there with Tab.</summary>
    public async Task Press(ILocator target)
    {
        if (_hasMouse)
        {
            await target.ClickAsync();
            return;
        }

        await Reach(target);
        await Page.Keyboard.PressAsync("Enter");
    }

    public Task Press(string button) => Press(Main.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First);

    /// <summary>Writes into a field in place of what stands there.</summary>
    public async Task Write(ILocator field, string text)
    {
        if (_hasMouse)
        {
            await field.FillAsync(text);
            return;
        }

        await Reach(field);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    public async Task Check(ILocator box)
    {
        if (_hasMouse)
        {
            await box.CheckAsync();
            return;
        }

        await Reach(box);
        await Page.Keyboard.PressAsync("Space");
    }

    /// <summary>Opens a page by the menu, which on a phone has to be opened first.</summary>
    public async Task Choose(string entry)
    {
        var link = Page.GetByRole(AriaRole.Navigation, new() { Name = Words["site.menu"] })
            .GetByRole(AriaRole.Link, new() { Name = entry, Exact = true });
        if (!await link.IsVisibleAsync())
        {
            await Press(Page.GetByRole(AriaRole.Button, new() { Name = Words["site.menu.open"], Exact = true }));
        }

        await Press(link);
    }

    public async Task SignInAs(DemoActor actor)
    {
        if (!new Uri(Page.Url).AbsolutePath.StartsWith("/signin", StringComparison.Ordinal))
        {
            await Open("/signin");
        }

        await Write(Page.GetByLabel(Words["signIn.userName"]), actor.User);
        await Write(Page.GetByLabel(Words["signIn.password"]), actor.Password);
        await Press(Words["signIn.submit"]);
    }

    /// <summary>Goes from stop to stop until the one that is meant; each can be seen.</summary>
    private async Task Reach(ILocator target)
    {
        const int Most = 250;
        for (var stop = 0; stop < Most; stop++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.True(
                    await target.EvaluateAsync<bool>(
                        "element => { const look = getComputedStyle(element); return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1 }"),
                    $"Nobody sees where the keyboard is on {Page.Url}.");
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard does not reach {target} on {Page.Url}.");
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
