using System.Globalization;
using Microsoft.Playwright;

namespace Kontor.BrowserTests;

/// <summary>
/// What must hold for every page that somebody looks at, at the width of a desk and of a phone. With
/// <c>KONTOR_SCREENSHOTS=FOLDER</c> each look leaves a picture there.
/// </summary>
internal static class Screen
{
    public const int Wide = 1280;

    public const int Narrow = 390;

    public const int Height = 900;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("KONTOR_SCREENSHOTS");

    public static async Task Check(IPage page, string name)
    {
        foreach (var width in new[] { Narrow, Wide })
        {
            await page.SetViewportSizeAsync(width, Height);
            if (Folder is not null)
            {
                var language = await page.Locator("html").GetAttributeAsync("lang");
                var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{language}-{width}.png");
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file), FullPage = true });
            }

            var overflow = await page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{page.Url} is {overflow} pixels too wide at {width}.");
        }

        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }
}
