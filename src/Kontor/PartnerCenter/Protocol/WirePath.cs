using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>Reads what stands in addresses: ids of customers and partners.</summary>
internal static class WirePath
{
    /// <summary>Longer than any network id that was ever given out.</summary>
    private const int MaxNetworkId = 20;

    public static bool TryCustomer(string text, out TenantId customer)
    {
        var isGuid = Guid.TryParseExact(text, "D", out var id);
        customer = new TenantId(id);
        return isGuid;
    }

    /// <summary>Whether the text has the form of a network id: digits.</summary>
    public static bool IsNetworkId(string text) =>
        text.Length is > 0 and <= MaxNetworkId && text.All(char.IsAsciiDigit);

    /// <summary>Whether the text can be the id of a catalog item's part, so that it may stand in links and queries.</summary>
    public static bool IsCatalogId(string text) =>
        text.Length is > 0 and <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
