using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kontor.Tests;

/// <summary>Kontor as people run it: the program in a process of its own, on a free loopback port.</summary>
internal sealed class KontorProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private KontorProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Starts <c>kontor serve</c> with these arguments and waits until it is ready.</summary>
    public static async Task<KontorProcess> Serve(params string[] arguments)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A server of a test runs for seconds: nothing is gained by measuring how it does.
        start.Environment["DOTNET_TieredPGO"] = "0";
        string[] all = [Path.Combine(AppContext.BaseDirectory, "kontor.dll"), "serve", "--urls", address.OriginalString, .. arguments];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var server = new KontorProcess(process, address);
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("Kontor is ready", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return server;
            }
        }

        throw new InvalidOperationException($"Kontor did not start: {await errors}");
    }

    /// <summary>SIGKILL: the process does nothing more, not even tidy up.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // SIGTERM, as a service manager stops it.
            using var stop = Process.Start("kill", _process.Id.ToString(CultureInfo.InvariantCulture));
            await stop.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
