using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kontor.Bench;

/// <summary>A Kontor server in a process of its own, as it runs in production, on a free loopback port.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Bytes of memory that the process holds now.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="connectionString">The database of its world.</param>
    /// <param name="name">Servers that run at the same time have folders of their own.</param>
    /// <param name="settings">What differs from the usual, as KEY=VALUE.</param>
    public static async Task<ServerProcess> Start(
        string connectionString, string name = "server", params string[] settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "kontor.dll"),
                "serve", "--demo", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                "--data", Path.GetFullPath($"bench/.data/{name}"),
                "--database", connectionString,
            },
            RedirectStandardOutput = true,
        };
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }

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

    /// <summary>What the forms of a page send by themselves.</summary>
    public static IEnumerable<KeyValuePair<string, string>> HiddenFields(string page) =>
        HiddenField().Matches(page).Select(field => KeyValuePair.Create(field.Groups[1].Value, field.Groups[2].Value));

    /// <summary>The cookies of somebody who has signed in on the page.</summary>
    public async Task<string> SignIn(string userName, string password)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        var page = await client.GetStringAsync(new Uri("/signin", UriKind.Relative));
        using var form = new FormUrlEncodedContent(
        [
            .. HiddenFields(page),
            new("Form.UserName", userName),
            new("Form.Password", password),
        ]);
        using var answer = await client.PostAsync(new Uri("/signin", UriKind.Relative), form);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? cookies.GetCookieHeader(client.BaseAddress)
            : throw new InvalidOperationException($"Nobody could sign in: {answer.StatusCode}.");
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

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
