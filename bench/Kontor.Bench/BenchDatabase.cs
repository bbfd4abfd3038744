using Kontor.Kernel;
using Kontor.Kernel.Postgres;
using Kontor.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Bench;

/// <summary>
/// The database server of a run: the one in <c>Kontor__Database</c>, else an embedded one whose data is kept under
/// bench/.data. Each size of world has a database of its own, loaded once.
/// </summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;
    private readonly string _address;

    private BenchDatabase(EmbeddedPostgres? embedded, string address) => (_embedded, _address) = (embedded, address);

    public static async Task<BenchDatabase> Start()
    {
        if (Environment.GetEnvironmentVariable("Kontor__Database") is { Length: > 0 } given)
        {
            return new BenchDatabase(null, given);
        }

        var embedded = await EmbeddedPostgres.Start(
            new EmbeddedPostgresSettings(Path.GetFullPath("bench/.data")), NullLogger.Instance, CancellationToken.None);
        return new BenchDatabase(embedded, embedded.ConnectionString);
    }

    /// <summary>The connection string of the world with so many customers, which is made when it is not there.</summary>
    public Task<string> World(int customers) =>
        World($"kontor_bench_{customers}", database => BenchWorld.Load(database, customers));

    /// <summary>The same for a world of another kind.</summary>
    public async Task<string> World(string name, Func<NpgsqlDataSource, Task> load)
    {
        await using (var server = NpgsqlDataSource.Create(_address))
        {
            await using var exists = server.CreateCommand($"select 1 from pg_database where datname = '{name}'");
            if (await exists.ExecuteScalarAsync() is null)
            {
                await using var create = server.CreateCommand($"create database {name}");
                await create.ExecuteNonQueryAsync();
            }
        }

        var connectionString = new NpgsqlConnectionStringBuilder(_address) { Database = name }.ConnectionString;
        await using var database = Database.Open(connectionString);
        await SchemaUpdate.Apply(database, CancellationToken.None);
        await load(database);
        return connectionString;
    }

    /// <summary>The connection string of a database without tables; what it held before is dropped.</summary>
    public async Task<string> Empty(string name)
    {
        await using var server = NpgsqlDataSource.Create(_address);
        await using var drop = server.CreateCommand($"drop database if exists {name} with (force)");
        await drop.ExecuteNonQueryAsync();
        await using var create = server.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_address) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }
}
