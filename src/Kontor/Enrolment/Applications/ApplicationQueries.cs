using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>An application as operators list it.</summary>
/// <param name="Id">Its place in the list; a tenant can have applications of two kinds.</param>
/// <param name="TenantId">Who applies.</param>
/// <param name="Type">As what kind of partner.</param>
/// <param name="Name">The legal name that was sent.</param>
/// <param name="Market">Market key.</param>
/// <param name="NetworkId">Linked to the tenant; null for none.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when it stands there.</param>
/// <param name="SubmittedAt">When it was sent last.</param>
public sealed record ApplicationRow(
    Guid Id, TenantId TenantId, PartnerType Type, string Name, string Market, string? NetworkId, EnrolmentState State,
    DateTimeOffset Since, DateTimeOffset SubmittedAt);

/// <summary>The applications that were sent, for operators; drafts and withdrawn ones are the applicant's alone (ENR-39).</summary>
public sealed class ApplicationQueries(KontorDb db)
{
    private const string Id = "coalesce(d.id, e.tenant_id)";

    private const string LegalName = "coalesce(d.legal_name, a.profile_legal_name)";

    private static readonly string[] Hidden = [nameof(EnrolmentState.Draft), nameof(EnrolmentState.Withdrawn)];

    /// <summary>Those that have been where they are for longest come first.</summary>
    public async Task<Page<ApplicationRow>> List(PartnerFilter filter, PageRequest page, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add(
            $"""
            select {Id} as "Id", t.id as "TenantId", e.type as "Type", {LegalName} as "Name", t.market as "Market",
                n.id as "NetworkId", e.state as "State", e.since as "Since",
                coalesce(d.submitted_at, a.submitted_at) as "SubmittedAt"
            """);
        AddRows(sql, filter);
        sql.AddPart(page, filter.IsDescending, Id, "e.since", edge => edge.Instant);
        var rows = await db.Database.SqlQuery<Listed>(sql.ToStatement()).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => Cursor.At(row.Since, row.Id));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(PartnerFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    /// <summary>What happened to an application, the newest first.</summary>
    public async Task<IReadOnlyList<ApplicationHistory>> HistoryOf(
        IPartnerApplication application, CancellationToken cancel) =>
        await db.ApplicationHistory.AsNoTracking()
            .Where(h => h.TenantId == application.TenantId && h.Type == application.Type && h.Number == application.Number)
            .OrderByDescending(h => h.At).ThenByDescending(h => h.Id)
            .ToListAsync(cancel);

    private static void AddRows(SqlText sql, PartnerFilter filter)
    {
        sql.Add(
            """
            from partner_enrolments e
            join tenants t on t.id = e.tenant_id
            left join reseller_applications a
                on e.type = 'Reseller' and a.tenant_id = e.tenant_id and a.closed_at is null
            left join direct_applications d
                on e.type = 'DirectPartner' and d.tenant_id = e.tenant_id and d.closed_at is null
            left join network_ids n on n.tenant_id = e.tenant_id
            where coalesce(d.submitted_at, a.submitted_at) is not null and not e.state = any({0})
            """, (object)Hidden);
        filter.AddTo(sql, LegalName);
    }

    private sealed record Listed(
        Guid Id, Guid TenantId, string Type, string Name, string Market, string? NetworkId, string State,
        DateTimeOffset Since, DateTimeOffset SubmittedAt)
    {
        public ApplicationRow ToRow() => new(
            Id, new(TenantId), Enum.Parse<PartnerType>(Type), Name, Market, NetworkId, Enum.Parse<EnrolmentState>(State),
            Since, SubmittedAt);
    }
}
