using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>Tenants whose figures somebody looked at and found old.</summary>
public sealed class WantedFigures : WantedCounts;

/// <summary>Tenants whose map somebody looked at and found old.</summary>
public sealed class WantedMaps : WantedCounts;

public sealed class FiguresRefresher(WantedFigures queue, Figures figures, ILogger<FiguresRefresher> log)
    : CountsRefresher(queue, figures.Refresh, log);

public sealed class MapsRefresher(WantedMaps queue, SalesMap maps, ILogger<MapsRefresher> log)
    : CountsRefresher(queue, maps.Refresh, log);

public static class InsightsRegistration
{
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton<WantedFigures>()
        .AddSingleton(provider => new Figures(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<WantedFigures>()))
        .AddSingleton<WantedMaps>()
        .AddSingleton(provider => new SalesMap(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<WantedMaps>()))
        .AddScoped<SalesWays>()
        .AddScoped<SalesWayList>();
}
