using Kontor.Access;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Jobs;

/// <summary>Use case: an operator lets a job that was given up be tried again, whosever it is.</summary>
public sealed class RetryJob(
    KontorDb db,
    JobKinds kinds,
    [FromKeyedServices(JobWorker.Signal)] OutboxSignal signal,
    [FromKeyedServices(WallClock.Key)] TimeProvider machine)
{
    public async Task<Result<Job>> Handle(JobId id, CancellationToken cancel)
    {
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Id == id, cancel) is not { } job)
        {
            return JobReasons.NotFound;
        }

        var decision = job.Retry(kinds.Find(job.Kind)?.MayRetry == true, machine.Now());
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (await db.TrySaveChanges(cancel) is not null)
        {
            return JobReasons.NotFailed;
        }

        signal.Set();
        return job;
    }
}
