using System.CommandLine;
using Kontor.Server;

namespace Kontor.Sandbox;

/// <summary><c>kontor walkthrough</c>: plays the two-tier sale over HTTP as the demo actors, and the eight scenarios.</summary>
public static class WalkthroughCommand
{
    private const string UsualAddress = "http://localhost:5080";

    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = $"The server (default {UsualAddress}).",
            HelpName = "URL",
            DefaultValueFactory = _ => UsualAddress,
        };
        var data = new Option<string>("--data")
        {
            Description = $"Folder with the demo world's credentials.json (default {ServerSettings.DemoFolder}).",
            HelpName = "DIR",
            DefaultValueFactory = _ => ServerSettings.DemoFolder,
        };
        var verb = new Command("walkthrough", "Plays the two-tier sale over HTTP as the demo actors, step by step.") { Options = { url, data } };
        verb.SetAction((parsed, cancel) => Run(parsed.GetValue(url)!, Path.GetFullPath(parsed.GetValue(data)!), Console.Out, cancel));
        return verb;
    }

    /// <returns>0 when everything went as it should, 1 when something differed, 2 when it could not begin.</returns>
    public static async Task<int> Run(string url, string folder, TextWriter output, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var server) || !server.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"“{url}” is no address of a server. Write it like {UsualAddress}.");
            return Verb.CannotStart;
        }

        if (CredentialsFile.Read(folder) is not { } actors)
        {
            await Console.Error.WriteLineAsync(
                $"There is no {CredentialsFile.Name} that can be read in {folder}. Start the demo world first (./run.sh), or name its data "
                + "folder with --data.");
            return Verb.CannotStart;
        }

        var report = new WalkthroughReport(output);
        try
        {
            await new ChainWalk(server, actors, report).Walk(cancel);
            await new ScenarioWalk(server, actors, report).Walk(cancel);
        }
        catch (WalkthroughException stopped)
        {
            await Console.Error.WriteLineAsync(stopped.Message);
            report.Summary();
            return report.Taken == 0 ? Verb.CannotStart : 1;
        }
        catch (HttpRequestException unreachable)
        {
            await Console.Error.WriteLineAsync(
                $"{server} does not answer ({unreachable.Message}). Start Kontor with ./run.sh, or name its address with --url.");
            return Verb.CannotStart;
        }

        report.Summary();
        return report.Differing == 0 ? 0 : 1;
    }
}
