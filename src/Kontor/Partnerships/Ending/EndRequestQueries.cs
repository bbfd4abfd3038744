using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>Which requests an operator wants to see.</summary>
/// <param name="Name">How the name of either side begins, in any case; null for any.</param>
/// <param name="State">Only those in that state; null for all.</param>
public sealed record EndRequestFilter(string? Name, EndRequestState? State)
{
    /// <summary>Only those filed then.</summary>
    public InstantSpan Filed { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>One row of the operators' queue (REL-52).</summary>
/// <param name="Id">The request.</param>
/// <param name="Reseller">Name of who wants the end.</param>
/// <param name="Provider">Name of the other side.</param>
/// <param name="State">Where it stands.</param>
/// <param name="FiledAt">Since when it waits, or waited.</param>
/// <param name="ClosedAt">When it was decided, withdrawn or settled; null while it is open.</param>
/// <param name="ClosedBy">Who did that, as whom they signed in.</param>
public sealed record EndRequestRow(
    EndRequestId Id, string Reseller, string Provider, EndRequestState State, DateTimeOffset FiledAt,
    DateTimeOffset? ClosedAt, string? ClosedBy);

/// <summary>One request with all that an operator looks at before deciding.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Partnership">About what, as it is now.</param>
/// <param name="Provider">One side.</param>
/// <param name="Reseller">The other side, which asks.</param>
/// <param name="SharedCustomers">How many customers stay as they are (REL-54).</param>
public sealed record EndRequestFile(
    PartnershipEndRequest Request, Partnership Partnership, BusinessCard Provider, BusinessCard Reseller,
    int SharedCustomers);

/// <summary>Requests to end partnerships, for operators.</summary>
public sealed class EndRequestQueries(KontorDb db, BusinessCards cards)
{
    /// <summary>Those that wait longest come first.</summary>
    public async Task<Page<EndRequestRow>> List(EndRequestFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => Cursor.At(row.FiledAt, row.Id));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(EndRequestFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    /// <summary>Null where there is no such request.</summary>
    public async Task<EndRequestFile?> Find(EndRequestId id, CancellationToken cancel)
    {
        var request = await db.PartnershipEndRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (request is null)
        {
            return null;
        }

        var (provider, reseller) = (request.ProviderId, request.ResellerId);
        var partnership = await db.Partnerships.AsNoTracking()
            .SingleAsync(p => p.ProviderId == provider && p.Id == request.PartnershipId, cancel);
        var shared = await db.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from shared_customers
            where provider_id = {provider.Value} and reseller_id = {reseller.Value}
            """).SingleAsync(cancel);
        var card = await cards.Of([provider, reseller], cancel);
        return new EndRequestFile(request, partnership, card[provider], card[reseller], shared);
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(EndRequestFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select e.id as "Id", r.name as "Reseller", p.name as "Provider", e.state as "State", e.filed_at as "FiledAt",
                e.closed_at as "ClosedAt", e.closed_by as "ClosedBy"
            """);
        AddRows(sql, filter);
        sql.AddPart(page, filter.IsDescending, "e.id", "e.filed_at", edge => edge.Instant);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, EndRequestFilter filter)
    {
        sql.Add(
            """
            from partnership_end_requests e
            join tenants rt on rt.id = e.reseller_id
            join organisations r on r.id = rt.organisation_id
            join tenants pt on pt.id = e.provider_id
            join organisations p on p.id = pt.organisation_id
            where true
            """);
        if (filter.State is { } state)
        {
            sql.Add("and e.state = {0}", $"{state}");
        }

        if (filter.Name is { Length: > 0 } name)
        {
            sql.Add("and (starts_with(lower(r.name), lower({0})) or starts_with(lower(p.name), lower({0})))", name);
        }

        if (filter.Filed.From is { } from)
        {
            sql.Add("and e.filed_at >= {0}", from);
        }

        if (filter.Filed.Until is { } until)
        {
            sql.Add("and e.filed_at < {0}", until);
        }
    }

    internal sealed record Listed(
        Guid Id, string Reseller, string Provider, string State, DateTimeOffset FiledAt, DateTimeOffset? ClosedAt,
        string? ClosedBy)
    {
        public EndRequestRow ToRow() => new(
            new(Id), Reseller, Provider, Enum.Parse<EndRequestState>(State), FiledAt, ClosedAt, ClosedBy);
    }
}
