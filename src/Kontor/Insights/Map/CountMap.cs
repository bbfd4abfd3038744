using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>One way with the names of those on it.</summary>
/// <param name="Id">Made of the two partners.</param>
/// <param name="Way">The numbers.</param>
/// <param name="Provider">Name; null where there is none.</param>
/// <param name="Reseller">Name; null where there is none.</param>
/// <param name="Market">Market key of who sells to the customers.</param>
/// <param name="Products">For a customer: the first products that it has over this way.</param>
internal sealed record CountedWay(Guid Id, MapWay Way, string? Provider, string? Reseller, string Market, string? Products);

/// <param name="Ways">All, in no order.</param>
/// <param name="Once">Customers of partners whose customers the viewer may count once each.</param>
/// <param name="Customers">Different customers on all ways.</param>
/// <param name="Own">The viewer's legal name.</param>
internal sealed record CountedMap(
    IReadOnlyList<CountedWay> Ways, IReadOnlyDictionary<(MapColumn Tier, TenantId Id), long> Once, long Customers, string Own);

/// <summary>
/// Counts the ways on which a tenant sells or buys, or all of them for the vendor, in one pass over each table. Nobody
/// counts what is others' business: a partner sees the ways that it is on, a customer those that lead to it. A way over two
/// partners is there while they are partners; what they sold together before counts for each alone (REL-54).
/// </summary>
internal static class CountMap
{
    /// <summary>Nobody waits for it where there is much.</summary>
    private const int TimeoutSeconds = 240;

    /// <summary>What a viewer may count, as conditions on each table; the seller of what no partnership holds may be hidden.</summary>
    private sealed record Scope(string Ties, string Shared, string Held, string Sold, string SeesSeller, string Products);

    private static readonly Scope OfVendor = new("$1::uuid is not null", "true", "true", "true", "true", "null::text");

    private static readonly Scope OfPartner = new(
        "(p.provider_id = $1 or p.reseller_id = $1)", "(s.provider_id = $1 or s.reseller_id = $1)", "r.partner_id = $1",
        "(s.partner_id = $1 or s.reseller_id = $1)", "s.partner_id = $1", "null::text");

    private static readonly Scope OfCustomer = new(
        "(p.provider_id, p.reseller_id) in (select provider_id, reseller_id from shared_customers where customer_id = $1)",
        "s.customer_id = $1", "r.customer_id = $1", "s.customer_id = $1", "true",
        "array_to_string((array_agg(distinct s.title order by s.title))[1:5], ', ')");

    public static async Task<CountedMap> Of(
        NpgsqlConnection connection, NpgsqlTransaction transaction, TenantId viewer, TenantKind kind, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            Timeout = TimeoutSeconds,
            BatchCommands =
            {
                Command(Ways(ScopeOf(kind))),
                Command(Once(ScopeOf(kind))),
                Command(
                    "select o.name from tenants t join organisations o on o.id = t.organisation_id where t.id = $1"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var ways = new List<CountedWay>();
        while (await reader.ReadAsync(cancel))
        {
            ways.Add(Way(reader));
        }

        await reader.NextResultAsync(cancel);
        var once = new Dictionary<(MapColumn, TenantId), long>();
        var customers = 0L;
        while (await reader.ReadAsync(cancel))
        {
            if (reader.IsDBNull(0))
            {
                customers = reader.GetInt64(2);
            }
            else if (kind != TenantKind.Customer)
            {
                var tier = reader.GetBoolean(1) ? MapColumn.Resellers : MapColumn.Providers;
                once[(tier, new(reader.GetGuid(0)))] = reader.GetInt64(2);
            }
        }

        await reader.NextResultAsync(cancel);
        var own = await reader.ReadAsync(cancel) ? reader.GetString(0) : "";
        return new(ways, once, customers, own);

        NpgsqlBatchCommand Command(string text) => new(text) { Parameters = { Sql.Uuid(viewer.Value) } };
    }

    private static CountedWay Way(NpgsqlDataReader reader)
    {
        TenantId? provider = reader.IsDBNull(1) ? null : new(reader.GetGuid(1));
        TenantId? reseller = reader.IsDBNull(2) ? null : new(reader.GetGuid(2));
        return new(
            reader.GetGuid(0),
            new(MapEnd.Of(provider), MapEnd.Of(reseller), reader.GetInt64(6), reader.GetInt64(7)),
            Text(3), Text(4), reader.GetString(5), Text(8));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static Scope ScopeOf(TenantKind kind) => kind switch
    {
        TenantKind.Operator => OfVendor,
        TenantKind.Customer => OfCustomer,
        _ => OfPartner,
    };

    private static string Ways(Scope scope) =>
        $"""
        with ties as materialized (
            select p.provider_id, p.reseller_id from partnerships p where p.ended_at is null and {scope.Ties}
        ), shared as materialized (
            select s.provider_id, s.reseller_id, s.customer_id
            from shared_customers s join ties t on t.provider_id = s.provider_id and t.reseller_id = s.reseller_id
            where {scope.Shared}
        ), held as materialized (
            select distinct r.partner_id, r.customer_id, r.kind = 'IndirectReseller' as resells
            from customer_relationships r where r.ended_at is null and r.kind <> 'Advisor' and {scope.Held}
        ), counted as (
            select provider_id, reseller_id, 0 as customers, 0 as subscriptions, null::text as products from ties
            union all
            select provider_id, reseller_id, count(*), 0, null from shared group by 1, 2
            union all
            select h.partner_id, null::uuid, count(*), 0, null from held h
            where not h.resells and not exists (
                select from shared s where s.provider_id = h.partner_id and s.customer_id = h.customer_id)
            group by 1
            union all
            select null::uuid, h.partner_id, count(*), 0, null from held h
            where h.resells and not exists (
                select from shared s where s.reseller_id = h.partner_id and s.customer_id = h.customer_id)
            group by 2
            union all
            select case when t.provider_id is not null or {scope.SeesSeller} then s.partner_id end,
                case when t.provider_id is not null or not ({scope.SeesSeller}) then s.reseller_id end,
                0, count(*), {scope.Products}
            from subscriptions s
            left join ties t on t.provider_id = s.partner_id and t.reseller_id = s.reseller_id
            where s.state = 'Active' and {scope.Sold}
            group by 1, 2
        ), ways as (
            select provider_id, reseller_id, sum(customers)::bigint as customers, sum(subscriptions)::bigint as subscriptions,
                max(products) as products
            from counted group by 1, 2
        )
        select {IdOf("w.provider_id", "w.reseller_id")}, w.provider_id, w.reseller_id, po.name, ro.name,
            coalesce(rt.market, pt.market), w.customers, w.subscriptions, w.products
        from ways w
        left join tenants pt on pt.id = w.provider_id left join organisations po on po.id = pt.organisation_id
        left join tenants rt on rt.id = w.reseller_id left join organisations ro on ro.id = rt.organisation_id
        """;

    /// <summary>The id of a way in SQL.</summary>
    public static string IdOf(string provider, string reseller) => $"md5(concat({provider}, '/', {reseller}))::uuid";

    // The last row, without a partner, counts every customer once.
    private static string Once(Scope scope) =>
        $"""
        select r.partner_id, r.kind = 'IndirectReseller', count(distinct r.customer_id)
        from customer_relationships r where r.ended_at is null and r.kind <> 'Advisor' and {scope.Held}
            and $1::uuid is not null
        group by grouping sets ((1, 2), ())
        """;
}
