using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Jobs;

/// <summary>What the top bar says: how many jobs are not finished, and the newest of them.</summary>
/// <param name="Count">At least 1.</param>
/// <param name="Newest">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">What fills its title.</param>
/// <param name="Percent">Of its present step; null while nobody knows.</param>
public sealed record UnfinishedJobs(long Count, JobId Newest, string Kind, string[] Title, int? Percent);

/// <summary>A job in the operators' list.</summary>
/// <param name="Job">The job.</param>
/// <param name="Organisation">Whose it is.</param>
public sealed record JobRow(Job Job, string Organisation);

/// <summary>Lists of jobs. A tenant's people see those of the kinds that they may do themselves.</summary>
public sealed class JobQueries(KontorDb db, NpgsqlDataSource database, JobKinds kinds)
{
    /// <summary>A job of the caller's tenant; null when there is none that the caller may see.</summary>
    public async Task<Job?> Find(Caller caller, JobId id, CancellationToken cancel)
    {
        var tenant = caller.Actor!.TenantId;
        var seen = kinds.SeenBy(caller);
        return await db.Jobs.SingleOrDefaultAsync(
            j => j.TenantId == tenant && j.Id == id && seen.Contains(j.Kind), cancel);
    }

    /// <summary>The tenant's jobs, the newest first.</summary>
    public async Task<Page<Job>> Of(Caller caller, PageRequest page, CancellationToken cancel)
    {
        // Ids of jobs grow with time, so they alone are the order.
        var before = page.After?.Id ?? Guid.AllBitsSet;
        var rows = await db.Jobs
            .FromSql($"""
                select * from jobs
                where tenant_id = {caller.Actor!.TenantId.Value} and kind = any ({kinds.SeenBy(caller)})
                    and id < {before}
                order by id desc limit {page.Size + 1}
                """)
            .AsNoTracking()
            .ToListAsync(cancel);
        return Page.Of(rows, page.Size, job => new Cursor("", job.Id.Value));
    }

    /// <summary>Everybody's jobs, the newest first.</summary>
    /// <param name="state">Only those; null for all.</param>
    /// <param name="page">How much of it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<JobRow>> All(JobState? state, PageRequest page, CancellationToken cancel)
    {
        var before = page.After?.Id ?? Guid.AllBitsSet;
        var jobs = state is { } wanted
            ? db.Jobs.FromSql($"select * from jobs where state = {wanted.ToString()} and id < {before}")
            : db.Jobs.FromSql($"select * from jobs where id < {before}");
        var rows = await (
            from job in jobs.AsNoTracking()
            join tenant in db.Tenants on job.TenantId equals tenant.Id
            join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
            orderby job.Id descending
            select new JobRow(job, organisation.Name)).Take(page.Size + 1).ToListAsync(cancel);
        return Page.Of(rows, page.Size, row => new Cursor("", row.Job.Id.Value));
    }

    /// <summary>
    /// What of the caller's tenant is not finished; null for nothing. Asked on a connection of its own, because a page
    /// and its layout load at the same time.
    /// </summary>
    public async Task<UnfinishedJobs?> Unfinished(Caller caller, CancellationToken cancel)
    {
        if (caller.Actor is not { } actor || kinds.SeenBy(caller) is not { Length: > 0 } seen)
        {
            return null;
        }

        await using var command = database.CreateCommand(
            """
            select count(*) over (), id, kind, title, done, total from jobs
            where tenant_id = $1 and kind = any ($2) and finished_at is null
            order by created_at desc, id desc limit 1
            """);
        command.Parameters.Add(Sql.Uuid(actor.TenantId.Value));
        command.Parameters.Add(Sql.Texts(seen));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
        {
            return null;
        }

        var (done, total) = (reader.GetInt64(4), reader.GetInt64(5));
        return new UnfinishedJobs(
            reader.GetInt64(0), new(reader.GetGuid(1)), reader.GetString(2), reader.GetFieldValue<string[]>(3),
            total > 0 ? (int)(long.Clamp(done, 0, total) * 100.0 / total) : null);
    }
}
