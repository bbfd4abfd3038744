using System.Threading.Channels;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>Tenants of whom somebody found something old. What does not fit is asked for again by the next look.</summary>
public abstract class WantedCounts
{
    private const int Capacity = 1_000;

    private readonly Channel<(TenantId Tenant, TenantKind Kind)> _asked =
        Channel.CreateBounded<(TenantId, TenantKind)>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.DropWrite,
        });

    public void Ask(TenantId tenant, TenantKind kind) => _asked.Writer.TryWrite((tenant, kind));

    public IAsyncEnumerable<(TenantId Tenant, TenantKind Kind)> Asked(CancellationToken cancel) =>
        _asked.Reader.ReadAllAsync(cancel);
}

/// <summary>Tenants whose figures somebody looked at and found old.</summary>
public sealed class WantedFigures : WantedCounts;

/// <summary>Tenants whose map somebody looked at and found old.</summary>
public sealed class WantedMaps : WantedCounts;

/// <summary>Counts anew, one tenant after the other, while the server serves.</summary>
public abstract class CountsRefresher(
    WantedCounts queue, Func<TenantId, TenantKind, CancellationToken, Task> refresh, ILogger log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (tenant, kind) in queue.Asked(stoppingToken))
            {
                await Refresh(tenant, kind, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Refresh(TenantId tenant, TenantKind kind, CancellationToken cancel)
    {
        try
        {
            await refresh(tenant, kind, cancel);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            log.LogWarning("What is kept could not be counted and is tried at the next look: {Reason}", error.Message);
        }
    }
}

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
