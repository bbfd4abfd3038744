using Kontor.Activity;
using Kontor.Catalog;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Catalog;

/// <summary>A price list comes into force whole or not at all.</summary>
public sealed class ImportPriceListTests : IAsyncLifetime
{
    private World _world = null!;
    private Participant _vendor = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _vendor = await _world.Vendor();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_good_list_is_in_force_with_its_products_SKUs_and_availabilities()
    {
        ListedRow row = new();
        var import = await Imported(
            ListedRow.List(row, row with { Term = "P1M" }, row with { Market = "AT" }, row with { Sku = "0002" }));

        Assert.Equal(
            (ImportOutcome.Activated, ListGeneration.NewCommerce, 4, 0, 0),
            (import.Outcome, import.Generation, import.ImportedRows, import.RejectedRows, import.OverlappingRows));
        await using var db = _world.Db();
        Assert.Equal("Nordmail Business", (await db.Products.SingleAsync()).Title);
        Assert.Equal(["0001", "0002"], await db.Skus.Select(s => s.SkuId).Order().ToArrayAsync());
        Assert.Equal(3, await db.Availabilities.CountAsync());
        var list = await db.PriceLists.SingleAsync();
        Assert.Equal(
            (import.Id, "list.csv", 4, _world.Now, _vendor.GlobalAdmin.Name),
            (list.Id, list.FileName, list.ImportedRows, list.ImportedAt, list.ImportedByName));
        var stored = await db.PriceRows.SingleAsync(r => r.Line == 3);
        Assert.Equal(
            ("P1M", 10.00m, 12.50m, 1L, null),
            (stored.Term, stored.UnitPrice, stored.ErpPrice!.Value, stored.TierFrom, stored.TierTo));
        Assert.Equal(PriceRow.NoEnd, stored.EffectiveUntil);
        Assert.Equal(10m, await _world.PriceOf("NORDMAIL", "AT", "P1Y", "Monthly", _world.Now));
    }

    [Fact]
    public async Task An_import_stands_in_the_operators_log_and_feed()
    {
        var import = await Imported(ListedRow.List(new ListedRow()));

        await using var db = _world.Db();
        var record = await db.ActivityRecords.SingleAsync();
        Assert.Equal(
            (_vendor.Id, "PriceListImported", import.Id.ToString()), (
                record.TenantId, record.Action, record.ResourceId));
        Assert.Equal("price-list-imported", (await db.ProgramEvents.SingleAsync()).Type);
    }

    [Fact]
    public async Task One_rejected_row_keeps_the_list_from_being_activated_and_nothing_changes()
    {
        var import = await Imported(ListedRow.List(new ListedRow(), new ListedRow { Sku = "0002", Price = "-1" }));

        Assert.Equal((ImportOutcome.Rejected, null, 1), (import.Outcome, import.Id, import.RejectedRows));
        Assert.Equal(3, Assert.Single(import.Rejections).Line);
        await NothingIsThere();
    }

    [Fact]
    public async Task Rejected_rows_are_left_out_on_request()
    {
        var import = await Imported(
            ListedRow.List(new ListedRow(), new ListedRow { Sku = "0002", Price = "-1" }), skipRejected: true);

        Assert.Equal((ImportOutcome.Activated, 1, 1), (import.Outcome, import.ImportedRows, import.RejectedRows));
        await using var db = _world.Db();
        Assert.Equal("0001", (await db.Skus.SingleAsync()).SkuId);
        Assert.Equal(1, (await db.PriceLists.SingleAsync()).RejectedRows);
    }

    [Fact]
    public async Task A_list_of_rejected_rows_only_is_not_activated_even_on_request()
    {
        var import = await Imported(ListedRow.List(new ListedRow { Price = "-1" }), skipRejected: true);

        Assert.Equal(ImportOutcome.Rejected, import.Outcome);
        await NothingIsThere();
    }

    [Fact]
    public async Task The_identical_file_changes_nothing_and_says_since_when_it_is_in_force()
    {
        var first = await Imported(ListedRow.List(new ListedRow()));
        _world.Clock.Advance(TimeSpan.FromDays(1));

        var again = await Imported(ListedRow.List(new ListedRow()));

        Assert.Equal(
            (ImportOutcome.AlreadyImported, first.Id, first.ImportedAt), (again.Outcome, again.Id, again.ImportedAt));
        Assert.Equal(0, again.ImportedRows);
        await using var db = _world.Db();
        Assert.Equal(1, await db.PriceRows.CountAsync());
        Assert.Equal(1, await db.ActivityRecords.CountAsync());
    }

    [Fact]
    public async Task Of_one_file_imported_twice_at_once_one_is_activated_and_the_other_finds_it_done()
    {
        var text = ListedRow.List([.. Enumerable.Range(1, 2_000).Select(sku => new ListedRow { Sku = $"S{sku}" })]);

        var outcomes = (
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Imported(text)))).Select(i => i.Outcome).ToArray();

        Assert.Single(outcomes, ImportOutcome.Activated);
        Assert.Equal(3, outcomes.Count(outcome => outcome == ImportOutcome.AlreadyImported));
        await using var db = _world.Db();
        Assert.Equal(2_000, await db.PriceRows.CountAsync());
    }

    [Fact]
    [Trait("Rule", "CAT-02")]
    public async Task The_vendors_own_name_and_no_name_are_first_party_and_any_other_publisher_is_not()
    {
        ListedRow row = new();
        await Imported(ListedRow.List(
            row with { Product = "OWN", Publisher = _vendor.Name }, row with { Product = "NONE", Publisher = "" },
            row with { Product = "THIRD", Publisher = "Fjordkode" }));

        await using var db = _world.Db();
        Assert.Equal(
            ["NONE", "OWN"],
            await db.Products.Where(p => p.IsFirstParty).Select(p => p.ProductId).Order().ToArrayAsync());
        Assert.Equal(ProductKind.ThirdPartySaas, (await db.Products.SingleAsync(p => p.ProductId == "THIRD")).Kind);
    }

    [Theory]
    [Trait("Rule", "CAT-09")]
    [InlineData(null, "USD")]
    [InlineData("EUR", "EUR")]
    public async Task A_licence_list_without_a_currency_is_in_the_one_that_was_named_or_in_USD(
        string? named, string expected)
    {
        var text = "Offer ID,Offer Display Name,License Agreement Type,Purchase Unit,List Price,Valid From,Valid To\n"
            + $"{Guid.AllBitsSet},Nordmail,Corporate,1 Month(s),8.40,2026-01-01,\n";

        var import = await _world.Imports(_vendor, text, currency: named);

        Assert.Equal(ImportOutcome.Activated, import.ValueOrNull!.Outcome);
        await using var db = _world.Db();
        Assert.Equal(expected, (await db.PriceRows.SingleAsync()).Currency.Code);
    }

    [Fact]
    public async Task A_refused_file_changes_nothing()
    {
        foreach (var text in (string[])["", "a,b\n1,2\n", ListedRow.Header + "\n", ListedRow.List(
            new ListedRow { Description = "\"open" })])
        {
            Assert.Null((await _world.Imports(_vendor, text)).ValueOrNull);
        }

        Assert.Equal(
            "PRICE_LIST_UNKNOWN_CURRENCY",
            (await _world.Imports(_vendor, "x", currency: "DOLLAR")).Decision.Reasons[0].Code);
        await NothingIsThere();
    }

    [Fact]
    public async Task Thousands_of_SKUs_arrive_whole()
    {
        var import = await Imported(ListedRow.List(
            [.. Enumerable.Range(1, 5_001).Select(
                n => new ListedRow { Product = $"P{n / 7}", Sku = $"S{n % 7}", Title = $"Product {n / 7}" })]));

        Assert.Equal(5_001, import.ImportedRows);
        await using var db = _world.Db();
        Assert.Equal(
            (715, 5_001, 5_001),
            (await db.Products.CountAsync(), await db.Skus.CountAsync(), await db.Availabilities.CountAsync()));
        Assert.Equal("Product 714", (await db.Products.SingleAsync(p => p.ProductId == "P714")).Title);
    }

    [Fact]
    public async Task Progress_is_told_until_the_whole_file_is_read()
    {
        var told = new List<ImportProgress>();
        var text = ListedRow.List([.. Enumerable.Range(1, 1_500).Select(n => new ListedRow { Sku = $"S{n}" })]);
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));

        await _world.Does((ImportPriceList use) => use.Handle(
            _vendor.GlobalAdmin, new PriceListUpload(
                file, "list.csv", false, Report: told.Add), CancellationToken.None));

        var checkedRows = told.Where(p => p.Step == ImportStep.Check).ToList();
        Assert.Equal(3, checkedRows.Count);
        Assert.Equal(new ImportProgress(ImportStep.Check, 1_500, 0, file.Length, file.Length), checkedRows[^1]);
        Assert.Equal(Enum.GetValues<ImportStep>(), told.Select(p => p.Step).Distinct());
        Assert.Equal(told.Select(p => p.Rows).Order(), told.Select(p => p.Rows));
    }

    [Fact]
    [Trait("Rule", "CAT-07")]
    public async Task An_import_whose_last_act_fails_changes_nothing()
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ListedRow.List(new ListedRow())));
        var upload = new PriceListUpload(
            file, "list.csv", false, Last: (_, _) => throw new Kontor.Jobs.JobLostException());

        await Assert.ThrowsAsync<Kontor.Jobs.JobLostException>(() =>
            _world.Does((ImportPriceList use) => use.Handle(_vendor.GlobalAdmin, upload, CancellationToken.None)));

        await using var db = _world.Db();
        Assert.Equal((0, 0), (await db.PriceLists.CountAsync(), await db.Products.CountAsync()));
    }

    [Fact]
    public async Task An_import_that_is_given_up_changes_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var text = ListedRow.List([.. Enumerable.Range(1, 50_000).Select(n => new ListedRow { Sku = $"S{n}" })]);
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var upload = new PriceListUpload(
            file, "list.csv", false, Report: progress => GiveUpAfter(progress.Rows, 10_000));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _world.Does((ImportPriceList use) => use.Handle(_vendor.GlobalAdmin, upload, cancel.Token)));

        await NothingIsThere();
        Assert.Equal(ImportOutcome.Activated, (await Imported(text)).Outcome);

        void GiveUpAfter(int rows, int most)
        {
            if (rows >= most)
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public async Task The_file_name_is_kept_without_folders_and_control_characters()
    {
        await _world.Imports(
            _vendor, ListedRow.List(new ListedRow()), fileName: $"/home/ada/\nlist\0{new string('x', 300)}.csv");

        await using var db = _world.Db();
        var name = (await db.PriceLists.SingleAsync()).FileName;
        Assert.StartsWith("listxxx", name, StringComparison.Ordinal);
        Assert.Equal(PriceList.MaxFileNameLength, name.Length);
    }

    private Task<PriceListImport> Imported(string text, bool skipRejected = false) =>
        _world.Imported(_vendor, text, skipRejected);

    private async Task NothingIsThere()
    {
        await using var db = _world.Db();
        Assert.Equal(0, await db.PriceLists.CountAsync());
        Assert.Equal(0, await db.PriceRows.CountAsync());
        Assert.Equal(0, await db.Products.CountAsync());
        Assert.Equal(0, await db.Availabilities.CountAsync());
        Assert.Equal(0, await db.ActivityRecords.CountAsync());
    }
}
