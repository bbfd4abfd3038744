using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Kontor.BrowserTests;

[assembly: AssemblyFixture(typeof(DemoServer))]

namespace Kontor.BrowserTests;

/// <summary>Somebody of the demo world who signs in.</summary>
/// <param name="Organisation">The legal name.</param>
/// <param name="User">Name to sign in with; a mail address.</param>
/// <param name="Password">In clear: the demo world's passwords are no secret.</param>
/// <param name="TenantId">Of the actor.</param>
/// <param name="ClientId">An API application with the tenant's full roles.</param>
/// <param name="ClientSecret">Of that application.</param>
public sealed record DemoActor(
    string Organisation, string User, string Password, Guid TenantId = default, Guid ClientId = default, string ClientSecret = "");

/// <summary>
/// Kontor as people run it: the built program with a demo world of its own, on a free loopback port. It starts with the
/// first journey and nothing is left of it afterwards.
/// </summary>
public sealed class DemoServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("kontor-journeys-").FullName;
    private Process? _process;
    private JsonElement _actors;

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));

    /// <summary>An actor by its key in <c>credentials.json</c>.</summary>
    public DemoActor this[string key] => _actors.GetProperty(key).Deserialize<DemoActor>(JsonSerializerOptions.Web)!;

    /// <summary>Another user of an actor: the one with that role, as <c>credentials.json</c> calls it.</summary>
    public DemoActor this[string key, string role]
    {
        get
        {
            var user = _actors.GetProperty(key).GetProperty("users").GetProperty(role);
            return this[key] with { User = user.GetProperty("user").GetString()!, Password = user.GetProperty("password").GetString()! };
        }
    }

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Program(), "serve", "--demo", "--urls", Address.OriginalString, "--data", _folder];

        // Most pages are opened a few times only: nothing is gained by measuring how they run.
        start.Environment["DOTNET_TieredPGO"] = "0";

        // The page of all parts is there for developers only, and looked at like every other.
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";

        // The demo world's longest lists count as long, so that their exports are jobs.
        start.Environment["Kontor__Exports__MostSentAtOnce"] = "60";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("Kontor is ready", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                var credentials = await File.ReadAllTextAsync(Path.Combine(_folder, "credentials.json"), patience.Token);
                _actors = JsonDocument.Parse(credentials).RootElement;
                return;
            }
        }

        throw new InvalidOperationException($"Kontor did not start: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            // SIGTERM, as a service manager stops it.
            using var stop = Process.Start("kill", _process.Id.ToString(CultureInfo.InvariantCulture));
            await stop.WaitForExitAsync();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The application beside these tests, built in the same configuration.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Kontor", own.Name, "kontor.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
