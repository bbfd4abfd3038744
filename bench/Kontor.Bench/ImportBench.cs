using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Bench;

/// <summary>
/// How long a price list takes, against a bare binary COPY of the same rows into an identical table with the same
/// indexes. Both start from empty tables, in a database of their own, and take turns.
/// </summary>
internal static class ImportBench
{
    private const int Rows = 100_000;

    /// <summary>Counted rounds; one before them warms up.</summary>
    private const int Rounds = 7;

    private const string Columns =
        """
        list_id, line, product_id, sku_id, availability_id, market, currency, segment, term, billing_plan,
        tier_from, tier_to, unit_price, erp_price, effective_from, effective_until, end_of_sale_at, change
        """;

    private static readonly string[] Markets = ["DE", "FR", "NL", "AT", "BE", "ES", "IT", "IE", "FI", "PT"];

    private static readonly (string Term, string Plan)[] Terms =
        [("P1M", "Monthly"), ("P1Y", "Monthly"), ("P1Y", "Annual"), ("P3Y", "Monthly"), ("P3Y", "Triennial")];

    /// <summary>Prints both times and, last, the time of the bare COPY over that of the import.</summary>
    public static async Task Run(BenchDatabase server)
    {
        var connectionString = await server.Empty("kontor_bench_import");
        await using var source = Database.Open(connectionString);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await Measure(source, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Measure(NpgsqlDataSource source, string file)
    {
        await SchemaUpdate.Apply(source, CancellationToken.None);
        var options = new DbContextOptionsBuilder<KontorDb>();
        Database.Configure(options, source);
        await Execute(source, "CREATE TABLE bare_rows (LIKE price_rows INCLUDING ALL)");
        var list = ListedRows();
        List<double> bare = [], ours = [];
        for (var round = 0; round <= Rounds; round++)
        {
            await WriteList(file, round);
            await Empty(source);
            var bareTime = await Copy(source, list);
            await Empty(source);
            var ourTime = await Import(options.Options, file);
            if (round > 0)
            {
                bare.Add(bareTime);
                ours.Add(ourTime);
            }
        }

        var (bareMedian, ourMedian) = (Median(bare), Median(ours));
        Figures.Print("import.rows", Rows, "rows");
        Figures.Print("import.file", new FileInfo(file).Length / 1e6, "MB");
        Figures.Print("import.bare_copy", bareMedian * 1000, "ms");
        Figures.Print("import.price_list", ourMedian * 1000, "ms");
        Figures.Print("import.rate", Rows / ourMedian, "rows per second");
        Figures.Ratio("import", bareMedian / ourMedian);
    }

    private static async Task<double> Import(DbContextOptions<KontorDb> options, string file)
    {
        var started = Stopwatch.GetTimestamp();
        await using var db = new KontorDb(options);
        await using var stream = File.OpenRead(file);
        var import = new ImportPriceList(
            db, ShippedMarkets.Load(), Options.Create(new CatalogOptions()), TimeProvider.System);
        var vendor = new Actor(
            new TenantId(Guid.CreateVersion7()), TenantKind.Operator, null, null, "bench", []);
        var result = await import.Handle(
            vendor, new PriceListUpload(stream, "bench.csv", SkipRejected: false), CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return result.ValueOrNull is { Outcome: ImportOutcome.Activated } done && done.ImportedRows == Rows
            ? took
            : throw new InvalidOperationException("The list of the bench was not taken in.");
    }

    private static async Task<double> Copy(NpgsqlDataSource source, List<PriceRow> rows)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY bare_rows ({Columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            Write(copy, row);
        }

        await copy.CompleteAsync();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Write(NpgsqlBinaryImporter copy, PriceRow row)
    {
        copy.StartRow();
        copy.Write(row.ListId.Value, NpgsqlDbType.Uuid);
        copy.Write(row.Line, NpgsqlDbType.Integer);
        copy.Write(row.ProductId, NpgsqlDbType.Text);
        copy.Write(row.SkuId, NpgsqlDbType.Text);
        copy.Write(row.AvailabilityId, NpgsqlDbType.Text);
        copy.Write(row.Market, NpgsqlDbType.Text);
        copy.Write(row.Currency.Code, NpgsqlDbType.Text);
        copy.Write("Commercial", NpgsqlDbType.Text);
        copy.Write(row.Term, NpgsqlDbType.Text);
        copy.Write(Terms[(row.Line - 2) % Terms.Length].Plan, NpgsqlDbType.Text);
        copy.Write(row.TierFrom, NpgsqlDbType.Bigint);
        copy.WriteNull();
        copy.Write(row.UnitPrice, NpgsqlDbType.Numeric);
        copy.Write(row.ErpPrice!.Value, NpgsqlDbType.Numeric);
        copy.Write(row.EffectiveFrom.UtcDateTime, NpgsqlDbType.TimestampTz);
        copy.Write(row.EffectiveUntil.UtcDateTime, NpgsqlDbType.TimestampTz);
        copy.WriteNull();
        copy.Write("Unchanged", NpgsqlDbType.Text);
    }

    private static List<PriceRow> ListedRows()
    {
        var list = new PriceListId(Guid.CreateVersion7());
        return [.. Enumerable.Range(0, Rows).Select(number => Row(list, number))];
    }

    private static PriceRow Row(PriceListId list, int number)
    {
        var (product, sku, market) = ItemOf(number);
        return new PriceRow
        {
            ListId = list,
            Line = number + 2,
            ProductId = product,
            SkuId = sku,
            AvailabilityId = AvailabilityIds.Of(product, sku, market, Segment.Commercial, "EUR"),
            Market = market,
            Currency = Currency.Eur,
            Segment = Segment.Commercial,
            Term = Terms[number % Terms.Length].Term,
            BillingPlan = BillingPlans.Find(Terms[number % Terms.Length].Plan)!.Value,
            TierFrom = 1,
            UnitPrice = PriceOf(number, 0),
            ErpPrice = PriceOf(number, 0) * 1.25m,
            EffectiveFrom = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
            EffectiveUntil = PriceRow.NoEnd,
            Change = ChangeMark.Unchanged,
        };
    }

    private static (string Product, string Sku, string Market) ItemOf(int number)
    {
        var item = number / (Terms.Length * Markets.Length);
        var product = string.Create(CultureInfo.InvariantCulture, $"KTRBENCH{item / 4:D4}");
        return (
            product,
            (item % 4).ToString("D4", CultureInfo.InvariantCulture),
            Markets[number / Terms.Length % Markets.Length]);
    }

    private static decimal PriceOf(int number, int round) => 2.50m + (number % 977 * 0.15m) + (round * 0.01m);

    /// <summary>A list in the present generation; each round's differs, or it would be known already.</summary>
    private static async Task WriteList(string file, int round)
    {
        await using var text = new StreamWriter(
            file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await text.WriteLineAsync(
            "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,"
            + "Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,"
            + "Tags,ERP Price,Segment");
        for (var number = 0; number < Rows; number++)
        {
            var (product, sku, market) = ItemOf(number);
            var (term, plan) = Terms[number % Terms.Length];
            var price = PriceOf(number, round);
            var title = $"Workplace suite {product}";
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{title},{product},{sku},{title} variant {sku},Microsoft Corporation,"
                + $"\"Mail, calendar, meetings and files for one person, variant {sku}\",1 License,{term},{plan},"
                + $"{market},EUR,{price},,,2026-11-01T00:00:00Z,9999-12-31T23:59:59Z,Seat,{price * 1.25m},Commercial");
            await text.WriteLineAsync(line.AsMemory());
        }
    }

    private static Task Empty(NpgsqlDataSource source) =>
        Execute(source, "TRUNCATE bare_rows, price_rows, price_lists, availabilities, skus, products");

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
