using Kontor.Kernel;
using Kontor.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kontor.Tests;

/// <summary>
/// The one way to arrange a test: a database of its own, a clock that stands until it is moved, and the application as
/// it is composed for serving. It speaks the trade: <c>world.Provider("DE")</c>, <c>world.Partnership(p, r)</c>.
/// Parties stand in World.Parties.cs, what binds them in World.Relations.cs.
/// </summary>
public sealed partial class World : IAsyncDisposable
{
    /// <summary>Where links of this world lead.</summary>
    public const string PublicUrl = "https://kontor.test";

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly CheapSecrets _secrets = new();

    private World(TestDatabase database)
    {
        _database = database;
        _services = KontorHost.BuildServices(
            Configuration(),
            new ServerSettings(Path.GetTempPath(), IsDemo: false),
            database.Source,
            services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.ConfigureDbContext<KontorDb>(options => options.AddInterceptors(Interruption.OfStatements));
                _secrets.AddTo(services);
                services.AddLogging(logging => logging.ClearProviders());
            });
    }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.Now();

    /// <summary>The application's services that live as long as it does.</summary>
    public IServiceProvider Services => _services;

    public static async Task<World> Create() => new(await TestPostgres.CreateDatabase());

    /// <summary>A world in a database that other processes use too.</summary>
    public static World On(TestDatabase database) => new(database);

    /// <summary>The database, for a server in a process of its own.</summary>
    public string ConnectionString => _database.ConnectionString;

    /// <summary>Connections to this world's database.</summary>
    public Npgsql.NpgsqlDataSource Source => _database.Source;

    /// <summary>A new unit of work, to look at what was saved.</summary>
    public KontorDb Db() => _database.Db();

    /// <summary>Lets a use case or query do something in a unit of work of its own, as one request would.</summary>
    public async Task<T> Does<TUseCase, T>(Func<TUseCase, Task<T>> act)
        where TUseCase : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>
    /// The same while something else happens right before one of its statements, the first of which is 0. False when it
    /// had fewer statements, and so was not interrupted.
    /// </summary>
    public async Task<(T Result, bool IsInterrupted)> DoesInterrupted<TUseCase, T>(
        int statement, Func<Task> interruption, Func<TUseCase, Task<T>> act)
        where TUseCase : notnull
    {
        var interrupted = Interruption.Before(statement, interruption);
        return (await Does(act), interrupted.HasHappened);
    }

    /// <summary>The mails that wait to be sent: by the time they were written, then by recipient.</summary>
    public async Task<IReadOnlyList<Mail>> Mails()
    {
        await using var db = Db();
        var seal = _services.GetRequiredService<MailSeal>();
        return
        [
            .. db.OutboxMessages.AsEnumerable()
                .Select(message => (message.CreatedAt, Mail: seal.Open(message)))
                .OrderBy(m => m.CreatedAt).ThenBy(m => m.Mail.To, StringComparer.Ordinal)
                .Select(m => m.Mail),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await StopServers();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Kontor:PublicUrl", PublicUrl)])
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();

    private async Task Save(params object[] rows)
    {
        await using var db = Db();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
