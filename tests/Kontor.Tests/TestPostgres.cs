using Kontor.Kernel;
using Kontor.Kernel.Postgres;
using Kontor.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestPostgres))]

namespace Kontor.Tests;

/// <summary>
/// The PostgreSQL server of one test run: an embedded one in a temporary folder, or the server whose connection string
/// stands in <c>KONTOR_TEST_POSTGRES</c> (its user must be allowed to create databases). It starts when the first test
/// asks for a database, and nothing is left of it afterwards. With <c>KONTOR_TEST_POSTGRES=none</c> whoever asks for a
/// database is skipped.
/// </summary>
public sealed class TestPostgres : IAsyncLifetime
{
    private static readonly string Run = $"kontor_test_{Guid.NewGuid():N}"[..24];
    private static readonly string Template = $"{Run}_template";
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly Lazy<Task<string>> Address = new(StartServer);
    private static readonly string? Given = Environment.GetEnvironmentVariable("KONTOR_TEST_POSTGRES");
    private static EmbeddedPostgres? _embedded;
    private static string? _folder;
    private static int _databases;

    /// <summary>
    /// A database of its own with Kontor's tables: a copy of the template, which takes some 40 ms. Its files are copied as
    /// they are, with what PostgreSQL keeps in them for whoever connects, and nothing is written to the log.
    /// </summary>
    public static async Task<TestDatabase> CreateDatabase()
    {
        Assert.SkipWhen(Given == "none", "This run has no database.");
        var address = await Address.Value;
        var name = $"{Run}_{Interlocked.Increment(ref _databases)}";
        await OneAtATime.WaitAsync();
        try
        {
            await Execute(address, $"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY FILE_COPY");
        }
        finally
        {
            OneAtATime.Release();
        }

        return new TestDatabase(address, name);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Address.IsValueCreated && !Address.Value.IsFaulted && _embedded is null)
        {
            await DropAll(await Address.Value);
        }

        await StopEmbedded();
    }

    internal static async Task Execute(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(At(address, database: null));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static KontorDb Db(NpgsqlDataSource source)
    {
        var options = new DbContextOptionsBuilder<KontorDb>();
        Database.Configure(options, source);
        return new KontorDb(options.Options);
    }

    private static async Task<string> StartServer()
    {
        try
        {
            var address = Given ?? await StartEmbedded();
            await Execute(address, $"CREATE DATABASE {Template}");
            await using var source = NpgsqlDataSource.Create(At(address, Template));
            await using var db = Db(source);
            await db.Database.MigrateAsync();
            return address;
        }
        catch
        {
            await StopEmbedded();
            throw;
        }
    }

    private static async Task<string> StartEmbedded()
    {
        _folder = TestFolder.CreateInMemory();
        var settings = new EmbeddedPostgresSettings(_folder) { Durable = false };
        _embedded = await EmbeddedPostgres.Start(settings, NullLogger.Instance, CancellationToken.None);
        return _embedded.ConnectionString;
    }

    private static async Task StopEmbedded()
    {
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        (_embedded, _folder) = (null, null);
    }

    private static async Task DropAll(string address)
    {
        for (var number = 1; number <= _databases; number++)
        {
            await Execute(address, $"DROP DATABASE IF EXISTS {Run}_{number} WITH (FORCE)");
        }

        await Execute(address, $"DROP DATABASE {Template}");
    }

    // A connection in a pool would keep the template from being copied.
    private static string At(string address, string? database)
    {
        var at = new NpgsqlConnectionStringBuilder(address) { Pooling = false };
        at.Database = database ?? at.Database;
        return at.ConnectionString;
    }
}

/// <summary>One test's database. It is dropped on disposal.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;
    private readonly bool _isKept;
    private readonly Lazy<NpgsqlDataSource> _source;

    internal TestDatabase(string server, string name, bool isKept = false)
    {
        _server = server;
        _name = name;
        _isKept = isKept;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        _source = new Lazy<NpgsqlDataSource>(() => Database.Open(ConnectionString));
    }

    /// <summary>A database that somebody else made and will remove.</summary>
    public static TestDatabase Existing(string connectionString) =>
        new(connectionString, new NpgsqlConnectionStringBuilder(connectionString).Database!, isKept: true);

    public string ConnectionString { get; }

    /// <summary>Connections to it, closed when the database is disposed of.</summary>
    public NpgsqlDataSource Source => _source.Value;

    /// <summary>A new unit of work on it.</summary>
    public KontorDb Db() => TestPostgres.Db(Source);

    public async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated)
        {
            await _source.Value.DisposeAsync();
        }

        if (!_isKept)
        {
            await TestPostgres.Execute(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }
    }
}
