using Kontor.Kernel;
using Kontor.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>A customer of a provider that a reseller does not have.</summary>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">As lists show it.</param>
/// <param name="Domain">Its default domain.</param>
/// <param name="Market">Market key.</param>
/// <param name="IsAsked">Whether an open request asks it to take this reseller.</param>
public sealed record GivableCustomer(Guid Id, string Name, string Domain, string Market, bool IsAsked);

/// <summary>
/// The provider's own customers that one of its resellers has no relationship with, by name (REL-60). Read along the list
/// index of the provider's relationships; what the reseller has is looked up by its key.
/// </summary>
public sealed class GivableCustomers(KontorDb db, TimeProvider clock)
{
    /// <summary>No name sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    public static string PathOf(TenantId reseller) => $"/resellers/{reseller}/customers";

    public static ListDefinition<GivableCustomer> Definition(TenantId reseller, Func<string, string> countryOf) => new(
        PathOf(reseller),
        [
            new("name", "column.customer", row => row.Name) { IsHeader = true, Sort = "name" },
            new("domain", "column.domain", row => row.Domain),
            new("country", "column.country", row => countryOf(row.Market)),
        ],
        [])
    {
        SearchKey = "giving.search",
        UsualSort = "name",
    };

    public async Task<Page<GivableCustomer>> Read(
        Actor provider, TenantId reseller, ListState state, PageRequest part, CancellationToken cancel)
    {
        var rows = await Select(provider.TenantId, reseller, state.Search, state.IsDescending, part).ToListAsync(cancel);
        var page = Page.Of(rows, part, row => new Cursor(row.Key, row.Id));
        return new(
            [.. page.Items.Select(row => new GivableCustomer(row.Id, row.Name, row.Domain, row.Market, row.IsAsked))],
            page.NextCursor,
            page.PreviousCursor);
    }

    public async Task<ListCount> Count(
        Actor provider, TenantId reseller, ListState state, int most, CancellationToken cancel)
    {
        var counted = SqlText.ToCount(sql => AddRows(sql, provider.TenantId, reseller, state.Search), most);
        return new(await db.Database.SqlQuery<int>(counted).SingleAsync(cancel));
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(
        TenantId provider, TenantId reseller, string? search, bool isDescending, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select r.customer_id as "Id", r.customer_name as "Name", r.customer_name_key as "Key",
                r.customer_domain as "Domain", r.customer_market as "Market",
                exists (
                    select from customer_invitations i
                    where i.sender_id = r.partner_id and i.partner_id = {0} and i.customer_id = r.customer_id
                        and i.email is not null and i.answered_at is null and i.revoked_at is null and i.expires_at > {1})
                    as "IsAsked"
            """,
            reseller.Value, clock.Now());
        AddRows(sql, provider, reseller, search);
        sql.AddPart(page, isDescending, "r.customer_id", "r.customer_name_key", edge => edge.Key);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, TenantId provider, TenantId reseller, string? search)
    {
        sql.Add(
            """
            from customer_relationships r
            where r.partner_id = {0} and r.ended_at is null and r.kind = 'IndirectProvider' and not exists (
                select from customer_relationships x
                where x.partner_id = {1} and x.customer_id = r.customer_id and x.kind = 'IndirectReseller' and x.ended_at is null)
            """,
            provider.Value, reseller.Value);
        if (search?.Trim().ToLowerInvariant() is { Length: > 0 } begin)
        {
            sql.Add("and r.customer_name_key >= {0} and r.customer_name_key < {1}", begin, begin + Highest);
        }
    }

    internal sealed record Listed(Guid Id, string Name, string Key, string Domain, string Market, bool IsAsked);
}
