using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>Which of its customers a partner wants to see. Texts are beginnings, in any case.</summary>
/// <param name="Name">How the name begins; null for any.</param>
/// <param name="Domain">How the default domain begins; null for any. Alone, it orders the list by domain.</param>
/// <param name="ResellerId">Only those shared with this reseller (REL-64); null for any.</param>
/// <param name="ProviderId">Only those shared with this provider (REL-25); null for any.</param>
public sealed record CustomerFilter(
    string? Name = null, string? Domain = null, TenantId? ResellerId = null, TenantId? ProviderId = null)
{
    public static CustomerFilter None { get; } = new();
}

/// <summary>One of a partner's customers (CUS-14, CUS-66).</summary>
/// <param name="CustomerId">The customer's tenant.</param>
/// <param name="Name">Its name in lists.</param>
/// <param name="Domain">Its default domain.</param>
/// <param name="Market">Its market key.</param>
/// <param name="Kind">What the partner is to it (CUS-07).</param>
/// <param name="AdminRights">The partner's delegated admin rights.</param>
/// <param name="BegunAt">Since when.</param>
/// <param name="SharedWith">Names of the providers or resellers that it is shared with (CUS-14).</param>
public sealed record CustomerRow(
    TenantId CustomerId,
    string Name,
    string Domain,
    string Market,
    RelationshipKind Kind,
    AdminRights AdminRights,
    DateTimeOffset BegunAt,
    IReadOnlyList<string> SharedWith);

/// <summary>
/// A partner's customers. Every list is read along one index from where the last page ended, so that a page costs the
/// same among a hundred customers and among a million. A customer is listed once, however many relationships there are.
/// (DISTINCT ON would need a sort on top, for which PostgreSQL 15 may read the whole list.)
/// </summary>
public sealed class CustomerQueries(KontorDb db)
{
    /// <summary>No name or domain sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    public async Task<Page<CustomerRow>> List(
        Actor partner, CustomerFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(partner.TenantId.Value, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page.Size, row => new Cursor(row.Key, row.CustomerId));
        var shared = await SharedWith(partner.TenantId, [.. listed.Items.Select(row => row.CustomerId)], cancel);
        return new Page<CustomerRow>(
            [.. listed.Items.Select(row => row.With([.. shared[row.CustomerId]]))], listed.NextCursor);
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(Guid partner, CustomerFilter filter, PageRequest page)
    {
        var (key, id) = (page.After?.Key ?? "", page.After?.Id ?? Guid.Empty);
        var (name, domain) = (filter.Name?.ToLowerInvariant() ?? "", filter.Domain?.ToLowerInvariant() ?? "");
        if (filter.ResellerId is not null || filter.ProviderId is not null)
        {
            var (provider, reseller) = (filter.ProviderId?.Value ?? partner, filter.ResellerId?.Value ?? partner);
            return db.Database.SqlQuery<Listed>($"""
                select r.customer_id as "CustomerId", r.customer_name as "Name", r.customer_domain as "Domain",
                    r.customer_market as "Market", r.kind as "Kind", r.admin_rights as "AdminRights",
                    r.begun_at as "BegunAt", s.customer_name_key as "Key"
                from shared_customers s
                join customer_relationships r
                    on r.partner_id = {partner} and r.customer_id = s.customer_id and r.ended_at is null
                where s.provider_id = {provider} and s.reseller_id = {reseller}
                    and {partner} in (s.provider_id, s.reseller_id)
                    and not exists (select from customer_relationships o
                        where o.partner_id = {partner} and o.customer_id = r.customer_id and o.ended_at is null
                            and o.kind > r.kind)
                    and s.customer_name_key >= {name} and s.customer_name_key < {name + Highest}
                    and r.customer_domain >= {domain} and r.customer_domain < {domain + Highest}
                    and (s.customer_name_key, s.customer_id) > ({key}, {id})
                order by s.customer_name_key, s.customer_id
                limit {page.Size + 1}
                """);
        }

        return name.Length == 0 && domain.Length > 0
            ? db.Database.SqlQuery<Listed>($"""
                select r.customer_id as "CustomerId", r.customer_name as "Name", r.customer_domain as "Domain",
                    r.customer_market as "Market", r.kind as "Kind", r.admin_rights as "AdminRights",
                    r.begun_at as "BegunAt", r.customer_domain as "Key"
                from customer_relationships r
                where r.partner_id = {partner} and r.ended_at is null
                    and not exists (select from customer_relationships o
                        where o.partner_id = {partner} and o.customer_id = r.customer_id and o.ended_at is null
                            and o.kind > r.kind)
                    and r.customer_domain >= {domain} and r.customer_domain < {domain + Highest}
                    and (r.customer_domain, r.customer_id) > ({key}, {id})
                order by r.customer_domain, r.customer_id
                limit {page.Size + 1}
                """)
            : db.Database.SqlQuery<Listed>($"""
                select r.customer_id as "CustomerId", r.customer_name as "Name", r.customer_domain as "Domain",
                    r.customer_market as "Market", r.kind as "Kind", r.admin_rights as "AdminRights",
                    r.begun_at as "BegunAt", r.customer_name_key as "Key"
                from customer_relationships r
                where r.partner_id = {partner} and r.ended_at is null
                    and not exists (select from customer_relationships o
                        where o.partner_id = {partner} and o.customer_id = r.customer_id and o.ended_at is null
                            and o.kind > r.kind)
                    and r.customer_name_key >= {name} and r.customer_name_key < {name + Highest}
                    and r.customer_domain >= {domain} and r.customer_domain < {domain + Highest}
                    and (r.customer_name_key, r.customer_id) > ({key}, {id})
                order by r.customer_name_key, r.customer_id
                limit {page.Size + 1}
                """);
    }

    /// <summary>CUS-14: with whom the partner shares each of these customers, by name.</summary>
    private async Task<ILookup<Guid, string>> SharedWith(TenantId partner, Guid[] customers, CancellationToken cancel)
    {
        var self = partner.Value;
        var rows = await db.Database.SqlQuery<Shared>($"""
            select s.customer_id as "CustomerId", o.name as "Name"
            from shared_customers s
            join tenants t on t.id = case when s.provider_id = {self} then s.reseller_id else s.provider_id end
            join organisations o on o.id = t.organisation_id
            where s.customer_id = any ({customers}) and (s.provider_id = {self} or s.reseller_id = {self})
            order by o.name
            """).ToListAsync(cancel);
        return rows.ToLookup(row => row.CustomerId, row => row.Name);
    }

    private sealed record Shared(Guid CustomerId, string Name);

    internal sealed record Listed(
        Guid CustomerId,
        string Name,
        string Domain,
        string Market,
        string Kind,
        string AdminRights,
        DateTimeOffset BegunAt,
        string Key)
    {
        public CustomerRow With(IReadOnlyList<string> sharedWith) => new(
            new(CustomerId), Name, Domain, Market, Enum.Parse<RelationshipKind>(Kind),
            Enum.Parse<AdminRights>(AdminRights), BegunAt, sharedWith);
    }
}
