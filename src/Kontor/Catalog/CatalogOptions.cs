namespace Kontor.Catalog;

/// <summary>Settings of the catalog: <c>Kontor:Catalog</c>.</summary>
public sealed class CatalogOptions
{
    public const string Section = "Kontor:Catalog";

    /// <summary>
    /// Publisher names in price lists that mean the vendor; its own organization's name does so anyway. Products of
    /// others are third-party (CAT-02).
    /// </summary>
    public string[] FirstPartyPublishers { get; set; } = ["Microsoft", "Microsoft Corporation"];
}
