using System.CommandLine;
using Kontor.Server;

namespace Kontor.Sandbox;

/// <summary>
/// <c>kontor walkthrough</c>: plays a two-tier sale and the eight scenarios against a running server with a demo world,
/// over HTTP and with nothing but its <c>credentials.json</c>. Ends with 0 when everything is as it should be, 1 when
/// anything differs, 2 when it cannot be played.
/// </summary>
public static class WalkthroughCommand
{
    private const int AsExpected = 0;
    private const int Different = 1;
    private const int CannotPlay = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string UsualAddress = "http://localhost:5080";

    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = $"Where the server listens (default {UsualAddress}).",
            HelpName = "URL",
            DefaultValueFactory = _ => UsualAddress,
        };
        var data = new Option<string>("--data")
        {
            Description = $"The data folder with {CredentialsFile.Name} (default {ServerSettings.DemoFolder}).",
            HelpName = "DIR",
            DefaultValueFactory = _ => ServerSettings.DemoFolder,
        };
        var verb = new Command(
            "walkthrough", "Plays a two-tier sale and the eight scenarios against a running demo world.") { url, data };
        verb.SetAction((parsed, cancel) => Run(
            parsed.GetRequiredValue(url),
            Path.GetFullPath(parsed.GetRequiredValue(data)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancel));
        return verb;
    }

    /// <returns>0 when everything is as it should be, 1 when something differs, 2 when it cannot be played.</returns>
    public static async Task<int> Run(
        string url, string folder, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            await error.WriteLineAsync($"'{url}' is no address of a server. Write it like {UsualAddress}.");
            return CannotPlay;
        }

        if (CredentialsFile.Read(folder) is not { Count: > 0 } actors)
        {
            await error.WriteLineAsync(
                $"{CredentialsFile.In(folder)} is missing or cannot be read. Name the data folder of the demo world "
                + "with --data; 'kontor serve --demo --reset' makes a fresh world.");
            return CannotPlay;
        }

        using var http = new HttpClient { BaseAddress = server, Timeout = Patience };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US");
        var log = new StepLog(output);
        try
        {
            await Reach(http, cancel);
            var cast = new Cast(http, actors);
            var chain = new ChainWalk(cast, log);
            await chain.Partnership(cancel);
            await chain.Relationship(cancel);
            await new SaleWalk(cast, log).Play(cancel);
            await new ScenarioWalk(cast, log).Play();
            log.Summary();
            return log.IsAllGood ? AsExpected : Different;
        }
        catch (WalkthroughException reason)
        {
            await error.WriteLineAsync(reason.Message);
            return CannotPlay;
        }
        catch (Exception gone) when (gone is HttpRequestException
            || (gone is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            await error.WriteLineAsync(
                $"Kontor does not answer at {server}: {gone.Message} Start it with ./run.sh, or name its address with "
                + "--url.");
            return CannotPlay;
        }
    }

    private static async Task Reach(HttpClient http, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new WalkthroughException($"Kontor at {http.BaseAddress} is not ready ({(int)answer.StatusCode}).");
        }
    }
}
