using Kontor.Access;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Kontor.Jobs;

/// <summary>
/// Does the jobs that wait. Every server has one: a job is locked by whoever takes it and skipped by the others. The
/// job of a server that is gone is taken again; one that stops in order gives its jobs back.
/// </summary>
public sealed class JobWorker(
    IServiceScopeFactory scopes,
    NpgsqlDataSource database,
    [FromKeyedServices(JobWorker.Signal)] OutboxSignal signal,
    TimeProvider clock,
    [FromKeyedServices(WallClock.Key)] TimeProvider machine,
    IOptions<JobOptions> options,
    ILogger<JobWorker> log) : BackgroundService
{
    /// <summary>The key of the signal that wakes this server's worker.</summary>
    public const string Signal = "jobs";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CleanAgain = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        .. Enumerable.Range(0, options.Value.AtOnce)
            .Select(_ => Task.Run(() => Forever(Work, stoppingToken), CancellationToken.None)),
        Task.Run(() => Forever(Clean, stoppingToken), CancellationToken.None),
    ]);

    /// <summary>Does one job; false when none waits.</summary>
    public async Task<bool> RunNext(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await Claim(scope.ServiceProvider.GetRequiredService<KontorDb>(), stop) is not { } job)
        {
            return false;
        }

        if (job.Claim is null)
        {
            // It was given up; there may be others.
            return true;
        }

        var run = new JobRun(job, scope.ServiceProvider.GetRequiredService<JobFiles>(), clock);
        try
        {
            await Attempt(job.Kind, run, stop);
        }
        catch (JobLostException)
        {
            log.LogInformation("Job {Job} was cancelled or taken by another server", job.Id);
        }
        catch (OperationCanceledException)
        {
            await SettleLost(run, stop.IsCancellationRequested ? given => given.HandBack(machine.Now()) : null);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogError(broken, "Attempt {Attempt} at job {Job} ({Kind}) broke", job.Attempts, job.Id, job.Kind);
            await SettleLost(run, lost => lost.Lose(clock.Now(), machine.Now()));
        }

        return true;
    }

    private async Task Attempt(string kind, JobRun run, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredKeyedService<IJobHandler>(kind);
        JobOutcome outcome;
        await using (var pulse = new JobPulse(run, database, clock, machine, stop))
        {
            outcome = await handler.Run(run, pulse.Lost);
        }

        if (!run.HasSucceeded)
        {
            await Settle(run, job => Finish(job, outcome));
        }
    }

    private void Finish(Job job, JobOutcome outcome)
    {
        if (outcome.Decision.IsGranted)
        {
            job.Succeed(outcome.Result, clock.Now());
        }
        else
        {
            job.Fail(outcome.Decision.Reasons, outcome.Result, clock.Now());
        }
    }

    /// <summary>The next job, begun; without a claim when it was given up instead. Null when none waits.</summary>
    private async Task<Job?> Claim(KontorDb db, CancellationToken cancel)
    {
        var (now, wall) = (clock.Now(), machine.Now());
        var silent = wall - Job.SilenceOfTheDead;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var job = await db.Jobs.FromSql(
            $"""
            select * from jobs
            where finished_at is null
                and ((state = 'Waiting' and due_at <= {wall}) or (state = 'Running' and heartbeat_at < {silent}))
            order by due_at limit 1 for update skip locked
            """).AsTracking().SingleOrDefaultAsync(cancel);
        if (job is null)
        {
            return null;
        }

        if (job.IsSilent(wall))
        {
            log.LogWarning("The server that worked on job {Job} is gone", job.Id);
            job.Lose(now, wall);
        }

        if (job.State == JobState.Waiting)
        {
            job.Begin(Guid.NewGuid(), now, wall);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return job;
    }

    private async Task SettleLost(JobRun run, Action<Job>? change)
    {
        if (change is null)
        {
            return;
        }

        try
        {
            await Settle(run, change);
        }
        catch (JobLostException)
        {
            // Somebody else has it already.
        }
    }

    /// <summary>Also while the server stops: otherwise another would wait for the silence to be long enough.</summary>
    private async Task Settle(JobRun run, Action<Job> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        await run.Settle(scope.ServiceProvider.GetRequiredService<KontorDb>(), change, CancellationToken.None);
    }

    private async Task Work(CancellationToken stop)
    {
        while (await RunNext(stop))
        {
            // There may be more.
        }

        await signal.Wait(LookAgain, stop);
    }

    private async Task Clean(CancellationToken stop)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<RemoveOldJobs>().Handle(stop);
        }

        await Task.Delay(CleanAgain, stop);
    }

    private async Task Forever(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException
                or DbUpdateException)
            {
                log.LogWarning("Jobs rest for a moment: {Reason}", error.Message);
                await Task.Delay(LookAgain, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
