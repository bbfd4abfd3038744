using Kontor.Access;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;

namespace Kontor.Site;

/// <summary>Where the choices of a field come from.</summary>
public enum SaleSource
{
    Nobody,
    Customers,
    Resellers,
    Providers,
    Products,
}

/// <summary>
/// The reader's own customers, partners and products: the first of them, or those that fit what was typed. Whoever may
/// not see a list gets none.
/// </summary>
public sealed class SaleSources(
    Caller caller, CustomerQueries customers, PartnershipQueries partnerships, ShopQueries shop, ShopViews views)
{
    /// <summary>More than these have to be looked for.</summary>
    private static readonly PageRequest Some = new(20, null);

    private static readonly Page<SalePick> None = new([], null);

    private Actor Actor => caller.Actor!;

    /// <param name="source">Which list.</param>
    /// <param name="words">How the names begin, or what occurs in a product's title; null for any.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<SalePick>> Find(SaleSource source, string? words, CancellationToken cancel) => source switch
    {
        SaleSource.Customers when MaySee(Permission.ViewCustomers) => await Customers(words, cancel),
        SaleSource.Resellers when MaySee(Permission.ViewPartnerships) =>
            await Partners(new(PartnershipSide.Resellers) { Name = words }, cancel),
        SaleSource.Providers when MaySee(Permission.ViewPartnerships) =>
            await Partners(new(PartnershipSide.Providers) { Name = words }, cancel),
        SaleSource.Products when MaySee(Permission.ViewCatalog) => await Products(words, cancel),
        _ => None,
    };

    /// <summary>The reader's active reseller with this tenant; null where it is none.</summary>
    public async Task<SalePick?> Reseller(TenantId tenant, CancellationToken cancel) =>
        MaySee(Permission.ViewPartnerships)
            && (await Partners(new(PartnershipSide.Resellers) { PartnerId = tenant }, cancel)).Items is [var reseller, ..]
                ? reseller
                : null;

    private async Task<Page<SalePick>> Customers(string? words, CancellationToken cancel)
    {
        var filter = words is null
            ? CustomerFilter.None
            : await customers.Searched(Actor, CustomerFilter.None, words, cancel);
        var rows = await customers.List(Actor, filter, Some, cancel);
        return new(
            [.. rows.Items.Select(row => new SalePick(row.CustomerId.ToString(), row.Name, row.Domain))], rows.NextCursor);
    }

    private async Task<Page<SalePick>> Partners(PartnershipFilter filter, CancellationToken cancel)
    {
        var rows = await partnerships.List(Actor, filter, Some, cancel);
        return new(
            [
                .. rows.Items.Select(row => new SalePick(
                    row.PartnerId.ToString(), row.Name, row.NetworkId, filter.Side == PartnershipSide.Resellers)),
            ],
            rows.NextCursor);
    }

    /// <summary>CAT-05: what is sold in the reader's own country.</summary>
    private async Task<Page<SalePick>> Products(string? words, CancellationToken cancel)
    {
        if ((await views.Of(Actor, null, cancel)).ValueOrNull is not { } view)
        {
            return None;
        }

        var filter = ProductFilter.None with { Words = words?[..Math.Min(words.Length, ProductFilter.MaxLength)] };
        var rows = await shop.Products(view, filter, Some, cancel);
        return new([.. rows.Items.Select(row => new SalePick(row.Product.ProductId, row.Product.Title))], rows.NextCursor);
    }

    private bool MaySee(Permission permission) => caller.May(permission, PermissionLevel.Read).IsGranted;
}
