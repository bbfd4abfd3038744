using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>Use case: somebody of the tenant does not want a job any more. Nothing of it stays.</summary>
public sealed class CancelJob(KontorDb db, JobQueries jobs, JobKinds kinds, TimeProvider clock)
{
    /// <summary>Progress of the job does not get in the way; a result that comes first does.</summary>
    public async Task<Result<Job>> Handle(Caller caller, JobId id, CancellationToken cancel)
    {
        if (await jobs.Find(caller, id, cancel) is not { } job || kinds.Find(job.Kind) is not { } kind)
        {
            return JobReasons.NotFound;
        }

        var decision = caller.May(kind.Permission).And(job.Cancel(clock.Now()));
        if (!decision.IsGranted)
        {
            return decision;
        }

        return await db.TrySaveChanges(cancel) is null ? job : JobReasons.Finished;
    }
}
