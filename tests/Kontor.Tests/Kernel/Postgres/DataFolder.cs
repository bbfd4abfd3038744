using System.Globalization;
using Kontor.Kernel.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Tests.Postgres;

/// <summary>A data folder of one test, and what can be seen of its server from outside.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string _temporary = TestFolder.Create();

    public DataFolder(string name = "data") => Path = System.IO.Path.Combine(_temporary, name);

    public string Path { get; }

    /// <summary>The folder above the data folder: everybody may enter it.</summary>
    public string Above => _temporary;

    // Processes die in these tests, not machines.
    public EmbeddedPostgresSettings Settings => new(Path) { Durable = false };

    public PostgresFolders Folders => new(Path);

    public Task<EmbeddedPostgres> Start() =>
        EmbeddedPostgres.Start(Settings, NullLogger.Instance, CancellationToken.None);

    public Task<EmbeddedPostgres> UseOrStart() =>
        EmbeddedPostgres.UseOrStart(Settings, NullLogger.Instance, CancellationToken.None);

    /// <summary>Nobody but the owner may enter the folder above.</summary>
    public void Close() => File.SetUnixFileMode(_temporary, (UnixFileMode)0b111_000_000);

    public void Open() => File.SetUnixFileMode(_temporary, (UnixFileMode)0b111_101_101);

    public static async Task<object?> Ask(string connectionString, string sql)
    {
        var once = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(once);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A line of <c>/proc/PROCESS/status</c> without its name, or null if the process is gone.</summary>
    public static string? Status(int process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
            return line?[(name.Length + 1)..].Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The user a process runs as, seen from outside of any namespace.</summary>
    public static int UserOf(int process) =>
        int.Parse(Status(process, "Uid")!.Split('\t')[0], CultureInfo.InvariantCulture);

    public static bool IsRunning(int process) => Status(process, "State") is { } state && state[0] is not ('Z' or 'X');

    public static async Task WaitUntilGone(int process)
    {
        for (var waited = 0; IsRunning(process); waited++)
        {
            Assert.True(waited < 500, $"Process {process} still runs after ten seconds.");
            await Task.Delay(20);
        }
    }

    public void Dispose() => Directory.Delete(_temporary, recursive: true);
}
