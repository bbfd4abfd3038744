using System.Text.Json;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Jobs;

/// <summary>Long work that somebody wants.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Title">What fills the kind's title.</param>
/// <param name="Arguments">For the handler; becomes JSON.</param>
/// <param name="File">What it reads, taken in now; null for nothing new.</param>
/// <param name="FileName">As its owner calls it.</param>
/// <param name="FileId">A file of the same tenant that is there already; null for none.</param>
/// <param name="OnceKey">
/// Whoever wants a job with it while another one is not finished gets that one; null where each wish is a job.
/// </param>
public sealed record JobWish(
    JobKind Kind, string[] Title, object Arguments, Stream? File = null, string FileName = "",
    JobFileId? FileId = null, string? OnceKey = null);

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
    /// <summary>Between looking for a job and starting it, others may start and finish theirs.</summary>
    private const int MostTries = 5;

    public async Task<Job> Handle(Actor actor, JobWish wish, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if ((await Unfinished(actor, wish, cancel) ?? await Start(actor, wish, cancel)) is { } job)
            {
                return job;
            }
        }

        throw new InvalidOperationException($"Jobs of kind {wish.Kind.Name} are finished faster than they are started.");
    }

    private Task<Job?> Unfinished(Actor actor, JobWish wish, CancellationToken cancel) => wish.OnceKey is { } key
        ? db.Jobs.SingleOrDefaultAsync(
            j => j.TenantId == actor.TenantId && j.OnceKey == key && j.FinishedAt == null, cancel)
        : Task.FromResult<Job?>(null);

    /// <summary>Null when at the same time somebody else started the one job that there may be.</summary>
    private async Task<Job?> Start(Actor actor, JobWish wish, CancellationToken cancel)
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
            OnceKey = wish.OnceKey,
            CreatedBy = actor.UserId,
            CreatedByName = actor.Name,
            CreatedAt = now,
            DueAt = machine.Now(),
        };
        db.Add(job);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return null;
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancel);
        }

        signal.Set();
        return job;
    }
}
