using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Jobs;

/// <summary>The server's own use case: removes jobs that were finished long ago, and files that no job needs.</summary>
public sealed class RemoveOldJobs(KontorDb db, TimeProvider clock)
{
    /// <summary>A file is there a moment before its job.</summary>
    private static readonly TimeSpan GraceOfFiles = TimeSpan.FromDays(1);

    public async Task Handle(CancellationToken cancel)
    {
        var now = clock.Now();
        var (old, orphaned) = (now - Job.Kept, now - GraceOfFiles);
        await db.Jobs.Where(j => j.FinishedAt < old).ExecuteDeleteAsync(cancel);
        var jobs = db.Jobs;
        await db.JobFiles
            .Where(f => f.CreatedAt < orphaned
                && !jobs.Any(j => j.FileId == f.Id)
                && !jobs.Any(j => j.OutputId == f.Id))
            .ExecuteDeleteAsync(cancel);
    }
}
