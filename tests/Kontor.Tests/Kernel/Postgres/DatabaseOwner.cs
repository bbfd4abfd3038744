using System.Diagnostics;
using System.Runtime.InteropServices;
using Kontor.Kernel.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Tests.Postgres;

/// <summary>
/// Another process that owns or uses a data folder's server, as a second Kontor would, and can be killed.
/// </summary>
internal sealed class DatabaseOwner : IAsyncDisposable
{
    public const string Role = "database-owner";

    private readonly Process _process;

    private DatabaseOwner(Process process) => _process = process;

    /// <summary>The server's process; null if this one only uses it.</summary>
    public int? Server { get; private set; }

    public string ConnectionString { get; private set; } = "";

    /// <summary>What it said when it could not start; null if it did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Starts the process and waits until its server answers or it refused.</summary>
    /// <param name="verb"><c>start</c> to serve, <c>use</c> to be a command.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="prefix">Words before the command, to run it as another user.</param>
    /// <param name="program">The folder with a copy of this program; null for this one.</param>
    /// <param name="binaries">The folder of PostgreSQL; null to let it search.</param>
    /// <param name="programsFirst">A folder whose programs come before those of the machine.</param>
    public static async Task<DatabaseOwner> Start(
        string verb,
        string folder,
        string[]? prefix = null,
        string? program = null,
        string? binaries = null,
        string? programsFirst = null)
    {
        string[] words =
        [
            .. prefix ?? [], Dotnet, Path.Combine(program ?? AppContext.BaseDirectory, "Kontor.Tests.dll"),
            Role, verb, folder, .. binaries is null ? Array.Empty<string>() : [binaries],
        ];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{programsFirst}:{Environment.GetEnvironmentVariable("PATH")}";
        var process = Process.Start(start)!;
        var owner = new DatabaseOwner(process);
        var answer = await process.StandardOutput.ReadLineAsync() ?? "It ended without a word.";
        if (answer.Split(' ', 3) is ["ready", var server, var address])
        {
            owner.Server = server == "-" ? null : int.Parse(server, provider: null);
            owner.ConnectionString = address;
        }
        else
        {
            owner.Refusal = answer;
        }

        return owner;
    }

    /// <summary>Kills it, so that it can do nothing about it.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it end in its own time, without waiting for that.</summary>
    public void AskToEnd() => _process.StandardInput.Close();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            AskToEnd();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>The other side: starts what it is told and keeps it until its input ends.</summary>
    internal static async Task<int> Play(string[] words)
    {
        var settings = new EmbeddedPostgresSettings(words[1])
        {
            Binaries = words.ElementAtOrDefault(2),
            Durable = false,
        };
        try
        {
            await using var postgres = await (words[0] == "start"
                ? EmbeddedPostgres.Start(settings, NullLogger.Instance, CancellationToken.None)
                : EmbeddedPostgres.UseOrStart(settings, NullLogger.Instance, CancellationToken.None));
            var server = postgres.ServerProcess()?.ToString(provider: null) ?? "-";
            Console.WriteLine($"ready {server} {postgres.ConnectionString}");
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (EmbeddedPostgresException refused)
        {
            Console.WriteLine(refused.Message);
            return 1;
        }
    }

    // …/dotnet/shared/Microsoft.NETCore.App/10.0.0/ → …/dotnet/dotnet
    private static string Dotnet =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
