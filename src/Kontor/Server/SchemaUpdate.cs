using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Server;

/// <summary>Brings a database to this version's tables. Several servers that start together take turns.</summary>
public static class SchemaUpdate
{
    /// <summary>"migrate" as a number; every server asks for the same lock.</summary>
    private const long LockKey = 0x6D696772617465;

    /// <returns>The names of the migrations that were applied; empty when the database was current.</returns>
    public static async Task<IReadOnlyList<string>> Apply(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var turn = await DatabaseTurn.Take(database, LockKey, cancel);
        var options = new DbContextOptionsBuilder<KontorDb>();
        Database.Configure(options, database);
        await using var db = new KontorDb(options.Options);
        var missing = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (missing.Count > 0)
        {
            await db.Database.MigrateAsync(cancel);
        }

        return missing;
    }
}
