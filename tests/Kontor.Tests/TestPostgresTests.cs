using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Tests;

public sealed class TestPostgresTests
{
    [Fact]
    public async Task The_migrations_make_what_the_model_describes()
    {
        await using var database = await TestPostgres.CreateDatabase();
        await using var db = database.Db();

        Assert.False(db.Database.HasPendingModelChanges(), "Run eng/add-migration NAME.");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Each_test_has_a_database_of_its_own()
    {
        await using var one = await TestPostgres.CreateDatabase();
        await using var other = await TestPostgres.CreateDatabase();

        await using var create = one.Source.CreateCommand("CREATE TABLE only_here (id int)");
        await create.ExecuteNonQueryAsync();
        await using var read = other.Source.CreateCommand("SELECT count(*) FROM only_here");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => read.ExecuteScalarAsync());
        Assert.Equal(PostgresErrorCodes.UndefinedTable, refused.SqlState);
    }

    [Fact]
    public async Task A_database_is_gone_when_its_test_is_over()
    {
        var database = await TestPostgres.CreateDatabase();
        await using (var any = database.Source.CreateCommand("SELECT 1"))
        {
            await any.ExecuteScalarAsync();
        }

        await database.DisposeAsync();

        await using var connection = new NpgsqlConnection(database.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refused.SqlState);
    }
}
