using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;

namespace Kontor.Kernel.Postgres;

/// <summary>
/// A PostgreSQL server of Kontor's own, for demos and small installations: its files lie in the data folder, only this
/// machine reaches it, through a Unix socket in a folder that only its user may enter, and it lives no longer than
/// Kontor. If it dies meanwhile, it is started again within a moment.
/// </summary>
/// <remarks>
/// A data folder has one owner, the process that runs the server. <see cref="Start"/> is for whoever serves: it becomes
/// the owner or refuses. <see cref="UseOrStart"/> is for commands: it uses the owner's server, or owns one for a
/// moment. What cannot be done ends in an <see cref="EmbeddedPostgresException"/> whose message is meant for people.
/// </remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan BriefOwnerPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UsePatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private const int ToleratedFailures = 4;

    private Func<ValueTask>? _end;

    private EmbeddedPostgres(string connectionString, Func<ValueTask> end)
    {
        ConnectionString = connectionString;
        _end = end;
    }

    /// <summary>
    /// For Npgsql: host (the socket's folder), user name and database, which exists. It stays valid when the server is
    /// started again.
    /// </summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Raised, on a thread of its own, each time the server has died, before it is started again: every pooled
    /// connection is dead, so this is the place to clear pools. Never raised for a server that another process owns.
    /// </summary>
    public event Action? Interrupted;

    /// <summary>The server's process if it is ours and runs; a new number after each restart.</summary>
    internal Func<int?> ServerProcess { get; private init; } = () => null;

    /// <summary>
    /// Becomes the owner of the data folder and starts its server. Waits while a command owns the folder for a moment;
    /// refuses while another Kontor serves from it.
    /// </summary>
    public static async Task<EmbeddedPostgres> Start(
        EmbeddedPostgresSettings settings, ILogger log, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NotOnWindows();
        }

        var folders = new PostgresFolders(settings.DataFolder);
        folders.Create();
        var said = false;
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(Glance, cancel))
        {
            if (OwnerLock.TryTake(folders, Ownership.Serving, Address(folders)) is { } ownerLock)
            {
                return await StartOwned(settings, folders, ownerLock, Ownership.Serving, log, cancel);
            }

            var owner = OwnerLock.Current(folders);
            if (owner?.Ownership == Ownership.Serving || waited.Elapsed > BriefOwnerPatience)
            {
                throw new EmbeddedPostgresException(
                    $"Kontor already runs on the data folder {folders.Data} (process {owner?.Process}). Stop it " +
                    "first, or give another folder with --data.");
            }

            if (owner is not null && !said)
            {
                log.LogInformation(
                    "Waiting for process {Process}, which uses the database for a moment", owner.Process);
                said = true;
            }
        }
    }

    /// <summary>
    /// Uses the server that the data folder's owner runs, or, if nobody owns the folder, starts it and stops it on
    /// disposal, once others who came to use it have left.
    /// </summary>
    public static async Task<EmbeddedPostgres> UseOrStart(
        EmbeddedPostgresSettings settings, ILogger log, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NotOnWindows();
        }

        var folders = new PostgresFolders(settings.DataFolder);
        folders.Create();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < UsePatience; await Task.Delay(Glance, cancel))
        {
            if (OwnerLock.TryTake(folders, Ownership.Brief, Address(folders)) is { } ownerLock)
            {
                return await StartOwned(settings, folders, ownerLock, Ownership.Brief, log, cancel);
            }

            if (OwnerLock.Current(folders) is { } owner && OwnerLock.TryMarkUse(folders) is { } mark)
            {
                if (await IsReady(owner.ConnectionString, create: false, cancel))
                {
                    return new EmbeddedPostgres(owner.ConnectionString, () =>
                    {
                        mark.Dispose();
                        return ValueTask.CompletedTask;
                    });
                }

                mark.Dispose();
            }
        }

        throw new EmbeddedPostgresException(
            $"The data folder {folders.Data} is in use by process {OwnerLock.Current(folders)?.Process}, but its " +
            $"database did not answer for a minute. Its log is in {folders.ServerLog}.");
    }

    /// <summary>Stops the server if it is ours (a fast, clean shutdown) and gives the data folder free.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _end, null)?.Invoke() ?? ValueTask.CompletedTask;

    private static EmbeddedPostgresException NotOnWindows() => new(
        "The embedded PostgreSQL runs on Linux and macOS. On Windows, use the Windows Subsystem for Linux, or give " +
        "the connection string of a PostgreSQL server in Kontor__Database.");

    [UnsupportedOSPlatform("windows")]
    private static string Address(PostgresFolders folders) => new NpgsqlConnectionStringBuilder
    {
        Host = folders.Sockets,
        Username = PostgresCluster.Role,
        Database = "kontor",
    }.ConnectionString;

    [UnsupportedOSPlatform("windows")]
    private static async Task<EmbeddedPostgres> StartOwned(
        EmbeddedPostgresSettings settings,
        PostgresFolders folders,
        OwnerLock ownerLock,
        Ownership ownership,
        ILogger log,
        CancellationToken cancel)
    {
        ServerSupervisor? supervisor = null;
        try
        {
            await Task.Run(() => Leftovers.Clear(folders, log), cancel);
            var found = PostgresBinaries.Find(settings, folders);
            var (user, binaries) = await ServerUser.Choose(folders, found, cancel);
            await new PostgresCluster(folders, binaries, user).Prepare(settings.Durable, log, cancel);

            supervisor = new ServerSupervisor(folders, binaries, user, log);
            var address = Address(folders);
            await WaitUntilReady(supervisor, address, log, cancel);
            log.LogInformation("The database runs as {User} in {Folder}", user.Name, folders.Home);

            var running = supervisor;
            var postgres = new EmbeddedPostgres(address, () => End(folders, running, ownerLock, ownership, log))
            {
                ServerProcess = () => running.ProcessId,
            };
            running.Died += () => postgres.Interrupted?.Invoke();
            return postgres;
        }
        catch
        {
            supervisor?.Dispose();
            ownerLock.Dispose();
            throw;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static async ValueTask End(
        PostgresFolders folders, ServerSupervisor supervisor, OwnerLock ownerLock, Ownership ownership, ILogger log)
    {
        using var _ = ownership == Ownership.Brief ? await WaitForUsers(folders, log) : null;
        await Task.Run(supervisor.Dispose);
        folders.RemoveTemporary();
        ownerLock.Dispose();
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<IDisposable?> WaitForUsers(PostgresFolders folders, ILogger log)
    {
        var said = false;
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < BriefOwnerPatience; await Task.Delay(Glance))
        {
            if (OwnerLock.TryExcludeUsers(folders) is { } exclusion)
            {
                return exclusion;
            }

            if (!said)
            {
                log.LogInformation("Waiting for another command that uses the database");
                said = true;
            }
        }

        return null;
    }

    /// <summary>Waits as long as the server lives: after a crash it may have much to recover.</summary>
    [UnsupportedOSPlatform("windows")]
    private static async Task WaitUntilReady(
        ServerSupervisor supervisor, string address, ILogger log, CancellationToken cancel)
    {
        var said = Stopwatch.StartNew();
        while (!await IsReady(address, create: true, cancel))
        {
            if (supervisor.Defect is not null || supervisor.FailuresInARow > ToleratedFailures)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL does not start. {supervisor.Defect?.Message ?? supervisor.LastWords()}");
            }

            if (said.Elapsed > TimeSpan.FromSeconds(5))
            {
                log.LogInformation("Waiting for the database to recover what a crash left unfinished");
                said.Restart();
            }

            await Task.Delay(10, cancel);
        }
    }

    /// <summary>
    /// Whether the server answers and has Kontor's database, which the owner creates in a new cluster.
    /// </summary>
    private static async Task<bool> IsReady(string address, bool create, CancellationToken cancel)
    {
        try
        {
            await Execute(address, "SELECT 1", cancel);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            if (create)
            {
                var maintenance = new NpgsqlConnectionStringBuilder(address) { Database = "postgres" };
                await Execute(maintenance.ConnectionString, "CREATE DATABASE kontor", cancel);
            }

            return create;
        }
        catch (NpgsqlException e) when (e.IsTransient || e.InnerException is SocketException or IOException)
        {
            return false;
        }
    }

    private static async Task Execute(string address, string sql, CancellationToken cancel)
    {
        await using var connection =
            new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
