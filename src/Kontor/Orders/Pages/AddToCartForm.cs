using System.Globalization;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>What the form of an offer sends back.</summary>
public sealed class AddToCartForm
{
    public string? Item { get; set; }

    /// <summary>Term and billing plan: <c>P1Y|Monthly</c>.</summary>
    public string? Terms { get; set; }

    public string? Quantity { get; set; }

    /// <summary>The reseller's network id; empty for none.</summary>
    public string? Reseller { get; set; }

    /// <summary>What is offered first where it is sold.</summary>
    public const string Usual = "P1Y|Monthly";

    public static string Key(OfferedTerm term) => $"{term.Term}|{term.Plan}";

    /// <summary>The wish, or why it is none.</summary>
    /// <param name="offered">What the form belongs to.</param>
    internal Result<CartLine> ToLine(OfferedSku offered)
    {
        if (!int.TryParse(Quantity, NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out var quantity))
        {
            return ShopReasons.QuantityUnreadable.About(offered.Sku.Title);
        }

        var term = offered.Terms.FirstOrDefault(way => Key(way) == Terms);
        return term is null
            ? CatalogReasons.NoPrice.About(offered.Sku.Title, "", BillingCycle.None)
            : new CartLine(
                0,
                offered.CatalogItemId,
                quantity,
                null,
                term.Plan,
                term.Term,
                string.IsNullOrEmpty(Reseller) ? null : Reseller);
    }
}
