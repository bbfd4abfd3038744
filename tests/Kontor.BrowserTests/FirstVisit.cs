using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kontor.BrowserTests;

/// <summary>What somebody waits for who comes for the first time: with nothing kept by the browser yet.</summary>
public sealed partial class FirstVisit(DemoServer server, Chromium chromium)
{
    /// <summary>In bytes as they are sent, headers included.</summary>
    private const long MostWeight = 150_000;

    private const string WatchShifts =
        """
        window.shifts = [];
        new PerformanceObserver(seen => {
            for (const shift of seen.getEntries()) {
                if (!shift.hadRecentInput) {
                    window.shifts.push(shift.value + ': ' + shift.sources.map(
                        source => (source.node?.outerHTML ?? source.node?.textContent ?? '').slice(0, 120)).join(' | '));
                }
            }
        }).observe({ type: 'layout-shift', buffered: true });
        """;

    [Theory]
    [InlineData(null, "/")]
    [InlineData(null, "/signin")]
    [InlineData("provider", "/home")]
    [InlineData("provider", "/customers")]
    [InlineData("customer", "/my-subscriptions")]
    public async Task The_first_page_is_light(string? actor, string path)
    {
        await using var person = await Somebody(actor, Screen.Wide);
        var page = await person.Page.Context.NewPageAsync();
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        var (weight, parts) = (0L, new ConcurrentBag<string>());
        session.Event("Network.loadingFinished").OnEvent += (_, told) =>
            Interlocked.Add(ref weight, (long)told!.Value.GetProperty("encodedDataLength").GetDouble());
        page.RequestFinished += (_, part) => parts.Add(MarkOfContent().Replace(new Uri(part.Url).AbsolutePath, ""));

        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Contains("/look/inter-latin.woff2", parts);
        Assert.Equal(parts.Distinct().Order(), parts.Order());
        Assert.True(weight is > 0 and < MostWeight, $"{path} weighs {weight:N0} bytes: {string.Join(", ", parts)}");
    }

    [Theory]
    [InlineData(null, "/", "/signin")]
    [InlineData("provider", "/home", "/customers", "/resellers", "/catalogue", "/orders", "/subscriptions", "/resellers/invite")]
    [InlineData("customer", "/home", "/my-partners", "/my-subscriptions")]
    [InlineData("vendor", "/price-lists/import", "/jobs", "/ops/partners")]
    public async Task Nothing_moves_once_it_is_shown_even_when_the_type_comes_late(string? actor, params string[] paths)
    {
        foreach (var width in new[] { Screen.Wide, Screen.Narrow })
        {
            await using var person = await Somebody(actor, width);
            await person.Page.RouteAsync("**/*.woff2", async route =>
            {
                await Task.Delay(400);
                await route.ContinueAsync();
            });
            await person.Page.AddInitScriptAsync(WatchShifts);
            foreach (var path in paths)
            {
                await person.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
                await person.Page.EvaluateAsync("() => document.fonts.ready");

                var shifts = await person.Page.EvaluateAsync<string[]>("() => window.shifts");
                Assert.True(shifts.Length == 0, $"{path} at {width}: {string.Join(Environment.NewLine, shifts)}");
            }
        }
    }

    /// <summary>What the names of files carry so that a browser may keep them.</summary>
    [GeneratedRegex(@"\.[a-z0-9]{10}(?=\.\w+$)")]
    private static partial Regex MarkOfContent();

    private async Task<Person> Somebody(string? actor, int width)
    {
        var person = await chromium.Person(server);
        if (actor is not null)
        {
            await person.SignIn(server[actor]);
        }

        await person.Page.SetViewportSizeAsync(width, Screen.Height);
        return person;
    }
}
