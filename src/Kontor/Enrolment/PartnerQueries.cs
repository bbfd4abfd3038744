using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>Which partners, or applications, an operator wants to see.</summary>
/// <param name="Name">How the organization's name begins, in any case; null for any.</param>
/// <param name="Type">Only that kind of partner; null for any.</param>
/// <param name="State">Only those in that state; null for any.</param>
public sealed record PartnerFilter(string? Name = null, PartnerType? Type = null, EnrolmentState? State = null)
{
    /// <summary>Only this partner; null for any.</summary>
    public TenantId? TenantId { get; init; }

    /// <summary>Only the partner with this network id; null for any.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Only those in this market; null for any.</summary>
    public string? Market { get; init; }

    /// <summary>Only those that came into their state then.</summary>
    public InstantSpan Since { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>Adds the conditions to a statement on enrolments <c>e</c>, tenants <c>t</c> and network ids <c>n</c>.</summary>
    /// <param name="sql">The statement so far, with a condition at its end.</param>
    /// <param name="nameColumn">Where the name is that is searched.</param>
    internal void AddTo(SqlText sql, string nameColumn)
    {
        if (Type is { } type)
        {
            sql.Add("and e.type = {0}", $"{type}");
        }

        if (State is { } state)
        {
            sql.Add("and e.state = {0}", $"{state}");
        }

        if (Market is { } market)
        {
            sql.Add("and t.market = {0}", market);
        }

        if (Name is { Length: > 0 } name)
        {
            sql.Add($"and starts_with(lower({nameColumn}), lower({{0}}))", name);
        }

        if (TenantId is { } tenant)
        {
            sql.Add("and e.tenant_id = {0}", tenant.Value);
        }

        if (NetworkId is { } networkId)
        {
            sql.Add("and n.id = {0}", networkId);
        }

        if (Since.From is { } from)
        {
            sql.Add("and e.since >= {0}", from);
        }

        if (Since.Until is { } until)
        {
            sql.Add("and e.since < {0}", until);
        }
    }
}

/// <summary>A partner's enrolment, as operators see it. A partner of two types is listed with each.</summary>
/// <param name="TenantId">The partner's tenant.</param>
/// <param name="Name">The organization's legal name.</param>
/// <param name="Market">The tenant's market key.</param>
/// <param name="NetworkId">The location network id linked to it; null for none.</param>
/// <param name="Type">What kind of partner.</param>
/// <param name="State">Where the enrolment stands.</param>
/// <param name="Since">Since when.</param>
public sealed record PartnerRow(
    TenantId TenantId, string Name, string Market, string? NetworkId, PartnerType Type, EnrolmentState State,
    DateTimeOffset Since);

/// <summary>
/// All partners of the program, for operators; drafts and what was withdrawn are the applicant's alone (ENR-39). They are
/// few beside the customers, whose names lie in the same table: so
/// the enrolments are read and put into order, rather than all names.
/// </summary>
public sealed class PartnerQueries(KontorDb db)
{
    private const string Key = "lower(o.name) collate \"C\" || ' ' || e.type";

    /// <summary>By name, read in either direction; a partner's enrolments stand together.</summary>
    public async Task<Page<PartnerRow>> List(PartnerFilter filter, PageRequest page, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add(
            $"""
            select t.id as "TenantId", o.name as "Name", t.market as "Market", n.id as "NetworkId", e.type as "Type",
                e.state as "State", e.since as "Since", {Key} as "Key"
            """);
        AddRows(sql, filter);
        sql.AddPart(page, filter.IsDescending, "t.id", Key, edge => edge.Key);
        var rows = await db.Database.SqlQuery<Listed>(sql.ToStatement()).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor(row.Key, row.TenantId));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(PartnerFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    private static void AddRows(SqlText sql, PartnerFilter filter)
    {
        sql.Add(
            """
            from partner_enrolments e
            join tenants t on t.id = e.tenant_id
            join organisations o on o.id = t.organisation_id
            left join network_ids n on n.tenant_id = t.id
            where e.state not in ('Draft', 'Withdrawn')
            """);
        filter.AddTo(sql, "o.name");
    }

    private sealed record Listed(
        Guid TenantId, string Name, string Market, string? NetworkId, string Type, string State, DateTimeOffset Since,
        string Key)
    {
        public PartnerRow ToRow() => new(
            new(TenantId), Name, Market, NetworkId, Enum.Parse<PartnerType>(Type), Enum.Parse<EnrolmentState>(State),
            Since);
    }
}
