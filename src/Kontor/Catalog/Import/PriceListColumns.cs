using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>What a column of a price list means, whatever the list calls it.</summary>
internal enum PriceColumn
{
    ProductId,
    ProductTitle,
    SkuId,
    SkuTitle,
    Description,
    Publisher,
    Unit,
    Term,
    BillingPlan,
    Market,
    Currency,
    UnitPrice,
    ErpPrice,
    TierFrom,
    TierTo,
    EffectiveFrom,
    EffectiveUntil,
    EndOfSale,
    Segment,
    Tags,
    Change,
    MeterIds,
    MeterType,
    LicenceType,
    SecondaryType,
    EndCustomerType,
    MinQuantity,
    MaxQuantity,
    Limit,
    Unused,
}

/// <summary>One column that a generation of lists knows.</summary>
/// <param name="Column">What it means.</param>
/// <param name="Name">What the generation calls it; capitals, spaces and signs do not count.</param>
/// <param name="IsRequired">Whether a list without it is refused.</param>
/// <param name="OtherNames">Other names seen for it.</param>
internal sealed record KnownColumn(PriceColumn Column, string Name, bool IsRequired, params string[] OtherNames);

/// <summary>The header of a list: its generation and where each column stands.</summary>
internal sealed class PriceListColumns
{
    private static readonly KnownColumn[] Items =
    [
        new(PriceColumn.ProductTitle, "ProductTitle", true),
        new(PriceColumn.ProductId, "ProductId", true),
        new(PriceColumn.SkuId, "SkuId", true),
        new(PriceColumn.SkuTitle, "SkuTitle", true),
        new(PriceColumn.Publisher, "Publisher", false),
        new(PriceColumn.Description, "SkuDescription", false),
        new(PriceColumn.Unit, "UnitOfMeasure", false),
        new(PriceColumn.Term, "TermDuration", true),
        new(PriceColumn.Market, "Market", true),
        new(PriceColumn.Currency, "Currency", true),
        new(PriceColumn.UnitPrice, "UnitPrice", true),
        new(PriceColumn.TierFrom, "PricingTierRangeMin", false),
        new(PriceColumn.TierTo, "PricingTierRangeMax", false),
        new(PriceColumn.EffectiveFrom, "EffectiveStartDate", true),
        new(PriceColumn.EffectiveUntil, "EffectiveEndDate", true),
        new(PriceColumn.MeterIds, "MeterIds", false),
        new(PriceColumn.MeterType, "MeterType", false),
        new(PriceColumn.Tags, "Tags", false),
        new(PriceColumn.Change, "ChangeIndicator", false),
    ];

    /// <summary>Limits that the offer matrix gives; here they may stand beside the prices (CAT-13).</summary>
    private static readonly KnownColumn[] Limits =
    [
        new(PriceColumn.MinQuantity, "MinLicenses", false),
        new(PriceColumn.MaxQuantity, "MaxLicenses", false),
        new(PriceColumn.Limit, "AssetOwnershipLimit", false),
    ];

    private static readonly Dictionary<ListGeneration, KnownColumn[]> Known = new()
    {
        [ListGeneration.NewCommerce] =
        [
            .. Items,
            new(PriceColumn.BillingPlan, "BillingPlan", true),
            new(PriceColumn.Segment, "Segment", true),
            new(PriceColumn.ErpPrice, "ERP Price", false),
            new(PriceColumn.EndOfSale, "EndofSaleDate", false),
            new(PriceColumn.Unused, "PreviousValues", false),
            .. Limits,
        ],
        [ListGeneration.Plan] = Items,
        [ListGeneration.Licence] =
        [
            new(PriceColumn.Change, "Change mark", false, "A/C/D/U", "ChangeIndicator"),
            new(PriceColumn.EffectiveFrom, "Valid from", true, "Valid From Date"),
            new(PriceColumn.EffectiveUntil, "Valid to", true, "Valid To Date"),
            new(PriceColumn.ProductTitle, "Offer display name", true),
            new(PriceColumn.ProductId, "Offer id", true),
            new(PriceColumn.LicenceType, "License agreement type", true),
            new(PriceColumn.Unit, "Purchase unit", true),
            new(PriceColumn.SecondaryType, "Secondary license type", false),
            new(PriceColumn.EndCustomerType, "End customer type", false),
            new(PriceColumn.UnitPrice, "List price", true),
            new(PriceColumn.ErpPrice, "ERP price", false),
            new(PriceColumn.Market, "Market", false),
            new(PriceColumn.Currency, "Currency", false),
            new(PriceColumn.Publisher, "Publisher", false),
            new(PriceColumn.Unused, "Material", false),
            .. Limits,
        ],
    };

    private readonly int[] _places = Enumerable.Repeat(-1, (int)PriceColumn.Unused + 1).ToArray();

    private PriceListColumns(ListGeneration generation, IReadOnlyList<string> header) =>
        (Generation, Header) = (generation, header);

    public ListGeneration Generation { get; }

    /// <summary>The header's names as they are.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Where the column stands, or -1.</summary>
    public int this[PriceColumn column] => _places[(int)column];

    /// <summary>Whether the list says how many a customer may have.</summary>
    public bool HasLimits =>
        Has(PriceColumn.MinQuantity) || Has(PriceColumn.MaxQuantity) || Has(PriceColumn.Limit);

    public bool Has(PriceColumn column) => this[column] >= 0;

    /// <summary>The name as the header has it; empty for a column that is not there.</summary>
    public string NameOf(PriceColumn column) => Has(column) ? Header[this[column]] : "";

    /// <summary>Reads a header, whatever the order of its columns.</summary>
    public static Result<PriceListColumns> From(IReadOnlyList<string> header)
    {
        var names = header.Select(Plain).ToArray();
        if (GenerationOf(names) is not { } generation)
        {
            return PriceListReasons.NotRecognised.About(
                Names(ListGeneration.NewCommerce, true),
                Names(ListGeneration.Plan, true),
                Names(ListGeneration.Licence, true));
        }

        var known = Known[generation]
            .SelectMany(column => column.OtherNames.Prepend(column.Name).Select(name => (Name: Plain(name), column)))
            .ToDictionary(entry => entry.Name, entry => entry.column);
        var (must, may) = (Names(generation, true), Names(generation, false));
        var unknown = header.Where((_, place) => !known.ContainsKey(names[place])).ToArray();
        if (unknown.Length > 0)
        {
            return PriceListReasons.UnknownColumns.About(Quoted(unknown), must, may);
        }

        var columns = new PriceListColumns(generation, header);
        var repeated = new List<string>();
        for (var place = 0; place < header.Count; place++)
        {
            var column = (int)known[names[place]].Column;
            if (columns._places[column] >= 0)
            {
                repeated.Add(header[place]);
            }

            columns._places[column] = place;
        }

        var missing = Known[generation]
            .Where(column => column.IsRequired && !columns.Has(column.Column))
            .Select(column => column.Name)
            .ToArray();
        return repeated.Count > 0 ? PriceListReasons.RepeatedColumns.About(Quoted(repeated))
            : missing.Length > 0 ? PriceListReasons.MissingColumns.About(Quoted(missing), must, may)
            : columns;
    }

    /// <summary>
    /// Each generation has columns that the others have not. A header that fits none, but has most of what the present
    /// one needs, is taken for it, so that the reader is told what is wrong with it.
    /// </summary>
    private static ListGeneration? GenerationOf(string[] names)
    {
        bool Has(string name) => names.Contains(name);
        return Has("offerid") || Has("offerdisplayname") ? ListGeneration.Licence
            : Has("productid") && (Has("billingplan") || Has("segment")) ? ListGeneration.NewCommerce
            : Has("productid") && (Has("meterids") || Has("metertype")) ? ListGeneration.Plan
            : Has("productid") || Has("unitprice") ? ListGeneration.NewCommerce
            : null;
    }

    /// <summary>Letters and digits in lower case, and one spelling of license.</summary>
    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit))
            .ToLowerInvariant()
            .Replace("licence", "license", StringComparison.Ordinal);

    private static string Names(ListGeneration generation, bool required) =>
        string.Join(", ", Known[generation].Where(c => c.IsRequired == required).Select(c => c.Name));

    private static string Quoted(IEnumerable<string> names) =>
        string.Join(", ", names.Take(20).Select(name => $"\"{FieldText.Shown(name)}\""));
}
