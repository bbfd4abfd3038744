using System.Text;
using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Users;

/// <summary>The temporary passwords of an import, closed, until the person who wanted it fetches them once (ROL-01).</summary>
public sealed class KeptPasswords
{
    public required TenantId TenantId { get; init; }

    public required JobId JobId { get; init; }

    /// <summary>Who may fetch them.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The file, closed so that at rest nobody reads it.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>The first instant at which they are of no use any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class KeptPasswordsStorage : IEntityTypeConfiguration<KeptPasswords>
{
    public void Configure(EntityTypeBuilder<KeptPasswords> builder)
    {
        builder.ToTable("kept_passwords").HasKey(kept => new { kept.TenantId, kept.JobId });
        builder.HasIndex(kept => kept.ExpiresAt);
    }
}

/// <summary>Keeps the passwords of an import and gives them away, once, to whoever wanted it.</summary>
public sealed class ImportedPasswords(
    KontorDb db,
    IDataProtectionProvider protection,
    TimeProvider clock,
    [FromKeyedServices(WallClock.Key)] TimeProvider wall)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Kontor.KeptPasswords");

    /// <summary>Whether they can still be fetched by the actor.</summary>
    public Task<bool> AreThere(Actor actor, JobId job, CancellationToken cancel) => Of(actor, job).AnyAsync(cancel);

    /// <summary>Use case: the file with the passwords, which is gone afterwards.</summary>
    public async Task<Result<byte[]>> Fetch(Actor actor, JobId job, CancellationToken cancel)
    {
        await using var transaction = await UserChange.Begin(db, cancel);
        var kept = await Of(actor, job).SingleOrDefaultAsync(cancel);

        // Of two at once, one deletes the row.
        if (kept is null || await Of(actor, job).ExecuteDeleteAsync(cancel) == 0)
        {
            return UserReasons.PasswordsGone;
        }

        db.Record(actor, "PasswordsFetched", job.ToString(), null, new { }, clock.Now());
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return _seal.Unprotect(kept.Sealed);
    }

    /// <summary>Keeps them within the open transaction, and forgets those that are of no use any more.</summary>
    internal async Task Keep(JobId job, Actor actor, IReadOnlyList<UserWithPassword> made, CancellationToken cancel)
    {
        var now = wall.Now();
        await db.Set<KeptPasswords>().Where(kept => kept.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
        if (made.Count > 0)
        {
            db.Add(new KeptPasswords
            {
                TenantId = actor.TenantId,
                JobId = job,
                UserId = actor.UserId!.Value.Value,
                Sealed = _seal.Protect(await Written(made, cancel)),
                ExpiresAt = made.Min(one => one.User.TemporaryUntil!.Value),
            });
        }
    }

    private IQueryable<KeptPasswords> Of(Actor actor, JobId job)
    {
        var (tenant, user, now) = (actor.TenantId, actor.UserId?.Value, wall.Now());
        return db.Set<KeptPasswords>().AsNoTracking().Where(kept =>
            kept.TenantId == tenant && kept.JobId == job && kept.UserId == user && kept.ExpiresAt > now);
    }

    private static async Task<byte[]> Written(IReadOnlyList<UserWithPassword> made, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        file.Write(Encoding.UTF8.GetPreamble());
        await using (var rows = new CsvRows(file))
        {
            await rows.Write(["name", "email", "temporary password", "holds until"], cancel);
            foreach (var (user, password) in made)
            {
                await rows.Write([user.FullName, user.UserName, password, user.TemporaryUntil], cancel);
            }
        }

        return file.ToArray();
    }
}
