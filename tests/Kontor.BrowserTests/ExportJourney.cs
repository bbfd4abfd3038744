using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>An operator exports a long list: it is made in the background, then downloaded.</summary>
public sealed class ExportJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData("en", true)]
    [InlineData("de", true)]
    [InlineData("nl", false)]
    public async Task A_long_list_is_made_in_the_background_and_downloaded(string language, bool runsScript)
    {
        await using var person = await chromium.Person(server, language, hasScript: runsScript);
        var (page, words) = (person.Page, person.Words);
        await person.SignIn(server["vendor"]);
        await person.Open($"/ops/activity?culture={language}");
        await page.Locator("summary").Filter(new() { HasText = words["list.export"] }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words["list.export.all", "CSV"] }).ClickAsync();

        // The page looks again by itself until the file is there.
        var link = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = new("activity-.*csv") });
        await Expect(link).ToBeVisibleAsync();
        if (runsScript)
        {
            // Looking needs script of its own.
            await person.Look("export-done");
        }

        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync(), Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n");

        Assert.StartsWith("activity-", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.True(lines.Length > 60, $"There are only {lines.Length} lines.");
        await person.Open("/jobs");
        await Expect(person.Row(download.SuggestedFilename).First).ToBeVisibleAsync();
        Assert.Empty(person.Complaints);
    }
}
