using System.Globalization;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>One partner's part of a map.</summary>
/// <param name="Name">The partner's.</param>
/// <param name="Map">What is drawn.</param>
/// <param name="After">The last way that is drawn by itself; null where all are.</param>
internal sealed record MapPart(string Name, MapDrawing Map, Cursor? After);

/// <summary>
/// Reads one partner's part of what is kept: its sums, and the ways with the most customers along an index, however many
/// there are.
/// </summary>
internal sealed class PartOfMap(NpgsqlDataSource database)
{
    private const string Columns = "id, provider_id, reseller_id, seller_name, provider_name, customers, subscriptions";

    // One more than are drawn tells whether there are more. The way on which nobody else is comes beside them, by its id.
    private static readonly string Select =
        $$"""
        select p.tier, p.name, p.customers, p.others, p.over_others, p.sold_over_others, w.{{Columns.Replace(", ", ", w.", StringComparison.Ordinal)}}
        from map_partners p
        left join lateral (
            (select {{Columns}} from map_ways
             where p.tier = 'Providers' and viewer_id = $1 and provider_id = $2 and reseller_id is not null
             order by customers desc, id desc limit {{MapFold.MostDrawn + 1}})
            union all
            (select {{Columns}} from map_ways
             where p.tier = 'Resellers' and viewer_id = $1 and reseller_id = $2 and provider_id is not null
             order by customers desc, id desc limit {{MapFold.MostDrawn + 1}})
            union all
            (select {{Columns}} from map_ways
             where p.tier = 'Providers' and viewer_id = $1 and id = {{CountMap.IdOf("$2", "null")}})
            union all
            (select {{Columns}} from map_ways
             where p.tier = 'Resellers' and viewer_id = $1 and id = {{CountMap.IdOf("null", "$2")}})
        ) w on true
        where p.viewer_id = $1 and p.partner_id = $2 and {0}
        """;

    /// <summary>The part; null when the partner is not the viewer's to look at, whatever is kept.</summary>
    public async Task<MapPart?> Of(Actor actor, MapOfTenant whole, TenantId at, CancellationToken cancel)
    {
        await using var command = ToCommand(actor.TenantKind, actor.TenantId, at);
        var tiers = new Dictionary<MapColumn, (string Name, long Customers, long Others, MapWay Over)>();
        var ways = new List<(Guid Id, MapWay Way, string Seller, string? From)>();
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                var tier = Enum.Parse<MapColumn>(reader.GetString(0));
                tiers[tier] = (
                    reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3),
                    new(default, default, reader.GetInt64(4), reader.GetInt64(5)));
                if (!reader.IsDBNull(6))
                {
                    ways.Add((
                        reader.GetGuid(6),
                        new(End(7), End(8), reader.GetInt64(11), reader.GetInt64(12)),
                        reader.GetString(9), reader.IsDBNull(10) ? null : reader.GetString(10)));
                }

                MapEnd End(int column) => reader.IsDBNull(column) ? default : MapEnd.Of(new TenantId(reader.GetGuid(column)));
            }
        }

        if (tiers.Count == 0)
        {
            return null;
        }

        var drawn = new List<(Guid Id, MapWay Way, string Seller, string? From)>();
        Cursor? after = null;
        foreach (var tier in tiers)
        {
            var isProvider = tier.Key == MapColumn.Providers;
            var own = ways.Where(way => (isProvider ? way.Way.Provider : way.Way.Reseller) == MapEnd.Of(at)).ToList();
            var over = own.Where(way => (isProvider ? way.Way.Reseller : way.Way.Provider).Kind == MapEndKind.Partner).ToList();
            drawn.AddRange(own.Except(over));
            if (over.Count <= MapFold.MostDrawn)
            {
                drawn.AddRange(over);
                continue;
            }

            over = over[..MapFold.DrawnOfMany];
            drawn.AddRange(over);
            drawn.Add((default, Rest(isProvider, at, tier.Value.Others, tier.Value.Over, [.. over.Select(way => way.Way)]), "", null));
            after = new(over[^1].Way.Customers.ToString(CultureInfo.InvariantCulture), over[^1].Id);
        }

        var buyers = actor.TenantKind == TenantKind.Customer
            ? new MapBuyers(1, actor.TenantId, whole.Map.Nodes.Last().Name)
            : new MapBuyers(at == actor.TenantId ? whole.Customers : tiers.Values.Sum(tier => tier.Customers));
        var partners = Partners(drawn, at, tiers.ToDictionary(tier => tier.Key, tier => (tier.Value.Name, tier.Value.Customers)));
        var map = MapFold.Of(
            [.. drawn.Select(way => way.Way)], partners, buyers, new HashSet<TenantId> { at, actor.TenantId });
        return new(tiers.Values.First().Name, map, after);
    }

    /// <summary>The statement; a test looks at its plan.</summary>
    internal NpgsqlCommand ToCommand(TenantKind kind, TenantId viewer, TenantId at)
    {
        // What is kept may be some minutes old, but who is no partner any more is not looked at closely.
        var command = database.CreateCommand(Select.Replace(
            "{0}",
            kind switch
            {
                TenantKind.Operator => "true",
                TenantKind.Customer =>
                    "exists (select from customer_relationships r where r.partner_id = $2 and r.customer_id = $1 and r.ended_at is null)",
                _ =>
                    """
                    ($1 = $2
                    or exists (select from partnerships t where t.provider_id = $1 and t.reseller_id = $2 and t.ended_at is null)
                    or exists (select from partnerships t where t.provider_id = $2 and t.reseller_id = $1 and t.ended_at is null))
                    """,
            },
            StringComparison.Ordinal));
        command.Parameters.Add(Sql.Uuid(viewer.Value));
        command.Parameters.Add(Sql.Uuid(at.Value));
        return command;
    }

    private static MapWay Rest(bool isProvider, TenantId at, long others, MapWay all, IReadOnlyCollection<MapWay> drawn)
    {
        var rest = MapEnd.Others(others - drawn.Count);
        return new(
            isProvider ? MapEnd.Of(at) : rest, isProvider ? rest : MapEnd.Of(at),
            all.Customers - drawn.Sum(way => way.Customers), all.Subscriptions - drawn.Sum(way => way.Subscriptions));
    }

    /// <summary>The partners of a part: the one that is looked at with all its customers, the others with those of this part.</summary>
    private static Dictionary<(MapColumn Tier, TenantId Id), MapPartner> Partners(
        IEnumerable<(Guid Id, MapWay Way, string Seller, string? From)> ways, TenantId at,
        Dictionary<MapColumn, (string Name, long Customers)> own)
    {
        var partners = own.ToDictionary(
            tier => (tier.Key, at), tier => new MapPartner(tier.Key, at, tier.Value.Name, tier.Value.Customers, 0, 0, 0, 0));
        foreach (var (_, way, seller, from) in ways)
        {
            Add(MapColumn.Providers, way.Provider, way.Reseller.Kind == MapEndKind.Nobody ? seller : from);
            Add(MapColumn.Resellers, way.Reseller, seller);

            void Add(MapColumn tier, MapEnd end, string? name)
            {
                if (end.Kind == MapEndKind.Partner)
                {
                    partners.TryAdd((tier, end.Partner), new(tier, end.Partner, name ?? "", way.Customers, 0, 0, 0, 0));
                }
            }
        }

        return partners;
    }
}
