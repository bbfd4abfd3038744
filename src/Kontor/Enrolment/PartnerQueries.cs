using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>Which partners an operator wants to see.</summary>
/// <param name="Name">How the organization's name begins, in any case; null for any.</param>
/// <param name="Type">Only that kind of partner; null for any.</param>
/// <param name="State">Only those in that state; null for any.</param>
public sealed record PartnerFilter(string? Name = null, PartnerType? Type = null, EnrolmentState? State = null);

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

/// <summary>All partners of the program, for operators.</summary>
public sealed class PartnerQueries(KontorDb db)
{
    /// <summary>By name; a partner's enrolments stand together.</summary>
    public async Task<Page<PartnerRow>> List(PartnerFilter filter, PageRequest page, CancellationToken cancel)
    {
        var (key, id) = (page.After?.Key ?? "", page.After?.Id ?? Guid.Empty);
        var rows = await db.Database.SqlQuery<Listed>($"""
            select t.id as "TenantId", o.name as "Name", t.market as "Market", n.id as "NetworkId", e.type as "Type",
                e.state as "State", e.since as "Since", lower(o.name) collate "C" || ' ' || e.type as "Key"
            from partner_enrolments e
            join tenants t on t.id = e.tenant_id
            join organisations o on o.id = t.organisation_id
            left join network_ids n on n.tenant_id = t.id
            where ({filter.Type == null} or e.type = {filter.Type?.ToString() ?? ""})
                and ({filter.State == null} or e.state = {filter.State?.ToString() ?? ""})
                and starts_with(lower(o.name), lower({filter.Name ?? ""}))
                and (lower(o.name) collate "C" || ' ' || e.type, t.id) > ({key}, {id})
            order by lower(o.name) collate "C" || ' ' || e.type, t.id
            limit {page.Size + 1}
            """).ToListAsync(cancel);
        var listed = Page.Of(rows, page.Size, row => new Cursor(row.Key, row.TenantId));
        return new Page<PartnerRow>([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor);
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
