using System.Globalization;
using Microsoft.Playwright;

namespace Kontor.BrowserTests;

/// <summary>
/// What must hold for every page that somebody looks at: at the width of a desk and of a phone, light and dark. Colors
/// are the same in every language, so they are measured in English only; of the other languages the phone is examined,
/// where their longer words are narrowest, and both widths must hold the page. With <c>KONTOR_SCREENSHOTS=FOLDER</c> each
/// look leaves a picture there.
/// </summary>
internal static class Screen
{
    public const int Wide = 1280;

    public const int Narrow = 390;

    public const int Height = 900;

    /// <summary>
    /// Runs axe with all its rules, with all but that of colors, or with that alone, and gives each finding in a line: the
    /// rule, how bad, and where.
    /// </summary>
    private const string Findings =
        """
        async colors => {
            const contrast = 'color-contrast';
            const rules = colors === 'only' ? { runOnly: [contrast] }
                : colors === 'none' ? { rules: { [contrast]: { enabled: false } } } : {};
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
                var rules = (language, scheme, width) switch
                {
                    ("en", ColorScheme.Light, _) => "all",
                    ("en", _, _) => "only",
                    (_, ColorScheme.Light, Narrow) => "none",
                    _ => null,
                };
                if (rules is null && Folder is null)
                {
                    continue;
                }

                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await KeepPicture(page, name, language, width, scheme);
                if (rules is not null)
                {
                    await Examine(page, rules, $"{scheme}, {width}");
                }
            }
        }

        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }

    private static async Task Examine(IPage page, string rules, string where)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(Axe.Value);
        }

        var findings = await page.EvaluateAsync<string[]>(Findings, rules);
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
