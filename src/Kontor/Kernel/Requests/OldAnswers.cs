using Npgsql;

namespace Kontor.Kernel;

/// <summary>How long the answer to a request is kept for its repetition, as it is set at this moment.</summary>
public delegate TimeSpan AnswerLifetime();

/// <summary>
/// Removes answers that nobody can ask for again. Several servers may do it at once; each takes what the others have not.
/// </summary>
public sealed class OldAnswers(
    NpgsqlDataSource database, AnswerLifetime lifetime, TimeProvider clock, ILogger<OldAnswers> log) : BackgroundService
{
    /// <summary>Rows of one statement, so that none holds locks for long.</summary>
    private const int BatchSize = 2_000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Remove(stoppingToken);
                await Task.Delay(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                log.LogWarning("Old answers are removed later: {Reason}", error.Message);
                await Task.Delay(LookAgain, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Removes all that are too old now; returns how many there were.</summary>
    public async Task<int> Remove(CancellationToken cancel)
    {
        var before = clock.Now() - lifetime();
        var (all, removed) = (0, 0);
        do
        {
            await using var command = database.CreateCommand(
                """
                delete from request_answers where (tenant_id, key) in (
                    select tenant_id, key from request_answers where answered_at < $1
                    order by answered_at limit $2 for update skip locked)
                """);
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = before.UtcDateTime });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize });
            removed = await command.ExecuteNonQueryAsync(cancel);
            all += removed;
        }
        while (removed == BatchSize);
        return all;
    }
}
