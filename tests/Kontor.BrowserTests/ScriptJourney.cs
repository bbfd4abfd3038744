using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>What script adds to pages that work without it.</summary>
public sealed class ScriptJourney(DemoServer server, Chromium chromium)
{
    [Fact]
    public async Task A_value_is_copied_and_that_is_said()
    {
        await using var person = await chromium.Person(server);
        await person.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await person.SignIn(server["provider"]);
        await person.Open($"/customers?q={Uri.EscapeDataString(server["customer"].Organisation)}");
        await person.Page.GetByLabel(person.Words["list.details.of", server["customer"].Organisation]).ClickAsync();

        var copy = person.Page.GetByRole(AriaRole.Button, new() { Name = person.Words["site.copy.of", person.Words["column.domain"]] });
        await copy.ClickAsync();

        await Expect(person.Page.Locator("#live")).ToHaveTextAsync(person.Words["site.copied"]);
        Assert.Contains(".example", await person.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task A_draft_without_its_link_is_warned_of_at_once_and_a_made_link_is_not_left_by_mistake()
    {
        await using var person = await chromium.Person(server);
        var (page, words) = (person.Page, person.Words);
        await person.SignIn(server["provider"]);
        await person.Open("/resellers/invite");
        var text = page.GetByLabel(words["draft.text"], new() { Exact = true });
        var warning = page.Locator("#link-missing");
        var draft = await text.InputValueAsync();

        await Expect(warning).ToBeHiddenAsync();
        await text.FillAsync("Nothing to follow");
        await Expect(warning).ToBeVisibleAsync();
        await text.FillAsync(draft);
        await Expect(warning).ToBeHiddenAsync();

        var asked = 0;
        page.Dialog += async (_, dialog) =>
        {
            asked++;
            await dialog.AcceptAsync();
        };
        await person.Click(words["draft.makeLink"]);
        await person.Click(words["secret.kept"]);
        await person.Follow(words["issued.done"]);
        await Expect(person.Heading(words["partnerInvitations.title"])).ToBeVisibleAsync();
        Assert.Equal(0, asked);

        await person.Open("/resellers/invite");
        await person.Click(words["draft.makeLink"]);
        await person.Follow(words["issued.done"]);
        await Expect(person.Heading(words["partnerInvitations.title"])).ToBeVisibleAsync();
        Assert.Equal(1, asked);
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task Two_clicks_send_a_form_once()
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server["provider"]);
        await person.Open("/resellers/invite");
        await person.Fill(person.Words["draft.email"], "twice@journey.example");
        var sent = 0;
        person.Page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;

        await person.Page.GetByRole(AriaRole.Button, new() { Name = person.Words["draft.send"], Exact = true }).DblClickAsync();

        await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "twice@journey.example" })).ToBeVisibleAsync();
        Assert.Equal(1, sent);
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task What_was_done_is_said_once_and_can_be_put_away()
    {
        await using var person = await chromium.Person(server);
        var (page, words) = (person.Page, person.Words);
        await person.SignIn(server["customer"]);
        await person.Open("/my-partners?done=partnersAccepted");
        var notice = page.GetByRole(AriaRole.Status).Filter(new() { HasText = words["done.partnersAccepted"] });

        await Expect(notice).ToBeVisibleAsync();
        Assert.DoesNotContain("done=", page.Url, StringComparison.Ordinal);
        await person.Click(words["site.close"]);
        await Expect(notice).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(notice).ToHaveCountAsync(0);
        Assert.Empty(person.Complaints);
    }
}
