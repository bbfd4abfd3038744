using System.Text.Json;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Jobs;

/// <summary>One attempt at a job, as its handler sees it.</summary>
public sealed class JobRun
{
    private readonly Job _job;
    private readonly Guid _claim;
    private readonly JobFiles _files;
    private readonly TimeProvider _clock;
    private JobProgress? _latest;

    internal JobRun(Job job, JobFiles files, TimeProvider clock) =>
        (_job, _claim, _files, _clock) = (job, job.Claim!.Value, files, clock);

    /// <summary>Who wanted it. What they may do was looked at then; roles are not kept.</summary>
    public Actor Actor => new(_job.TenantId, _job.TenantKind, _job.CreatedBy, null, _job.CreatedByName, []);

    /// <summary>Whether its success is saved, by the handler's own transaction.</summary>
    internal bool HasSucceeded { get; private set; }

    internal Guid Claim => _claim;

    internal JobProgress? Latest => Volatile.Read(ref _latest);

    public JobId Id => _job.Id;

    public T Arguments<T>() => JsonSerializer.Deserialize<T>(_job.Arguments)!;

    /// <summary>The job's file, from its beginning; read from the database piece by piece.</summary>
    public Stream OpenFile(long length) => _files.Open(_job.TenantId, _job.FileId!.Value, length);

    /// <summary>The job's file: name and length.</summary>
    public Task<JobFile> File(CancellationToken cancel) => _files.Find(_job.TenantId, _job.FileId!.Value, cancel);

    /// <summary>Tells how far it is. Costs nothing: it is written twice a second at most, by somebody else.</summary>
    public void Report(JobProgress progress) => Volatile.Write(ref _latest, progress);

    /// <summary>
    /// Finishes the job in the open transaction of the work, so that both are saved or neither is: no attempt can
    /// double what another has done, and nothing of a cancelled job stays.
    /// </summary>
    /// <exception cref="JobLostException">The transaction must not be committed.</exception>
    public async Task Succeed(KontorDb db, string? result, CancellationToken cancel, JobFileId? output = null)
    {
        await Settle(db, job => job.Succeed(result, _clock.Now(), output), cancel);
        HasSucceeded = true;
    }

    /// <summary>Changes the job, if this attempt still holds it.</summary>
    internal async Task Settle(KontorDb db, Action<Job> change, CancellationToken cancel)
    {
        var job = await db.Jobs
            .FromSql($"select * from jobs where claim = {_claim} and finished_at is null for update")
            .SingleOrDefaultAsync(cancel) ?? throw new JobLostException();
        if (Latest is { } progress)
        {
            job.Reached(progress);
        }

        change(job);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            throw new JobLostException();
        }
    }
}
