using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Licensing;

/// <summary>Which pools are wanted.</summary>
/// <param name="Search">What stands in the title, in any case; null for anything.</param>
/// <param name="State">Only those that stand so; null for all.</param>
public sealed record PoolFilter(string? Search = null, PoolState? State = null)
{
    public bool IsDescending { get; init; }

    /// <summary>Only these; null for all.</summary>
    public IReadOnlyCollection<LicenseSku>? Skus { get; init; }
}

/// <summary>
/// The licenses of a customer, by SKU: what its subscriptions come to, and how many users have one. Seats alone make
/// licenses; what is metered, reserved or installed has none. What the customer bought elsewhere counts on the days on which it
/// runs, where it is the vendor's and the catalog knows it (MUL-22).
/// </summary>
public sealed class LicensePools(KontorDb db, TimeProvider clock)
{
    public async Task<Page<LicensePool>> List(
        TenantId customer, PoolFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(customer, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor(row.Key, Guid.Empty));
        return new([.. listed.Items.Select(row => row.ToPool())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(TenantId customer, PoolFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, customer, filter), most)).SingleAsync(cancel);

    /// <summary>Those of some SKUs; a SKU of which the customer has none is left out.</summary>
    public async Task<IReadOnlyDictionary<LicenseSku, LicensePool>> Of(
        TenantId customer, IReadOnlyCollection<LicenseSku> skus, CancellationToken cancel)
    {
        var page = new PageRequest(Math.Max(1, skus.Count), null);
        var found = await List(customer, new PoolFilter { Skus = skus }, page, cancel);
        return found.Items.ToDictionary(pool => pool.Sku);
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(TenantId customer, PoolFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add("select *");
        AddRows(sql, customer, filter);
        if (page.Edge is { } edge)
        {
            sql.Add($"and \"Key\" {(filter.IsDescending != page.IsBackwards ? "<" : ">")} {{0}}", edge.Key);
        }

        sql.Add($"order by \"Key\" {(filter.IsDescending != page.IsBackwards ? "desc" : "asc")} limit {{0}}", page.Size + 1);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private const string Pools =
        """
        from (
            select k.product_id as "ProductId", k.sku_id as "SkuId", s.title as "Title", p.publisher as "Publisher",
                p.is_first_party as "IsFirstParty", least(sum(k.total), 2147483647)::int as "Total",
                least(sum(k.suspended), 2147483647)::int as "Suspended", sum(k.assigned)::int as "Assigned",
                least(sum(k.elsewhere), 2147483647)::int as "FromElsewhere",
                (lower(s.title) || ' ' || k.product_id || ':' || k.sku_id) collate "C" as "Key"
            from (
                select product_id, sku_id, case when state = 'Active' then quantity else 0 end as total,
                    case when state = 'Suspended' then quantity else 0 end as suspended, 0 as assigned, 0 as elsewhere
                from subscriptions
                where customer_id = {0} and state in ('Active', 'Suspended') and billing_type = 'License'
                union all
                select product_id, sku_id, 0, 0, count(*)::int, 0 from assigned_licenses
                where customer_id = {0} group by product_id, sku_id
                union all
                select o.product_id, o.sku_id, o.quantity, 0, 0, o.quantity from outside_subscriptions o
                join products first on first.product_id = o.product_id and first.is_first_party
                where o.customer_id = {0} and o.billing_type = 'License' and o.ended_at is null
                    and o.starts_on <= {1} and (o.ends_on is null or o.ends_on > {1})) k
            join products p on p.product_id = k.product_id and p.kind in ('Seat', 'ThirdPartySaas')
            join skus s on s.product_id = k.product_id and s.sku_id = k.sku_id
            group by k.product_id, k.sku_id, s.title, p.publisher, p.is_first_party) pools
        where true
        """;

    private void AddRows(SqlText sql, TenantId customer, PoolFilter filter)
    {
        sql.Add(Pools, customer.Value, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (filter.Skus is { } skus)
        {
            sql.Add("and \"ProductId\" || ':' || \"SkuId\" = any ({0})", (object)skus.Select(sku => $"{sku}").ToArray());
        }

        if (filter.Search?.ToLowerInvariant() is { Length: > 0 } search)
        {
            sql.Add("and strpos(lower(\"Title\"), {0}) > 0", search);
        }

        if (filter.State is { } state)
        {
            sql.Add(state switch
            {
                PoolState.Elsewhere => "and not \"IsFirstParty\"",
                PoolState.Over => "and \"IsFirstParty\" and \"Assigned\" > \"Total\"",
                PoolState.NoneLeft => "and \"IsFirstParty\" and \"Assigned\" = \"Total\"",
                _ => "and \"IsFirstParty\" and \"Assigned\" < \"Total\"",
            });
        }
    }

    internal sealed record Listed(
        string ProductId, string SkuId, string Title, string Publisher, bool IsFirstParty, int Total, int Suspended,
        int Assigned, int FromElsewhere, string Key)
    {
        public LicensePool ToPool() => new(
            new LicenseSku(ProductId, SkuId), Title, Publisher, IsFirstParty, Total, Suspended, Assigned)
        {
            FromElsewhere = FromElsewhere,
        };
    }
}
