using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Server;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Sandbox;

/// <summary>The world that integrators and newcomers find: actors of every kind, and a believable business.</summary>
public static class DemoWorld
{
    /// <summary>"world" as a number; every server asks for the same turn.</summary>
    private const long TurnKey = 0x776F726C64;

    private const int TheOne = 1;

    /// <summary>Throws everything away, tables included.</summary>
    public static async Task Clear(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var turn = await DatabaseTurn.Take(database, TurnKey, cancel);
        await using var command = database.CreateCommand("drop schema public cascade; create schema public");
        await command.ExecuteNonQueryAsync(cancel);
        database.Clear();
    }

    /// <summary>
    /// Makes the world when the database is empty: once, also when several servers start together. What a kill left
    /// half made is thrown away first; a world counts as made when its last row and <c>credentials.json</c> are
    /// written. Anything else in the database is kept as it is.
    /// </summary>
    public static async Task Ensure(IServiceProvider services, ServerSettings settings, CancellationToken cancel)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        await using var turn = await DatabaseTurn.Take(database, TurnKey, cancel);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        if (await db.WorldRecords.AnyAsync(world => world.CompletedAt == null, cancel))
        {
            await Empty(database, cancel);
        }

        if (await db.WorldRecords.AnyAsync(cancel) || await db.Tenants.AnyAsync(cancel))
        {
            return;
        }

        await Make(services, settings, db, cancel);
    }

    /// <summary>Who lives there and where their secrets stand, for the terminal; without secrets.</summary>
    public static async Task<string> Welcome(
        IServiceProvider services, ServerSettings settings, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        var world = await db.WorldRecords.AsNoTracking().SingleOrDefaultAsync(cancel);
        if (world is null)
        {
            return "This database holds data that Kontor did not make as a demo world. They are kept as they are; "
                + "--reset throws them away and makes a fresh demo world.";
        }

        var actors = CredentialsFile.Read(settings.DataFolder);
        return actors is not null && await AreOfThisWorld(db, actors, cancel)
            ? Table(actors) + $"Passwords, client ids and secrets: {CredentialsFile.In(settings.DataFolder)}"
            : $"The demo world is here, but {CredentialsFile.In(settings.DataFolder)} is not, or is of another world. "
                + $"It was written to {world.Folder} when the world was made, once: the database holds hashes only. "
                + "Copy it back from there, or start with --reset for a fresh demo world.";
    }

    private static async Task Make(
        IServiceProvider services, ServerSettings settings, KontorDb db, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var clock = services.GetRequiredService<TimeProvider>();
        var world = new WorldRecord { Id = TheOne, BegunAt = clock.Now(), Folder = settings.DataFolder };
        db.Add(world);
        await db.SaveChangesAsync(cancel);

        CredentialsFile.Write(settings.DataFolder, await WorldBuilder.Build(services, cancel));
        world.CompletedAt = clock.Now();
        await db.SaveChangesAsync(cancel);
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Kontor").LogInformation(
            "The demo world was made in {Seconds} s.",
            watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
    }

    /// <summary>All rows but those that other servers of the group may hold in memory already: their keys.</summary>
    private static async Task Empty(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            do $$
            begin
                execute (
                    select 'truncate ' || string_agg(format('%I', tablename), ', ')
                    from pg_tables
                    where schemaname = 'public'
                        and tablename not in ('schema_versions', 'signing_keys', 'data_protection_keys'));
            end
            $$
            """);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<bool> AreOfThisWorld(
        KontorDb db, IReadOnlyDictionary<string, ActorCredentials> actors, CancellationToken cancel)
    {
        var clients = actors.Values.Select(actor => new ClientId(actor.ClientId)).ToArray();
        return clients.Length > 0
            && await db.ApiApplications.CountAsync(a => clients.Contains(a.ClientId), cancel) == clients.Length;
    }

    private static string Table(IReadOnlyDictionary<string, ActorCredentials> actors)
    {
        var text = new StringBuilder().AppendLine("Demo users:");
        var (names, users) = (actors.Keys.Max(name => name.Length), actors.Values.Max(actor => actor.User.Length));
        foreach (var (name, actor) in actors)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {name.PadRight(names)}  {actor.User.PadRight(users)}  {actor.Organisation}");
        }

        return text.ToString();
    }
}
