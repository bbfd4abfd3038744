using Kontor.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Insights;

/// <summary>Puts a map in the place of the last one, inside the transaction in which it was counted.</summary>
internal static class KeepMap
{
    public static async Task Write(
        NpgsqlConnection connection, TenantId viewer, MapOfTenant map, string json, IReadOnlyCollection<MapPartner> partners,
        IReadOnlyCollection<CountedWay> ways, CancellationToken cancel)
    {
        // The row of the map comes first: of two that write, whose claim ran out, one then fails as a whole.
        await using (var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update tenant_maps set as_of = $2, map = $3, claimed_until = null where tenant_id = $1")
                {
                    Parameters = { Sql.Uuid(viewer.Value), Sql.Instant(map.AsOf), Sql.Text(json) },
                },
                new("delete from map_partners where viewer_id = $1") { Parameters = { Sql.Uuid(viewer.Value) } },
                new("delete from map_ways where viewer_id = $1") { Parameters = { Sql.Uuid(viewer.Value) } },
            },
        })
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }

        await WritePartners(connection, viewer, partners, cancel);
        await WriteWays(connection, viewer, map.Map, ways, cancel);
    }

    private static async Task WritePartners(
        NpgsqlConnection connection, TenantId viewer, IReadOnlyCollection<MapPartner> partners, CancellationToken cancel)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            copy map_partners (viewer_id, tier, partner_id, name, customers, subscriptions, others, over_others,
                sold_over_others) from stdin (format binary)
            """,
            cancel);
        foreach (var partner in partners)
        {
            await rows.StartRowAsync(cancel);
            await rows.WriteAsync(viewer.Value, NpgsqlDbType.Uuid, cancel);
            await rows.WriteAsync(Sql.Name(partner.Tier), NpgsqlDbType.Text, cancel);
            await rows.WriteAsync(partner.Id.Value, NpgsqlDbType.Uuid, cancel);
            await rows.WriteAsync(partner.Name, NpgsqlDbType.Text, cancel);
            foreach (var number in new[]
            {
                partner.Customers, partner.Subscriptions, partner.Others, partner.OverOthers, partner.SoldOverOthers,
            })
            {
                await rows.WriteAsync(number, NpgsqlDbType.Bigint, cancel);
            }
        }

        await rows.CompleteAsync(cancel);
    }

    private static async Task WriteWays(
        NpgsqlConnection connection, TenantId viewer, MapDrawing map, IReadOnlyCollection<CountedWay> ways,
        CancellationToken cancel)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            copy map_ways (viewer_id, id, provider_id, reseller_id, seller_name, seller_name_key, provider_name,
                provider_name_key, market, customers, subscriptions, products, is_folded) from stdin (format binary)
            """,
            cancel);
        foreach (var (id, way, provider, reseller, market, products) in ways)
        {
            var seller = reseller ?? provider!;
            var from = reseller is null ? null : provider;
            await rows.StartRowAsync(cancel);
            await rows.WriteAsync(viewer.Value, NpgsqlDbType.Uuid, cancel);
            await rows.WriteAsync(id, NpgsqlDbType.Uuid, cancel);
            await Partner(way.Provider);
            await Partner(way.Reseller);
            await Text(seller);
            await Text(seller.ToLowerInvariant());
            await Text(from);
            await Text(from?.ToLowerInvariant());
            await Text(market);
            await rows.WriteAsync(way.Customers, NpgsqlDbType.Bigint, cancel);
            await rows.WriteAsync(way.Subscriptions, NpgsqlDbType.Bigint, cancel);
            await Text(products);
            await rows.WriteAsync(!map.DrawsEach(way), NpgsqlDbType.Boolean, cancel);
        }

        await rows.CompleteAsync(cancel);

        Task Partner(MapEnd end) => end.Kind == MapEndKind.Nobody
            ? rows.WriteNullAsync(cancel)
            : rows.WriteAsync(end.Partner.Value, NpgsqlDbType.Uuid, cancel);

        Task Text(string? text) =>
            text is null ? rows.WriteNullAsync(cancel) : rows.WriteAsync(text, NpgsqlDbType.Text, cancel);
    }
}
