using Kontor.Server;
using Npgsql;

namespace Kontor.Sandbox;

/// <summary>The world that integrators and newcomers find: actors of every kind, and a believable business.</summary>
public static class DemoWorld
{
    /// <summary>Throws everything away.</summary>
    public static async Task Clear(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("drop schema public cascade; create schema public");
        await command.ExecuteNonQueryAsync(cancel);
        database.Clear();
    }

    public static Task Ensure(IServiceProvider services, ServerSettings settings, CancellationToken cancel) => Task.CompletedTask;

    public static string Welcome(ServerSettings settings) => settings.DataFolder;
}
