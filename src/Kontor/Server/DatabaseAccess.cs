using Kontor.Kernel;
using Kontor.Kernel.Postgres;
using Npgsql;

namespace Kontor.Server;

/// <summary>
/// The database of one process: the server named in <c>Kontor:Database</c>, else the embedded one of the data folder.
/// Disposing stops an embedded server that this process started.
/// </summary>
public sealed class DatabaseAccess : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private DatabaseAccess(NpgsqlDataSource source, EmbeddedPostgres? embedded) => (Source, _embedded) = (source, embedded);

    public NpgsqlDataSource Source { get; }

    /// <summary>For a server: owns the embedded database of the folder as long as it runs.</summary>
    public static Task<DatabaseAccess> ToServe(IConfiguration configuration, string dataFolder, ILogger log, CancellationToken cancel) =>
        Open(configuration, dataFolder, EmbeddedPostgres.Start, log, cancel);

    /// <summary>For a verb: uses the database of a running server, or starts it for the moment.</summary>
    public static Task<DatabaseAccess> ToUse(IConfiguration configuration, string dataFolder, ILogger log, CancellationToken cancel) =>
        Open(configuration, dataFolder, EmbeddedPostgres.UseOrStart, log, cancel);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }

    private static async Task<DatabaseAccess> Open(
        IConfiguration configuration,
        string dataFolder,
        Func<EmbeddedPostgresSettings, ILogger, CancellationToken, Task<EmbeddedPostgres>> open,
        ILogger log,
        CancellationToken cancel)
    {
        if (configuration["Kontor:Database"] is { Length: > 0 } connectionString)
        {
            return new DatabaseAccess(Database.Open(connectionString), null);
        }

        var embedded = await open(EmbeddedPostgresSettings.From(configuration, dataFolder), log, cancel);
        var source = Database.Open(embedded.ConnectionString);
        embedded.Interrupted += source.Clear;
        return new DatabaseAccess(source, embedded);
    }
}
