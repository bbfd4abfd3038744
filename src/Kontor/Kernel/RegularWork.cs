using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Kernel;

/// <summary>Work of the clock: done at the start and every few minutes while the server serves.</summary>
/// <param name="scopes">Each time has a scope of its own.</param>
/// <param name="clock">Counts the minutes.</param>
/// <param name="log">Where it is said that the database could not be reached; the work is done the next time.</param>
/// <param name="what">What is looked at, for the log.</param>
public abstract class RegularWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger log, string what) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    protected abstract Task Do(IServiceProvider services, CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, clock);
        try
        {
            do
            {
                await Look(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Look(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await Do(scope.ServiceProvider, cancel);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or DbUpdateException or InvalidOperationException)
        {
            log.LogWarning("{What} are looked at later: {Reason}", what, error.Message);
        }
    }
}
