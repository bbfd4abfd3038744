using System.Collections.Concurrent;
using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;
using Kontor.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kontor.Tests.Jobs;

/// <summary>Workers on a real PostgreSQL: each job is done once, by whichever server is alive.</summary>
public sealed class JobWorkerTests : IAsyncLifetime
{
    private static readonly JobKind Kind = new("test", Permission.ViewOwnProfile, MayRetry: true, typeof(object));

    private readonly Work _work = new();
    private World _world = null!;
    private Participant _vendor = null!;
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _vendor = await _world.Vendor();
        _services = KontorHost.BuildServices(
            new ConfigurationBuilder().Build(), new ServerSettings(Path.GetTempPath(), IsDemo: false), _world.Source,
            services => services
                .AddSingleton<TimeProvider>(_world.Clock)
                .AddKeyedSingleton<TimeProvider>(WallClock.Key, _world.WallClock)
                .AddLogging(logging => logging.ClearProviders())
                .AddSingleton(_work)
                .AddJob<Handler>(Kind));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Many_workers_at_once_do_each_job_once()
    {
        var done = new ConcurrentBag<string>();
        _work.Does = (run, _) =>
        {
            done.Add(run.Arguments<string>());
            return Done();
        };
        await using (var scope = _services.CreateAsyncScope())
        {
            var start = scope.ServiceProvider.GetRequiredService<StartJob>();
            for (var i = 0; i < 40; i++)
            {
                await start.Handle(_vendor.GlobalAdmin, new JobWish(Kind, [$"{i}"], $"{i}"), Cancel);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using var worker = Worker();
            while (await worker.RunNext(Cancel))
            {
                // Until nothing is left.
            }
        })));

        Assert.Equal(40, done.Count);
        Assert.Equal(40, done.Distinct().Count());
        await using var db = _world.Db();
        Assert.All(await db.Jobs.ToListAsync(Cancel), job => Assert.Equal((JobState.Succeeded, 1), (job.State, job.Attempts)));
    }

    [Fact]
    public async Task The_job_of_a_killed_server_is_done_by_another_once_it_was_silent_for_long_enough()
    {
        var job = await _world.HasJob(_vendor, Kind.Name, happens: _world.Begins);
        using var worker = Worker();

        Assert.False(await worker.RunNext(Cancel));
        _world.WallClock.Advance(Job.SilenceOfTheDead + TimeSpan.FromSeconds(1));
        Assert.True(await worker.RunNext(Cancel));

        job = await _world.Look(job);
        Assert.Equal((JobState.Succeeded, 2), (job.State, job.Attempts));
    }

    [Fact]
    public async Task A_server_that_was_only_frozen_saves_nothing_when_another_has_its_job()
    {
        var entered = new TaskCompletionSource();
        var frozen = new TaskCompletionSource();
        var attempts = 0;
        _work.Does = async (run, cancel) =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
            {
                entered.SetResult();
                await frozen.Task;
            }

            await Leave(run);
            return JobOutcome.Done(null);
        };
        var job = await _world.HasJob(_vendor, Kind.Name);
        using var first = Worker();
        using var second = Worker();

        var freezing = first.RunNext(Cancel);
        await entered.Task;
        await Silence(job);
        Assert.True(await second.RunNext(Cancel));
        frozen.SetResult();
        await freezing;

        Assert.Equal(2, attempts);
        Assert.Equal(1, await Marks());
        Assert.Equal((JobState.Succeeded, 2), ((await _world.Look(job)).State, (await _world.Look(job)).Attempts));
    }

    [Fact]
    public async Task Work_that_breaks_is_begun_again_after_a_pause_and_given_up_at_last()
    {
        _work.Does = (_, _) => throw new NotSupportedException("a secret");
        var job = await _world.HasJob(_vendor, Kind.Name);
        using var worker = Worker();
        var begun = 0;
        for (var look = 0; look < 10; look++)
        {
            begun += await worker.RunNext(Cancel) ? 1 : 0;
            Assert.False(await worker.RunNext(Cancel));
            _world.WallClock.Advance(TimeSpan.FromMinutes(1));
        }

        job = await _world.Look(job);
        Assert.Equal((Job.MaxAttempts, JobState.Failed), (begun, job.State));
        Assert.Equal("JOB_GAVE_UP", job.Reasons.Single().Code);
        Assert.Contains("begun 3 times", ReasonTexts.Of(job.Reasons.Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_far_a_job_is_can_be_seen_while_its_transaction_is_open()
    {
        var seen = new TaskCompletionSource();
        _work.Does = async (run, cancel) =>
        {
            await using var db = _world.Db();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await Mark(db, cancel);
            run.Report(new JobProgress(2, 3, "Check", 30, 120, 7, 1));
            await seen.Task;
            await run.Succeed(db, "{}", cancel);
            await transaction.CommitAsync(cancel);
            return JobOutcome.Done("{}");
        };
        var job = await _world.HasJob(_vendor, Kind.Name);
        using var worker = Worker();

        var running = worker.RunNext(Cancel);
        var now = await Until(job, j => j.Done == 30);
        Assert.Equal((2, 3, "Check", 25, 7, 1), (now.Step, now.Steps, now.StepKey, now.Percent, now.Items, now.Errors));
        Assert.Equal((JobState.Running, 0), (now.State, await Marks()));
        seen.SetResult();
        await running;

        Assert.Equal((JobState.Succeeded, 1), ((await _world.Look(job)).State, await Marks()));
    }

    [Fact]
    public async Task A_canceled_job_is_interrupted_and_leaves_nothing()
    {
        var entered = new TaskCompletionSource();
        _work.Does = async (run, cancel) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return JobOutcome.Done(null);
        };
        var job = await _world.HasJob(_vendor, Kind.Name);
        using var worker = Worker();

        var running = worker.RunNext(Cancel);
        await entered.Task;
        await using (var db = _world.Db())
        {
            var canceled = await db.Jobs.SingleAsync(j => j.Id == job.Id, Cancel);
            Assert.True(canceled.Cancel(_world.Now).IsGranted);
            await db.SaveChangesAsync(Cancel);
        }

        // The next sign of life finds out.
        Assert.True(await running.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.Equal(JobState.Cancelled, (await _world.Look(job)).State);
    }

    [Fact]
    public async Task A_result_that_comes_after_the_cancellation_is_undone()
    {
        Job job = null!;
        _work.Does = async (run, cancel) =>
        {
            await using (var db = _world.Db())
            {
                (await db.Jobs.SingleAsync(j => j.Id == job.Id, cancel)).Cancel(_world.Now);
                await db.SaveChangesAsync(cancel);
            }

            await Leave(run);
            return JobOutcome.Done(null);
        };
        job = await _world.HasJob(_vendor, Kind.Name);
        using var worker = Worker();

        Assert.True(await worker.RunNext(Cancel));

        Assert.Equal((JobState.Cancelled, 0), ((await _world.Look(job)).State, await Marks()));
    }

    [Fact]
    public async Task A_server_that_stops_gives_its_job_back_and_that_was_no_attempt()
    {
        using var stop = new CancellationTokenSource();
        _work.Does = async (_, cancel) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel);
            return JobOutcome.Done(null);
        };
        var job = await _world.HasJob(_vendor, Kind.Name);
        using var worker = Worker();

        Assert.True(await worker.RunNext(stop.Token));
        Assert.Equal((JobState.Waiting, 0), ((await _world.Look(job)).State, (await _world.Look(job)).Attempts));
        _work.Does = (_, _) => Done();
        Assert.True(await worker.RunNext(Cancel));

        Assert.Equal((JobState.Succeeded, 1), ((await _world.Look(job)).State, (await _world.Look(job)).Attempts));
    }

    [Fact]
    public async Task What_the_work_refuses_is_kept_with_its_reasons()
    {
        _work.Does = (_, _) => Task.FromResult(
            JobOutcome.Refused(Decision.Refused(RequestReasons.KeyTooLong.About(255)), """{"Rows":3}"""));
        var job = await _world.HasJob(_vendor, Kind.Name);
        using var worker = Worker();

        Assert.True(await worker.RunNext(Cancel));

        job = await _world.Look(job);
        Assert.Equal((JobState.Failed, """{"Rows":3}"""), (job.State, job.Result));
        Assert.Equal([RequestReasons.KeyTooLong.About(255)], job.Reasons);
    }

    [Fact]
    public async Task Old_jobs_go_with_their_files_and_files_that_a_job_needs_stay()
    {
        await using var db = _world.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var (old, needed) = (await File(db), await File(db));
        await transaction.CommitAsync(Cancel);
        await _world.HasJob(_vendor, Kind.Name, file: old.Id, happens: job => job.Cancel(_world.Now));
        await _world.HasJob(_vendor, Kind.Name, file: needed.Id, happens: job => job.Cancel(_world.Now));
        await _world.HasJob(_vendor, Kind.Name, file: needed.Id);
        async Task Clean()
        {
            await using var scope = _services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RemoveOldJobs>().Handle(Cancel);
        }

        _world.Clock.Advance(Job.Kept);
        await Clean();
        Assert.Equal(3, await db.Jobs.CountAsync(Cancel));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        await Clean();

        Assert.Equal(1, await db.Jobs.CountAsync(Cancel));
        Assert.Equal([needed.Id], await db.JobFiles.Select(f => f.Id).ToListAsync(Cancel));
        Assert.Equal(1, await db.Set<JobFileChunk>().CountAsync(Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<JobOutcome> Done() => Task.FromResult(JobOutcome.Done(null));

    private Task<JobFile> File(KontorDb db) =>
        JobFiles.Save(db, _vendor.Id, "list.csv", new MemoryStream([1, 2, 3]), _world.Now, Cancel);

    private JobWorker Worker() => new(
        _services.GetRequiredService<IServiceScopeFactory>(), _world.Source,
        _services.GetRequiredKeyedService<OutboxSignal>(JobWorker.Signal), _world.Clock, _world.WallClock,
        Options.Create(new JobOptions()), NullLogger<JobWorker>.Instance);

    /// <summary>What a job leaves behind, in one transaction with its success.</summary>
    private async Task Leave(JobRun run)
    {
        await using var db = _world.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await Mark(db, Cancel);
        await run.Succeed(db, null, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private static async Task Mark(KontorDb db, CancellationToken cancel)
    {
        db.Add(new Mail("mark@example.org", "Mark", "Mark", "en").ToOutbox(DateTimeOffset.UnixEpoch));
        await db.SaveChangesAsync(cancel);
    }

    private async Task<int> Marks()
    {
        await using var db = _world.Db();
        return await db.OutboxMessages.CountAsync(Cancel);
    }

    private async Task Silence(Job job)
    {
        await using var db = _world.Db();
        var before = _world.WallClock.Now() - Job.SilenceOfTheDead - TimeSpan.FromSeconds(1);
        await db.Jobs.Where(j => j.Id == job.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.HeartbeatAt, before), Cancel);
    }

    private async Task<Job> Until(Job job, Func<Job, bool> holds)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await _world.Look(job) is { } now && holds(now))
            {
                return now;
            }

            await Task.Delay(50, Cancel);
        }

        throw new TimeoutException("It is not seen.");
    }

    private sealed class Work
    {
        public Func<JobRun, CancellationToken, Task<JobOutcome>> Does { get; set; } = (_, _) => Done();
    }

    private sealed class Handler(Work work) : IJobHandler
    {
        public Task<JobOutcome> Run(JobRun run, CancellationToken cancel) => work.Does(run, cancel);
    }
}
