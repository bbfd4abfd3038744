using System.CommandLine;
using System.Net;
using Kontor.Kernel.Postgres;
using Kontor.Policy;
using Kontor.Sandbox;
using Microsoft.Extensions.Options;
using Npgsql;
using Command = System.CommandLine.Command;

namespace Kontor.Server;

/// <summary><c>kontor serve</c>: runs the server until it is told to stop.</summary>
public static class ServeCommand
{
    private const string UsualAddress = "http://localhost:5080";

    public static Command Create()
    {
        var demo = new Option<bool>("--demo") { Description = "Creates the demo world when the database is empty, and allows the sandbox." };
        var reset = new Option<bool>("--reset") { Description = "With --demo: throws the demo world away and makes a fresh one." };
        var urls = new Option<string>("--urls")
        {
            Description = $"Addresses to listen on, separated by semicolons (default {UsualAddress}).",
            HelpName = "URLS",
        };
        var remote = new Option<bool>("--allow-remote") { Description = "With --demo: allows addresses that other machines can reach." };
        var verb = new Command("serve", "Runs the server.") { Options = { demo, reset, urls, remote } };
        var common = new CommonOptions(verb);
        verb.SetAction((parsed, cancel) => Serve(
            common.Configuration(parsed),
            new ServerSettings(
                common.DataFolder(parsed, parsed.GetValue(demo) ? ServerSettings.DemoFolder : ServerSettings.UsualFolder),
                parsed.GetValue(demo)),
            parsed.GetValue(urls),
            parsed.GetValue(reset),
            parsed.GetValue(remote),
            cancel));
        return verb;
    }

    private static async Task<int> Serve(
        IConfiguration configuration, ServerSettings settings, string? urls, bool reset, bool allowRemote, CancellationToken cancel)
    {
        var addresses = (urls ?? configuration["Kontor:Urls"] ?? UsualAddress)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (settings.IsDemo && !allowRemote && addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open)
        {
            return Refuse($"The demo world has known passwords and does not listen on {open}, which other machines may reach. "
                + "Use a loopback address, or add --allow-remote if you mean it.");
        }

        if (reset && !settings.IsDemo)
        {
            return Refuse("--reset throws everything away and therefore works with --demo only.");
        }

        using var logging = KontorHost.Logging(configuration);
        try
        {
            await using var database = await DatabaseAccess.ToServe(
                configuration, settings.DataFolder, logging.CreateLogger("Kontor"), cancel);
            if (reset)
            {
                await DemoWorld.Clear(database.Source, cancel);
            }

            await SchemaUpdate.Apply(database.Source, cancel);
            await using var app = KontorHost.BuildServer(configuration, settings, database.Source, addresses);

            // Here and not only in the host, which would tell the log of it with all that was called.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.Services.GetRequiredService<CurrentPolicy>().Load(cancel);
            string? welcome = null;
            if (settings.IsDemo)
            {
                await DemoWorld.Ensure(app.Services, settings, cancel);
                welcome = await DemoWorld.Welcome(app.Services, settings, cancel);
            }
            else if (configuration["Kontor:DataProtection:Certificate"] is null)
            {
                logging.CreateLogger("Kontor").LogWarning(
                    "The keys that sign tokens lie in the database unencrypted. Set " +
                    "Kontor:DataProtection:Certificate to a certificate that encrypts them");
            }

            await app.StartAsync(cancel);
            Announce(app.Urls, welcome);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        }
        catch (OptionsValidationException wrong)
        {
            return Refuse(string.Join(Environment.NewLine, wrong.Failures));
        }
        catch (Exception error) when (error is EmbeddedPostgresException or NpgsqlException or InvalidOperationException)
        {
            return Refuse(Verb.Sentence(error));
        }
        catch (IOException error)
        {
            return Refuse($"{error.Message} Choose another address with --urls.");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static void Announce(ICollection<string> addresses, string? welcome)
    {
        if (welcome is not null)
        {
            Console.WriteLine(welcome);
        }

        foreach (var address in addresses)
        {
            Console.WriteLine($"Kontor is ready at {address}");
        }
    }

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal),
            UriKind.Absolute, out var uri)
        && (uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var host) && IPAddress.IsLoopback(host)));

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Verb.CannotStart;
    }
}
