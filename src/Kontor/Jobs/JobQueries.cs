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

/// <summary>Which jobs are wanted.</summary>
/// <param name="TenantId">Only those of this tenant; null for everybody's.</param>
/// <param name="Kinds">Only of these kinds; null for all.</param>
public sealed record JobFilter(TenantId? TenantId = null, string[]? Kinds = null)
{
    /// <summary>Of the personal kinds only what this person wanted; null for everybody's.</summary>
    public UserId? PersonalOf { get; init; }

    /// <summary>Only those that stand there; null for all.</summary>
    public JobState? State { get; init; }

    /// <summary>How what fills the title begins, such as the name of a file, in any case; null for any.</summary>
    public string? Title { get; init; }

    /// <summary>Only those that were made then.</summary>
    public InstantSpan Made { get; init; }

    public bool IsOldestFirst { get; init; }
}

/// <summary>A job in a list.</summary>
/// <param name="Job">The job.</param>
/// <param name="Organisation">Whose it is.</param>
public sealed record JobRow(Job Job, string Organisation);

/// <summary>Lists of jobs. A tenant's people see those of the kinds that they may do themselves.</summary>
public sealed class JobQueries(KontorDb db, NpgsqlDataSource database, JobKinds kinds)
{
    /// <summary>No title sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    /// <summary>A job of the caller's tenant; null when there is none that the caller may see.</summary>
    public async Task<Job?> Find(Caller caller, JobId id, CancellationToken cancel)
    {
        var (tenant, person) = (caller.Actor!.TenantId, caller.Actor.UserId);
        var (seen, personal) = (kinds.SeenBy(caller), kinds.Personal);
        return await db.Jobs.SingleOrDefaultAsync(
            j => j.TenantId == tenant && j.Id == id && seen.Contains(j.Kind)
                && (j.CreatedBy == person || !personal.Contains(j.Kind)),
            cancel);
    }

    /// <summary>The jobs of the caller's tenant that the caller may see.</summary>
    public JobFilter Of(Caller caller) =>
        new(caller.Actor!.TenantId, kinds.SeenBy(caller)) { PersonalOf = caller.Actor.UserId };

    /// <summary>
    /// Jobs in the order of time, read in either direction. Ids of jobs grow with time, so they alone are the order.
    /// </summary>
    public async Task<Page<JobRow>> List(JobFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(filter, page).ToListAsync(cancel);
        return Page.Of(rows, page, row => new Cursor("", row.Job.Id.Value));
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(JobFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<JobRow> Select(JobFilter filter, PageRequest page)
    {
        var isRising = filter.IsOldestFirst != page.IsBackwards;
        var sql = new SqlText();
        sql.Add("select *");
        AddRows(sql, filter);
        if (page.Edge is { } edge)
        {
            sql.Add($"and id {(isRising ? ">" : "<")} {{0}}", edge.Id);
        }

        var jobs =
            from job in db.Jobs.FromSql(sql.ToStatement()).AsNoTracking()
            join tenant in db.Tenants on job.TenantId equals tenant.Id
            join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
            select new { job, organisation.Name };
        return (isRising ? jobs.OrderBy(row => row.job.Id) : jobs.OrderByDescending(row => row.job.Id))
            .Take(page.Size + 1)
            .Select(row => new JobRow(row.job, row.Name));
    }

    private void AddRows(SqlText sql, JobFilter filter)
    {
        sql.Add("from jobs where true");
        if (filter.TenantId is { } tenant)
        {
            sql.Add("and tenant_id = {0}", tenant.Value);
        }

        if (filter.Kinds is { } some)
        {
            // An array would otherwise be taken for all the values.
            sql.Add("and kind = any ({0})", (object)some);
        }

        if (filter.PersonalOf is { } person)
        {
            sql.Add("and (created_by = {0} or kind <> all ({1}))", person.Value, kinds.Personal);
        }

        if (filter.State is { } state)
        {
            sql.Add("and state = {0}", $"{state}");
        }

        if (filter.Title?.ToLowerInvariant() is { Length: > 0 } title)
        {
            sql.Add("and title_key >= {0} and title_key < {1}", title, title + Highest);
        }

        sql.AddSpan("id", filter.Made);
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
                and (created_by = $3 or kind <> all ($4))
            order by created_at desc, id desc limit 1
            """);
        command.Parameters.Add(Sql.Uuid(actor.TenantId.Value));
        command.Parameters.Add(Sql.Texts(seen));
        command.Parameters.Add(Sql.Uuid(actor.UserId?.Value));
        command.Parameters.Add(Sql.Texts(kinds.Personal));
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
