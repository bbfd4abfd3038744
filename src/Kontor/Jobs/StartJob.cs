using System.Text.Json;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>Long work that somebody wants.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Title">What fills the kind's title.</param>
/// <param name="Arguments">For the handler; becomes JSON.</param>
/// <param name="File">What it reads, taken in now; null for nothing new.</param>
/// <param name="FileName">As its owner calls it.</param>
/// <param name="FileId">A file of the same tenant that is there already; null for none.</param>
public sealed record JobWish(
    JobKind Kind, string[] Title, object Arguments, Stream? File = null, string FileName = "",
    JobFileId? FileId = null);

/// <summary>
/// Use case, for other use cases: puts long work into the queue, with its file, in one transaction. Whoever asks has
/// checked that the actor may.
/// </summary>
public sealed class StartJob(
    KontorDb db,
    [FromKeyedServices(JobWorker.Signal)] OutboxSignal signal,
    TimeProvider clock,
    [FromKeyedServices(WallClock.Key)] TimeProvider machine)
{
    public async Task<Job> Handle(Actor actor, JobWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        var file = wish.File is null
            ? wish.FileId
            : (await JobFiles.Save(db, actor.TenantId, wish.FileName, wish.File, now, cancel)).Id;
        var job = new Job
        {
            TenantId = actor.TenantId,
            TenantKind = actor.TenantKind,
            Id = new(Guid.CreateVersion7(now)),
            Kind = wish.Kind.Name,
            Title = [.. wish.Title.Select(text => text[..int.Min(text.Length, Job.MaxTitleLength)])],
            Arguments = JsonSerializer.Serialize(wish.Arguments),
            FileId = file,
            CreatedBy = actor.UserId,
            CreatedByName = actor.Name,
            CreatedAt = now,
            DueAt = machine.Now(),
        };
        db.Add(job);
        await db.SaveChangesAsync(cancel);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }

        signal.Set();
        return job;
    }
}
