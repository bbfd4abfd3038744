using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kontor.BrowserTests;

/// <summary>Somebody who uses the pages: finds things by what they are called, as people and screen readers do.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    internal Person(IPage page)
    {
        Page = page;
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
    public async Task FollowLinkInMail(string recipient, string subject)
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

        await mail.Locator("summary").ClickAsync();
        await mail.GetByRole(AriaRole.Link, new() { Name = "/invitations/" }).ClickAsync();
    }

    /// <summary>Shows the present page in another language.</summary>
    public Task ReadIn(string language) => Page
        .GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = language, Exact = true }).ClickAsync();

    /// <summary>Looks at the page on a desk and on a phone.</summary>
    internal Task Look(string name) => Screen.Check(Page, name);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
