using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Licensing;

/// <summary>Where more licenses of a SKU come from, for whoever looks.</summary>
/// <param name="SubscriptionId">A subscription of it that the reader sold or in whose chain it is; null for none.</param>
/// <param name="IsSeller">Whether the reader sold it, and adds licenses itself; the others ask.</param>
public sealed record WayToMore(Guid? SubscriptionId, bool IsSeller)
{
    public static WayToMore Ask { get; } = new(null, false);
}

/// <summary>CAT-53: "buy more" leads to a subscription of one's own; who sold the others is not everybody's business (MUL-05).</summary>
public sealed class MoreLicenses(KontorDb db)
{
    /// <param name="partner">Whose people look.</param>
    /// <param name="customer">Whose licenses they are.</param>
    /// <param name="skus">Of which more may be needed.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<IReadOnlyDictionary<LicenseSku, WayToMore>> Of(
        TenantId partner, TenantId customer, IEnumerable<LicenseSku> skus, CancellationToken cancel)
    {
        string[] products = [.. skus.Select(sku => sku.ProductId).Distinct()];
        if (products.Length == 0)
        {
            return new Dictionary<LicenseSku, WayToMore>();
        }

        var (me, whose) = (partner.Value, customer.Value);
        var rows = await db.Database.SqlQuery<Row>($"""
            select distinct on (product_id, sku_id) product_id as "ProductId", sku_id as "SkuId", id as "Id",
                partner_id = {me} as "IsSeller"
            from subscriptions
            where customer_id = {whose} and (partner_id = {me} or reseller_id = {me})
                and state = 'Active' and billing_type = 'License' and product_id = any ({products})
            order by product_id, sku_id, (partner_id = {me}) desc, created_at, id
            """).ToListAsync(cancel);
        return rows.ToDictionary(
            row => new LicenseSku(row.ProductId, row.SkuId), row => new WayToMore(row.Id, row.IsSeller));
    }

    private sealed record Row(string ProductId, string SkuId, Guid Id, bool IsSeller);
}
