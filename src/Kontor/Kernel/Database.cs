using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Kernel;

/// <summary>How the application reaches its one PostgreSQL.</summary>
public static class Database
{
    /// <summary>Connections of one server. PostgreSQL's own limit must allow for all servers of a group.</summary>
    private const int PoolSize = 64;

    /// <summary>A pool for the connection string, with prepared statements kept on each connection.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.MaxAutoPrepare = 200;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;
        settings.MaxPoolSize = PoolSize;
        settings.ApplicationName = "kontor";
        return builder.Build();
    }

    public static IServiceCollection AddDatabase(this IServiceCollection services, NpgsqlDataSource database) =>
        services
            .AddSingleton(database)
            .AddDbContext<KontorDb>(options => Configure(options, database), ServiceLifetime.Scoped, ServiceLifetime.Singleton);

    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource database) =>
        options.UseNpgsql(database, npgsql => npgsql
            .MigrationsHistoryTable("schema_versions")

            // The few queries that load two collections load small ones; the framework wants to be told so.
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery));
}
