using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Kontor.Bench;

/// <summary>A Kontor server in a process of its own, as it runs in production, on a free loopback port.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<ServerProcess> Start(string connectionString)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "kontor.dll"),
                "serve", "--demo", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                "--data", Path.GetFullPath("bench/.data/server"),
                "--database", connectionString,
            },
            RedirectStandardOutput = true,
        };
        var server = new ServerProcess(Process.Start(start)!, port);
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Kontor is ready", StringComparison.Ordinal))
            {
                _ = server._process.StandardOutput.ReadToEndAsync();
                return server;
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>A token of the partner's application.</summary>
    public async Task<string> Token(int partner)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", BenchWorld.Application(partner).ToString()),
            new("client_secret", BenchWorld.ApplicationSecret),
            new("resource", "https://graph.windows.net"),
        ]);
        var answer = await client.PostAsync(
            new Uri($"http://127.0.0.1:{Port}/{BenchWorld.Provider(partner)}/oauth2/token"), form);
        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return token.GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
