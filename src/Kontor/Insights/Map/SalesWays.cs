using System.Globalization;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Insights;

/// <summary>Over whom a way leads.</summary>
public enum WayKind
{
    /// <summary>From a provider over a reseller.</summary>
    TwoTier,

    /// <summary>From who buys from the vendor, without a reseller.</summary>
    WithoutReseller,

    /// <summary>A reseller has the customers without a provider.</summary>
    WithoutProvider,
}

public enum WayOrder
{
    Name,
    Customers,
    Subscriptions,
}

/// <summary>Which ways of its map a tenant wants to see, and in which order.</summary>
public sealed record WayFilter
{
    /// <summary>Over this partner, in either tier.</summary>
    public TenantId? At { get; init; }

    /// <summary>How the seller's name begins, in any case.</summary>
    public string? Seller { get; init; }

    /// <summary>How the provider's name begins, in any case.</summary>
    public string? Provider { get; init; }

    public WayKind? Kind { get; init; }

    /// <summary>Market key of who sells to the customers.</summary>
    public string? Market { get; init; }

    /// <summary>Only those of partners that are not drawn each.</summary>
    public bool IsFoldedOnly { get; init; }

    public WayOrder Order { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>One row of the list of ways.</summary>
/// <param name="Id">Of the row.</param>
/// <param name="ProviderId">Who buys from the vendor; null where the viewer sees nobody there.</param>
/// <param name="ResellerId">Who buys from the provider; null for nobody.</param>
/// <param name="Seller">Who sells to the customers.</param>
/// <param name="Provider">From whom the seller buys, where that is a provider.</param>
/// <param name="Market">Market key of the seller.</param>
/// <param name="Customers">Customers on this way.</param>
/// <param name="Subscriptions">Active subscriptions on it.</param>
/// <param name="Products">For a customer: the first products that it has over this way.</param>
public sealed record WayRow(
    Guid Id, Guid? ProviderId, Guid? ResellerId, string Seller, string? Provider, string Market, long Customers,
    long Subscriptions, string? Products)
{
    public WayKind Kind => ResellerId is null ? WayKind.WithoutReseller
        : ProviderId is null ? WayKind.WithoutProvider
        : WayKind.TwoTier;
}

/// <summary>
/// The ways that are kept of a tenant's map, read along one index from where the last page ended, in either direction.
/// </summary>
public sealed class SalesWays(KontorDb db)
{
    /// <summary>No name sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    public async Task<Page<WayRow>> List(TenantId viewer, WayFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(viewer, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor(
            filter.Order switch
            {
                WayOrder.Customers => row.Customers.ToString(CultureInfo.InvariantCulture),
                WayOrder.Subscriptions => row.Subscriptions.ToString(CultureInfo.InvariantCulture),
                _ => row.NameKey,
            },
            row.Id));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(TenantId viewer, WayFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, viewer, filter), most)).SingleAsync(cancel);

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(TenantId viewer, WayFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select w.id as "Id", w.provider_id as "ProviderId", w.reseller_id as "ResellerId", w.seller_name as "Seller",
                w.seller_name_key as "NameKey", w.provider_name as "Provider", w.market as "Market",
                w.customers as "Customers", w.subscriptions as "Subscriptions", w.products as "Products"
            """);
        AddRows(sql, viewer, filter);
        var key = filter.Order switch
        {
            WayOrder.Customers => "w.customers",
            WayOrder.Subscriptions => "w.subscriptions",
            _ => "w.seller_name_key",
        };
        sql.AddPart(page, filter.IsDescending, "w.id", key, edge => filter.Order == WayOrder.Name ? edge.Key : NumberOf(edge));
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, TenantId viewer, WayFilter filter)
    {
        sql.Add("from map_ways w where w.viewer_id = {0}", viewer.Value);
        if (filter.At is { } at)
        {
            sql.Add("and (w.provider_id = {0} or w.reseller_id = {0})", at.Value);
        }

        if (filter.Seller?.ToLowerInvariant() is { Length: > 0 } seller)
        {
            sql.Add("and w.seller_name_key >= {0} and w.seller_name_key < {1}", seller, seller + Highest);
        }

        if (filter.Provider?.ToLowerInvariant() is { Length: > 0 } provider)
        {
            sql.Add("and w.provider_name_key >= {0} and w.provider_name_key < {1}", provider, provider + Highest);
        }

        if (filter.Kind is { } kind)
        {
            sql.Add(kind switch
            {
                WayKind.WithoutReseller => "and w.reseller_id is null",
                WayKind.WithoutProvider => "and w.provider_id is null",
                _ => "and w.provider_id is not null and w.reseller_id is not null",
            });
        }

        if (filter.Market is { } market)
        {
            sql.Add("and w.market = {0}", market);
        }

        if (filter.IsFoldedOnly)
        {
            sql.Add("and w.is_folded");
        }
    }

    /// <summary>What is no number stands before all of them.</summary>
    private static long NumberOf(Cursor edge) =>
        long.TryParse(edge.Key, CultureInfo.InvariantCulture, out var number) ? number : -1;

    internal sealed record Listed(
        Guid Id, Guid? ProviderId, Guid? ResellerId, string Seller, string NameKey, string? Provider, string Market,
        long Customers, long Subscriptions, string? Products)
    {
        public WayRow ToRow() => new(
            Id, ProviderId, ResellerId, Seller, Provider, Market, Customers, Subscriptions, Products);
    }
}
