using System.Threading.Channels;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>Tenants whose figures somebody looked at and found old. What does not fit is asked for again by the next look.</summary>
public sealed class WantedFigures
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

/// <summary>Takes figures anew, one tenant after the other, while the server serves.</summary>
public sealed class FiguresRefresher(WantedFigures queue, Figures figures, ILogger<FiguresRefresher> log) : BackgroundService
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
            await figures.Refresh(tenant, kind, cancel);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            log.LogWarning("Figures could not be taken and are tried at the next look: {Reason}", error.Message);
        }
    }
}

public static class InsightsRegistration
{
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton<WantedFigures>()
        .AddSingleton(provider => new Figures(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<WantedFigures>()));
}
