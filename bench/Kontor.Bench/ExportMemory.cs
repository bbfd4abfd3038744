using System.Diagnostics;
using System.Net.Http.Headers;

namespace Kontor.Bench;

/// <summary>How long the export of all customers takes, when its first rows come, and what memory the server takes for it.</summary>
internal static class ExportMemory
{
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static async Task Measure(ServerProcess process, string cookie)
    {
        foreach (var format in new[] { "csv", "xlsx" })
        {
            // The first brings the code into memory.
            await Export(process, cookie, format);
            var before = process.WorkingSet;
            var took = await Export(process, cookie, format);
            Figures.Print($"pages.export.{format}.size", took.Bytes / Megabyte, "MB");
            Figures.Print($"pages.export.{format}.first", took.First.TotalMilliseconds, "ms");
            Figures.Print($"pages.export.{format}.all", took.All.TotalSeconds, "s");
            Figures.Print($"pages.export.{format}.before", before / Megabyte, "MB of memory");
            Figures.Print($"pages.export.{format}.peak", took.Peak / Megabyte, "MB of memory");
            Figures.Print($"pages.export.{format}.after", process.WorkingSet / Megabyte, "MB of memory");

            // The same once more as a job: made in the background and stored.
            before = process.WorkingSet;
            var job = await Background(process, cookie, format);
            Figures.Print($"pages.export.{format}.job.all", job.All.TotalSeconds, "s");
            Figures.Print($"pages.export.{format}.job.before", before / Megabyte, "MB of memory");
            Figures.Print($"pages.export.{format}.job.peak", job.Peak / Megabyte, "MB of memory");
        }
    }

    private static async Task<(TimeSpan All, long Peak)> Background(ServerProcess process, string cookie, string format)
    {
        var address = new Uri($"http://127.0.0.1:{process.Port}");
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        var page = await client.GetStringAsync(new Uri("/customers", UriKind.Relative));
        var token = ServerProcess.HiddenFields(page).First(field => field.Key == "__RequestVerificationToken");
        using var form = new FormUrlEncodedContent(
            [token, new("_handler", "export"), new("Address", $"/customers/export?format={format}")]);
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync(new Uri("/exports", UriKind.Relative), form);
        var job = answer.Headers.Location ?? throw new InvalidOperationException($"No export began: {answer.StatusCode}.");
        for (var peak = 0L; ; await Task.Delay(BetweenLooks))
        {
            peak = Math.Max(peak, process.WorkingSet);
            var state = await client.GetStringAsync(job);
            if (state.Contains("/file\"", StringComparison.Ordinal))
            {
                return (Stopwatch.GetElapsedTime(started), peak);
            }

            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(5))
            {
                throw new InvalidOperationException("The export does not end.");
            }
        }
    }

    /// <summary>The export of a list, from the request to the last byte.</summary>
    public static async Task<(long Bytes, TimeSpan First, TimeSpan All, long Peak)> Export(
        ServerProcess process, string cookie, string format, string list = "/customers")
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"http://127.0.0.1:{process.Port}{list}/export?format={format}"));
        request.Headers.Add("Cookie", cookie);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var (bytes, first, peak) = (0L, TimeSpan.Zero, 0L);
        var looked = 0L;
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            first = bytes == 0 ? Stopwatch.GetElapsedTime(started) : first;
            bytes += read;
            if (looked == 0 || Stopwatch.GetElapsedTime(looked) > BetweenLooks)
            {
                looked = Stopwatch.GetTimestamp();
                peak = Math.Max(peak, process.WorkingSet);
            }
        }

        return (bytes, first, Stopwatch.GetElapsedTime(started), peak);
    }
}
