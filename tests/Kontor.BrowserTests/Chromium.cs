using Kontor.BrowserTests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Kontor.BrowserTests;

/// <summary>The system's Chromium, driven without a window. Each person has a browser profile of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Places.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("The journeys need Chromium: install the package chromium."),
            Args =
            [
                "--no-sandbox", "--disable-quic", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking",
            ],
        });
    }

    /// <summary>Somebody in front of a browser that asks for English, and in which nobody is signed in.</summary>
    /// <param name="server">Where the pages are.</param>
    /// <param name="language">What the browser asks for, and what the person reads and looks for.</param>
    /// <param name="hasScript">Whether the browser runs script.</param>
    /// <param name="hasMouse">Without one everything is done by keys.</param>
    /// <param name="width">Of the window in pixels.</param>
    public async Task<Person> Person(
        DemoServer server, string language = "en", bool hasScript = true, bool hasMouse = true, int width = Screen.Wide)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = server.Address.OriginalString,
            Locale = language == "en" ? "en-US" : language,
            ViewportSize = new() { Width = width, Height = Screen.Height },
            JavaScriptEnabled = hasScript,
        });
        context.SetDefaultTimeout(30_000);
        return new Person(await context.NewPageAsync(), Words.In(language), hasMouse);
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }
}
