using System.Text;
using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>The vendor's operator takes in a price list.</summary>
    public Task<Result<PriceListImport>> Imports(
        Participant vendor, string text, bool skipRejected = false, string fileName = "list.csv",
        string? currency = null) =>
        Imports(vendor, Encoding.UTF8.GetBytes(text), skipRejected, fileName, currency);

    public async Task<Result<PriceListImport>> Imports(
        Participant vendor, byte[] file, bool skipRejected = false, string fileName = "list.csv",
        string? currency = null) =>
        await Does((ImportPriceList use) => use.Handle(
            vendor.GlobalAdmin,
            new PriceListUpload(new MemoryStream(file), fileName, skipRejected, currency),
            CancellationToken.None));

    /// <summary>The same for a file that is a price list, whatever became of it.</summary>
    public async Task<PriceListImport> Imported(Participant vendor, string text, bool skipRejected = false)
    {
        var result = await Imports(vendor, text, skipRejected);
        return result.ValueOrNull ?? throw new InvalidOperationException(result.Decision.Reasons[0].Code);
    }

    /// <summary>
    /// What one unit of an item costs at an instant, by the lists in force; null when it is not sold then.
    /// </summary>
    public async Task<decimal?> PriceOf(string product, string market, string term, string plan, DateTimeOffset at)
    {
        await using var db = Db();
        var rows = db.PriceRows
            .Where(row => row.ProductId == product && row.Market == market && row.Term == term)
            .AsEnumerable()
            .Where(row => row.BillingPlan.ToString() == plan);
        return PriceInForce.At(rows, at).For(1)?.Exact;
    }
}
