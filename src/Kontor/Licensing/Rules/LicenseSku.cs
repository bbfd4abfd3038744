using Kontor.Catalog;

namespace Kontor.Licensing;

/// <summary>What a license is of: a SKU of a product, whoever sold it.</summary>
public readonly record struct LicenseSku(string ProductId, string SkuId)
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <returns>Null when the text is something else.</returns>
    public static LicenseSku? Find(string? text) =>
        text?.Split(':') is [var product, var sku] && CatalogItemId.IsPart(product) && CatalogItemId.IsPart(sku)
            ? new LicenseSku(product, sku)
            : null;

    public override string ToString() => $"{ProductId}:{SkuId}";
}
