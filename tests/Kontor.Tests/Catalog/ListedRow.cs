using System.Text;
using System.Threading.Channels;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Tests.Catalog;

/// <summary>A row of a list in the present generation, good unless a test says otherwise.</summary>
internal sealed record ListedRow
{
    public const string Header =
        "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,"
        + "Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,"
        + "Tags,ERP Price,Segment,ChangeIndicator,EndofSaleDate,MinLicenses,MaxLicenses,AssetOwnershipLimit,MeterIds";

    public string Title { get; init; } = "Nordmail Business";

    public string Product { get; init; } = "NORDMAIL";

    public string Sku { get; init; } = "0001";

    public string SkuTitle { get; init; } = "Nordmail Business";

    public string Publisher { get; init; } = "Microsoft Corporation";

    public string Description { get; init; } = "Mail and calendar";

    public string Term { get; init; } = "P1Y";

    public string Plan { get; init; } = "Monthly";

    public string Market { get; init; } = "DE";

    public string Currency { get; init; } = "EUR";

    public string Price { get; init; } = "10.00";

    public string TierMin { get; init; } = "";

    public string TierMax { get; init; } = "";

    public string From { get; init; } = "2026-01-01";

    public string Until { get; init; } = "";

    public string Tags { get; init; } = "";

    public string Erp { get; init; } = "12.50";

    public string Segment { get; init; } = "Commercial";

    public string Change { get; init; } = "";

    public string EndOfSale { get; init; } = "";

    public string Least { get; init; } = "";

    public string Most { get; init; } = "";

    public string Limit { get; init; } = "";

    public string Meters { get; init; } = "";

    public string[] Fields =>
    [
        Title, Product, Sku, SkuTitle, Publisher, Description, "1 License", Term, Plan, Market, Currency, Price,
        TierMin, TierMax, From, Until, Tags, Erp, Segment, Change, EndOfSale, Least, Most, Limit, Meters,
    ];

    /// <summary>A list with these rows.</summary>
    public static string List(params ListedRow[] rows) =>
        string.Concat(rows.Select(row => $"{row}\n").Prepend(Header + "\n"));

    public override string ToString() => string.Join(',', Fields);
}

/// <summary>What a list says, read without a database.</summary>
/// <param name="Refused">Why the file as a whole is refused; null when it is not.</param>
/// <param name="Rows">The good rows.</param>
/// <param name="Skus">The SKUs of the good rows.</param>
/// <param name="Rejections">The others.</param>
internal sealed record ReadList(
    Decision? Refused,
    IReadOnlyList<PriceRowDraft> Rows,
    IReadOnlyList<SkuDraft> Skus,
    IReadOnlyList<RejectedRow> Rejections)
{
    private static readonly Markets Markets = ShippedMarkets.Load();

    private static readonly HashSet<string> Vendor = ["Microsoft Corporation"];

    public string RefusalCode => Refused?.Reasons[0].Code ?? "";

    /// <summary>A list in the present generation with these rows.</summary>
    public static ReadList Of(params ListedRow[] rows) =>
        Of(string.Join('\n', rows.Select(row => row.ToString()).Prepend(ListedRow.Header)));

    public static ReadList Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static ReadList Of(byte[] file, Currency? currency = null)
    {
        var opened = PriceListFile.Open(new MemoryStream(file));
        if (opened.ValueOrNull is not { } list)
        {
            return new ReadList(opened.Decision, [], [], []);
        }

        using (list)
        {
            var reader = new PriceListReader(list, new ListContext(Markets, Vendor, currency ?? Currency.Usd));
            var header = reader.ReadHeader();
            if (header.ValueOrNull is not { } known)
            {
                return new ReadList(header.Decision, [], [], []);
            }

            var good = Channel.CreateUnbounded<RowBatch>();
            var stopped = reader.ReadRows(known, () => new RowBatch(), good.Writer, null);
            good.Writer.Complete();
            var batches = good.Reader.ReadAllAsync().ToBlockingEnumerable().ToArray();
            return new ReadList(
                stopped is null ? null : Decision.Refused(stopped),
                [.. batches.SelectMany(batch => batch.Rows.Take(batch.Count))],
                [.. batches.SelectMany(batch => batch.Skus)],
                reader.Rejections);
        }
    }
}
