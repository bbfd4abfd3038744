using Npgsql;

namespace Kontor.Kernel;

/// <summary>
/// Lets one process at a time do something with the database; others wait for their turn. It is given back on disposal,
/// and by PostgreSQL itself when the process dies.
/// </summary>
internal sealed class DatabaseTurn : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly long _key;

    private DatabaseTurn(NpgsqlConnection connection, long key) => (_connection, _key) = (connection, key);

    /// <param name="database">Where.</param>
    /// <param name="key">What for; everybody who does the same asks with the same number.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public static async Task<DatabaseTurn> Take(NpgsqlDataSource database, long key, CancellationToken cancel)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        try
        {
            await Call(connection, "select pg_advisory_lock($1)", key, cancel);
            return new DatabaseTurn(connection, key);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Not left to the pool, which keeps the connection and its locks.
            await Call(_connection, "select pg_advisory_unlock($1)", _key, CancellationToken.None);
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }

    private static async Task Call(NpgsqlConnection connection, string sql, long key, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        command.Parameters.Add(Sql.Long(key));
        await command.ExecuteScalarAsync(cancel);
    }
}
