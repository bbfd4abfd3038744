using System.Collections.Immutable;
using Kontor.Jobs;
using Kontor.Kernel;

namespace Kontor.Tests;

public sealed partial class World
{
    private int _jobs;

    /// <summary>A job of a participant, brought into a state by what happens to it.</summary>
    public async Task<Job> HasJob(
        Participant of, string kind = "importPriceList", string title = "list.csv", Action<Job>? happens = null,
        JobFileId? file = null)
    {
        var job = new Job
        {
            TenantId = of.Id,
            TenantKind = of.Kind,

            // Of several in one moment each is later than the one before.
            Id = new(Guid.CreateVersion7(Now.AddMilliseconds(_jobs++))),
            Kind = kind,
            Title = [title],
            CreatedByName = $"ada@{of.Domain}",
            CreatedAt = Now,
            DueAt = WallClock.Now(),
            FileId = file,
        };
        happens?.Invoke(job);
        await Save(job);
        return job;
    }

    /// <summary>The job as it is kept.</summary>
    public async Task<Job> Look(Job job)
    {
        await using var db = Db();
        return db.Jobs.Single(j => j.Id == job.Id);
    }

    /// <summary>A server has just begun with it.</summary>
    public void Begins(Job job) => job.Begin(Guid.NewGuid(), Now, WallClock.Now());

    /// <summary>It failed for these reasons.</summary>
    public void Fails(Job job, params ImmutableArray<Reason> reasons)
    {
        Begins(job);
        job.Fail(reasons, null, Now);
    }
}
