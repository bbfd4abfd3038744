using System.Globalization;
using Microsoft.Playwright;

namespace Kontor.BrowserTests;

/// <summary>
/// What must hold for every page that somebody looks at: at the width of a desk and of a phone, light and dark. What axe
/// finds depends on the markup and the colors, which are the same in every language, so it examines English, and dark
/// colors at a desk, where nothing is folded away; in each language both widths must hold the page. With <c>KONTOR_SCREENSHOTS=FOLDER</c> each
/// look leaves a picture there.
/// </summary>
internal static class Screen
{
    public const int Wide = 1280;

    public const int Narrow = 390;

    public const int Height = 900;

    /// <summary>
    /// Runs axe with all its rules or with that of colors alone, and gives each finding in a line: the rule, how bad, and
    /// where.
    /// </summary>
    private const string Findings =
        """
        async colors => {
            const rules = colors ? { runOnly: ['color-contrast'] } : {};
            const found = await axe.run(document, { resultTypes: ['violations'], ...rules });
            return found.violations.flatMap(
                finding => finding.nodes.map(node => `${finding.id} (${finding.impact}): ${node.target.join(' ')}`));
        }
        """;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("KONTOR_SCREENSHOTS");

    private static readonly Lazy<string> Axe =
        new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

    public static async Task Check(IPage page, string name)
    {
        var language = await page.Locator("html").GetAttributeAsync("lang") ?? "";
        foreach (var width in new[] { Narrow, Wide })
        {
            await page.SetViewportSizeAsync(width, Height);
            var overflow = await page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{page.Url} is {overflow} pixels too wide at {width}.");

            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                var isExamined = language == "en" && (scheme == ColorScheme.Light || width == Wide);
                if (!isExamined && Folder is null)
                {
                    continue;
                }

                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await KeepPicture(page, name, language, width, scheme);
                if (isExamined)
                {
                    await Examine(page, scheme == ColorScheme.Dark, $"{scheme}, {width}");
                }
            }
        }

        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }

    private static async Task Examine(IPage page, bool colorsOnly, string where)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(Axe.Value);
        }

        var findings = await page.EvaluateAsync<string[]>(Findings, colorsOnly);
        Assert.True(
            findings.Length == 0, $"axe on {page.Url} ({where}): {string.Join(Environment.NewLine, findings)}");
    }

    private static async Task KeepPicture(IPage page, string name, string language, int width, ColorScheme scheme)
    {
        if (Folder is not null)
        {
            var dark = scheme == ColorScheme.Dark ? "-dark" : "";
            var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{language}-{width}{dark}.png");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file), FullPage = true });
        }
    }
}
