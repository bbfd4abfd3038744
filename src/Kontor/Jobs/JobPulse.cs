using Kontor.Kernel;
using Npgsql;

namespace Kontor.Jobs;

/// <summary>
/// Says while an attempt lasts that it does, and how far it is, on a connection of its own: so it is seen while the
/// work's transaction is open. Finds out when the attempt does not hold the job any more, and ends it.
/// </summary>
internal sealed class JobPulse : IAsyncDisposable
{
    /// <summary>Progress is written twice a second at most.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>Without progress, so many beats pass between two signs of life.</summary>
    private const int QuietBeats = 10;

    private const string WriteSql =
        """
        update jobs set heartbeat_at = $2, step = $3, steps = $4, step_key = $5, done = $6, total = $7, items = $8,
            errors = $9, step_started_at = case when step = $3 then step_started_at else $10 end
        where claim = $1 and finished_at is null
        """;

    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _beating;

    public JobPulse(
        JobRun run, NpgsqlDataSource database, TimeProvider clock, TimeProvider machine, CancellationToken stop)
    {
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _beating = Task.Run(() => BeatUntilTheEnd(run, database, clock, machine), CancellationToken.None);
    }

    /// <summary>Set when the server stops or the attempt does not hold the job any more.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _beating;
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task BeatUntilTheEnd(
        JobRun run, NpgsqlDataSource database, TimeProvider clock, TimeProvider machine)
    {
        using var timer = new PeriodicTimer(Beat);
        JobProgress? written = null;
        var quiet = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                var latest = run.Latest;
                if (ReferenceEquals(latest, written) && ++quiet < QuietBeats)
                {
                    continue;
                }

                try
                {
                    if (!await Write(run.Claim, latest, database, clock, machine))
                    {
                        await _lost.CancelAsync();
                        return;
                    }

                    (written, quiet) = (latest, 0);
                }
                catch (NpgsqlException)
                {
                    // The database is away for a moment; the next beat tries again.
                }
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The attempt is over.
        }
    }

    private async Task<bool> Write(
        Guid claim, JobProgress? latest, NpgsqlDataSource database, TimeProvider clock, TimeProvider machine)
    {
        var progress = latest ?? new JobProgress(0, 0, "", 0, 0, 0, 0);
        await using var command = database.CreateCommand(WriteSql);
        command.Parameters.Add(Sql.Uuid(claim));
        command.Parameters.Add(Sql.Instant(machine.Now()));
        command.Parameters.Add(Sql.Int(progress.Step));
        command.Parameters.Add(Sql.Int(progress.Steps));
        command.Parameters.Add(Sql.Text(progress.StepKey));
        command.Parameters.Add(Sql.Long(progress.Done));
        command.Parameters.Add(Sql.Long(progress.Total));
        command.Parameters.Add(Sql.Long(progress.Items));
        command.Parameters.Add(Sql.Int(progress.Errors));
        command.Parameters.Add(Sql.Instant(clock.Now()));
        return await command.ExecuteNonQueryAsync(_ended.Token) == 1;
    }
}
