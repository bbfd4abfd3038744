using System.Text.Json;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>What is kept of a tenant's map beside its partners and ways.</summary>
/// <param name="AsOf">When it was counted.</param>
/// <param name="Customers">Different customers on it.</param>
/// <param name="Subscriptions">Active subscriptions on it.</param>
/// <param name="Providers">Partners that buy from the vendor.</param>
/// <param name="Resellers">Partners that buy from those.</param>
/// <param name="Map">The whole of it, as it is drawn.</param>
public sealed record MapOfTenant(
    DateTimeOffset AsOf, long Customers, long Subscriptions, long Providers, long Resellers, MapDrawing Map);

/// <summary>What somebody sees of a map.</summary>
/// <param name="Whole">Of what it is a part; null while it is drawn for the first time.</param>
/// <param name="Map">What is drawn.</param>
/// <param name="Measure">What the width of its bands says.</param>
/// <param name="At">Whose part it is; null for the whole.</param>
/// <param name="AtName">Its name.</param>
/// <param name="After">The last way that is drawn by itself, those with the most customers first; null where all are.</param>
public sealed record MapView(
    MapOfTenant? Whole, MapDrawing Map, MapMeasure Measure, TenantId? At = null, string? AtName = null, Cursor? After = null);

/// <summary>
/// The map that is kept of each tenant: who sells to whom, as far as the tenant has to do with it. Looking at it reads a few
/// rows; whoever finds it old has it drawn anew in the background, once at a time for a tenant on all servers. Where there
/// is little, it is drawn while its viewer waits.
/// </summary>
public sealed class SalesMap(NpgsqlDataSource database, TimeProvider clock, WantedMaps queue)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Where there is little, so that what somebody did a moment ago is seen.</summary>
    public static readonly TimeSpan LifetimeOfFew = TimeSpan.FromSeconds(15);

    /// <summary>Names of former partners are not shown to who comes back after a long time.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>The map of the actor's tenant, or one partner's part of it.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="at">The partner whose part of it is looked at; null for the whole.</param>
    /// <param name="namesCustomers">Whether the actor may know customers by name.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<Result<MapView>> Of(Actor actor, TenantId? at, bool namesCustomers, CancellationToken cancel)
    {
        var measure = actor.TenantKind == TenantKind.Customer ? MapMeasure.Subscriptions : MapMeasure.Customers;
        if (await Whole(actor, cancel) is not { } whole)
        {
            return new MapView(null, MapDrawing.Empty, measure);
        }

        var view = new MapView(whole, whole.Map, measure);
        if (at is { } partner)
        {
            if (await new PartOfMap(database).Of(actor, whole, partner, cancel) is not { } part)
            {
                return MapReasons.PartnerNotFound;
            }

            view = view with { Map = part.Map, At = partner, AtName = part.Name, After = part.After };
        }

        var areFew = at is not null || MapCustomers.MayBeDrawn(whole.Customers);
        return namesCustomers && areFew && actor.TenantKind == TenantKind.Partner
            ? view with { Map = view.Map.With(await MapCustomers.Of(database, actor.TenantId, at, cancel)) }
            : view;
    }

    /// <summary>The whole map; null while it is drawn for the first time.</summary>
    public async Task<MapOfTenant?> Whole(Actor actor, CancellationToken cancel)
    {
        var (tenant, kind, now) = (actor.TenantId, actor.TenantKind, clock.Now());
        var kept = await Read(tenant, cancel);
        var age = kept is null || kept.AsOf > now ? TimeSpan.MaxValue : now - kept.AsOf;
        if (age < LifetimeOfFew)
        {
            return kept;
        }

        var isMuch = age < Lifetime && kept!.Subscriptions > CountFigures.Few;
        if (!isMuch && await CountFigures.IsQuick(database, tenant, kind, cancel))
        {
            return await Refresh(tenant, kind, LifetimeOfFew, cancel) ?? await Read(tenant, cancel);
        }

        if (age >= Lifetime)
        {
            queue.Ask(tenant, kind);
        }

        return age < Oldest ? kept : null;
    }

    /// <summary>
    /// Draws the map anew. Of several that try at once one does; the others, and who comes while the map is fresh, get null.
    /// </summary>
    public Task<MapOfTenant?> Refresh(TenantId tenant, TenantKind kind, CancellationToken cancel) =>
        Refresh(tenant, kind, Lifetime, cancel);

    private async Task<MapOfTenant?> Refresh(TenantId tenant, TenantKind kind, TimeSpan lifetime, CancellationToken cancel)
    {
        var now = clock.Now();
        if (!await KeptClaim.Take(database, "tenant_maps", tenant, now, lifetime, cancel))
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var counted = await CountMap.Of(connection, transaction, tenant, kind, cancel);
        MapWay[] ways = [.. counted.Ways.Select(way => way.Way)];
        var partners = MapPartners.Of(ways, NamesOf(counted.Ways), counted.Once);
        var buyers = kind == TenantKind.Customer
            ? new MapBuyers(counted.Customers, tenant, counted.Own)
            : new MapBuyers(counted.Customers);
        var map = new MapOfTenant(
            now, counted.Customers, ways.Sum(way => way.Subscriptions),
            partners.Count(partner => partner.Tier == MapColumn.Providers),
            partners.Count(partner => partner.Tier == MapColumn.Resellers),
            MapFold.Of(ways, partners.ToDictionary(partner => (partner.Tier, partner.Id)), buyers, new HashSet<TenantId> { tenant }));
        await KeepMap.Write(connection, tenant, map, JsonSerializer.Serialize(map, Json), partners, counted.Ways, cancel);
        await transaction.CommitAsync(cancel);
        return map;
    }

    private static Dictionary<TenantId, string> NamesOf(IEnumerable<CountedWay> ways)
    {
        var names = new Dictionary<TenantId, string>();
        foreach (var (_, way, provider, reseller, _, _) in ways)
        {
            Add(way.Provider, provider);
            Add(way.Reseller, reseller);
        }

        return names;

        void Add(MapEnd end, string? name)
        {
            if (name is not null)
            {
                names[end.Partner] = name;
            }
        }
    }

    private async Task<MapOfTenant?> Read(TenantId tenant, CancellationToken cancel)
    {
        await using var read = database.CreateCommand("select map from tenant_maps where tenant_id = $1");
        read.Parameters.Add(Sql.Uuid(tenant.Value));
        return await read.ExecuteScalarAsync(cancel) is string text
            ? JsonSerializer.Deserialize<MapOfTenant>(text, Json)
            : null;
    }
}
