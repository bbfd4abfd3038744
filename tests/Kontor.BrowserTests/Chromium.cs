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
    public async Task<Person> Person(DemoServer server)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = server.Address.OriginalString,
            Locale = "en-US",
            ViewportSize = new() { Width = Screen.Wide, Height = Screen.Height },
        });
        context.SetDefaultTimeout(30_000);
        return new Person(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }
}
