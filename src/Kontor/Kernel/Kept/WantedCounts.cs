using System.Threading.Channels;
using Npgsql;

namespace Kontor.Kernel;

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
