using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>Which changed profiles an operator wants to see.</summary>
/// <param name="Name">How the organization's name begins, in any case; null for any.</param>
/// <param name="State">Only those in that state; null for any.</param>
public sealed record ProfileChangeFilter(string? Name = null, VerificationState? State = null)
{
    /// <summary>Market key of the legal address; null for any.</summary>
    public string? Market { get; init; }

    /// <summary>Only those that came into their state then.</summary>
    public InstantSpan Since { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>A changed profile as operators list it.</summary>
/// <param name="OrganisationId">Whose.</param>
/// <param name="Name">The legal name as it is now.</param>
/// <param name="Market">Market key of the legal address.</param>
/// <param name="State">Of its verification.</param>
/// <param name="Since">Since when it is in that state.</param>
/// <param name="Waiting">What waits for an operator.</param>
public sealed record ProfileChangeRow(
    OrganisationId OrganisationId, string Name, string Market, VerificationState State, DateTimeOffset Since,
    IReadOnlyList<CheckKind> Waiting);

/// <summary>The profiles that were changed after the admission, for operators (ACC-49).</summary>
public sealed class ProfileChangeQueries(KontorDb db)
{
    /// <summary>Those that have been where they are for longest come first.</summary>
    public async Task<Page<ProfileChangeRow>> List(ProfileChangeFilter filter, PageRequest page, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select o.id as "OrganisationId", o.name as "Name", o.market as "Market", v.state as "State", v.since as "Since",
                v.waits as "Waits"
            """);
        AddRows(sql, filter);
        sql.AddPart(page, filter.IsDescending, "v.organisation_id", "v.since", edge => edge.Instant);
        var rows = await db.Database.SqlQuery<Listed>(sql.ToStatement()).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => Cursor.At(row.Since, row.OrganisationId));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(ProfileChangeFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    private static void AddRows(SqlText sql, ProfileChangeFilter filter)
    {
        sql.Add("from profile_verifications v join organisations o on o.id = v.organisation_id where true");
        if (filter.State is { } state)
        {
            sql.Add("and v.state = {0}", $"{state}");
        }

        if (filter.Market is { } market)
        {
            sql.Add("and o.market = {0}", market);
        }

        if (filter.Name is { Length: > 0 } name)
        {
            sql.Add("and starts_with(lower(o.name), lower({0}))", name);
        }

        if (filter.Since.From is { } from)
        {
            sql.Add("and v.since >= {0}", from);
        }

        if (filter.Since.Until is { } until)
        {
            sql.Add("and v.since < {0}", until);
        }
    }

    private sealed record Listed(
        Guid OrganisationId, string Name, string Market, string State, DateTimeOffset Since, string Waits)
    {
        public ProfileChangeRow ToRow() => new(
            new(OrganisationId), Name, Market, Enum.Parse<VerificationState>(State), Since,
            [.. Waits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<CheckKind>)]);
    }
}
