namespace Kontor.Catalog;

/// <summary>
/// What an order line names: <c>product:sku:availability</c>, or a classic offer id, a GUID, which is its product id
/// and leaves the availability to the customer's market and the partner's currency.
/// </summary>
public readonly record struct CatalogItemId(string ProductId, string SkuId, string? AvailabilityId)
{
    /// <summary>The most characters of a product or SKU id.</summary>
    public const int MaxPartLength = 64;

    public bool IsClassic => AvailabilityId is null;

    /// <returns>Null when the text is neither form.</returns>
    public static CatalogItemId? Find(string? text)
    {
        if (text is null || text.Length > (MaxPartLength * 2) + AvailabilityIds.Length + 2)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var offer))
        {
            return new CatalogItemId(offer.ToString(), Sku.OfClassicOffer, null);
        }

        var parts = text.Split(':');
        return parts.Length == 3 && parts.All(IsPart) ? new CatalogItemId(parts[0], parts[1], parts[2]) : null;
    }

    /// <summary>1 to 64 letters, digits, dots, dashes and underscores.</summary>
    public static bool IsPart(string text) =>
        text.Length is > 0 and <= MaxPartLength
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    public override string ToString() => IsClassic ? ProductId : $"{ProductId}:{SkuId}:{AvailabilityId}";
}
