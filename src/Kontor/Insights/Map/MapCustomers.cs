using System.Collections.Immutable;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>
/// A partner's customers by name where they are few enough to be drawn each, all of them or those it shares with one
/// partner; read as they are now, and no more of them than that takes.
/// </summary>
internal static class MapCustomers
{
    /// <summary>A customer has at most so many active relationships with a partner (CUS-75).</summary>
    private const int Kinds = 3;

    private const string Whole =
        """
        with listed as materialized (
            select r.customer_id, r.customer_name, r.customer_name_key, r.kind = 'IndirectReseller' as resells
            from customer_relationships r
            where r.partner_id = $1 and r.ended_at is null and r.kind <> 'Advisor' and $2::uuid is null
            order by r.customer_name_key, r.customer_id limit $3
        )
        select l.customer_id, l.customer_name, case when l.resells then s.provider_id else $1 end,
            case when l.resells then $1 else s.reseller_id end
        from listed l
        left join lateral (
            select s.provider_id, s.reseller_id
            from shared_customers s
            join partnerships p on p.provider_id = s.provider_id and p.reseller_id = s.reseller_id and p.ended_at is null
            where s.customer_id = l.customer_id and case when l.resells then s.reseller_id else s.provider_id end = $1
        ) s on true
        order by l.customer_name_key, l.customer_id
        """;

    private const string Shared =
        """
        select s.customer_id, r.customer_name, s.provider_id, s.reseller_id
        from (
            (select * from shared_customers where provider_id = $1 and reseller_id = $2
             order by customer_name_key, customer_id limit $3)
            union all
            (select * from shared_customers where provider_id = $2 and reseller_id = $1
             order by customer_name_key, customer_id limit $3)
        ) s
        join lateral (
            select r.customer_name from customer_relationships r
            where r.partner_id = $1 and r.customer_id = s.customer_id and r.ended_at is null limit 1
        ) r on true
        order by s.customer_name_key, s.customer_id
        """;

    /// <summary>
    /// Whether it is worth reading them. Since the map was counted, minutes ago, nobody came from so many down to those that are
    /// drawn each; and reading more than are drawn, only to find that out, was half of what a large map asked.
    /// </summary>
    /// <param name="counted">How many the map has.</param>
    public static bool MayBeDrawn(long counted) => counted <= 10 * MapFold.MostDrawn;

    /// <summary>By name; empty when there are more than are drawn.</summary>
    /// <param name="database">Read from.</param>
    /// <param name="partner">Whose customers.</param>
    /// <param name="at">Only those shared with this partner; null for all.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public static async Task<ImmutableArray<MapCustomer>> Of(
        NpgsqlDataSource database, TenantId partner, TenantId? at, CancellationToken cancel)
    {
        var other = at == partner ? null : at;
        await using var command = ToCommand(database, partner, other);
        var rows = new List<(TenantId Id, string Name, TenantId? Provider, TenantId? Reseller)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add((new(reader.GetGuid(0)), reader.GetString(1), Tenant(2), Tenant(3)));
        }

        ImmutableArray<MapCustomer> customers =
        [
            .. rows.GroupBy(row => row.Id).Select(customer => new MapCustomer(
                customer.Key, customer.First().Name, [.. customer.Select(row => (row.Provider, row.Reseller)).Distinct()])),
        ];
        return customers.Length > MapFold.MostDrawn ? [] : customers;

        TenantId? Tenant(int column) => reader.IsDBNull(column) ? null : new(reader.GetGuid(column));
    }

    /// <summary>The statement; a test looks at its plan.</summary>
    internal static NpgsqlCommand ToCommand(NpgsqlDataSource database, TenantId partner, TenantId? other)
    {
        var command = database.CreateCommand(other is null ? Whole : Shared);
        command.Parameters.Add(Sql.Uuid(partner.Value));
        command.Parameters.Add(Sql.Uuid(other?.Value));
        command.Parameters.Add(Sql.Int(other is null ? (MapFold.MostDrawn * Kinds) + 1 : MapFold.MostDrawn + 1));
        return command;
    }
}
