using Kontor.Catalog;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Catalog;

/// <summary>What lists do to each other's prices, and rows of one list to each other.</summary>
public sealed class OverlappingPricesTests : IAsyncLifetime
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
    public async Task Overlapping_rows_are_reported_in_pairs_and_the_later_start_wins_from_its_start()
    {
        ListedRow row = new();
        var import = await Imported(ListedRow.List(
            row,
            row with { From = "2026-03-01", Price = "11" },
            row with { From = "2026-02-01", Until = "2026-02-10", Price = "9" },
            row with { Term = "P1M" },
            row with { Term = "P3Y", Until = "2026-02-28" },
            row with { Term = "P3Y", From = "2026-03-01" }));

        Assert.Equal((ImportOutcome.Activated, 6, 2), (import.Outcome, import.ImportedRows, import.OverlappingRows));
        Assert.Equal(
            [(3, 2, Day(3, 1)), (4, 2, Day(2, 1))], import.Overlaps.Select(o => (o.Line, o.OtherLine, o.From)));
        Assert.Equal(10m, await PriceOn(Day(1, 31)));
        Assert.Equal(9m, await PriceOn(Day(2, 10)));
        Assert.Equal(10m, await PriceOn(Day(2, 11)));
        Assert.Equal(11m, await PriceOn(Day(3, 1)));
    }

    [Fact]
    public async Task A_row_within_another_is_paired_with_it_and_one_after_both_with_the_one_that_still_holds()
    {
        ListedRow row = new();
        var import = await Imported(ListedRow.List(
            row with { Until = "2026-12-31" },
            row with { From = "2026-02-01", Until = "2026-03-31" },
            row with { From = "2026-03-01", Until = "2026-03-15" },
            row with { From = "2026-06-01" }));

        Assert.Equal(
            [(3, 2), (4, 3), (5, 2)], import.Overlaps.Select(overlap => (overlap.Line, overlap.OtherLine)));
    }

    [Fact]
    [Trait("Rule", "CAT-10")]
    public async Task Tiers_that_share_units_are_rejected_and_the_lower_one_stays()
    {
        ListedRow row = new();
        var text = ListedRow.List(
            row with { TierMin = "101" },
            row with { TierMin = "50", TierMax = "200" },
            row with { TierMax = "100" },
            row with { Sku = "0002", TierMin = "0", TierMax = "100" },
            row with { Sku = "0002", TierMin = "100" });

        var refused = await Imported(text);
        var import = await Imported(text, skipRejected: true);

        Assert.Equal(ImportOutcome.Rejected, refused.Outcome);
        Assert.Equal(
            [(2, "PricingTierRangeMin", "PRICE_ROW_TIERS_OVERLAP"), (
                3, "PricingTierRangeMin", "PRICE_ROW_TIERS_OVERLAP")],
            refused.Rejections.Select(r => (r.Line, r.Column, r.Reason.Code)));
        Assert.Equal((ImportOutcome.Activated, 3, 2), (import.Outcome, import.ImportedRows, import.RejectedRows));
    }

    [Fact]
    [Trait("Rule", "CAT-09")]
    public async Task A_later_list_changes_prices_from_its_start_and_ends_sales()
    {
        ListedRow row = new();
        await Imported(ListedRow.List(row, row with { Sku = "0002" }));
        _world.Clock.Advance(TimeSpan.FromDays(1));
        await Imported(ListedRow.List(
            row with { From = "2026-04-01", Price = "12", Change = "CHG" },
            row with { Sku = "0002", From = "2026-04-01", Change = "DEL" }));

        await using var db = _world.Db();
        var second = await db.PriceRows.Where(r => r.SkuId == "0002").ToListAsync();
        Assert.Equal(10m, PriceInForce.At(second, Day(3, 31)).For(1)!.Exact);
        Assert.True(PriceInForce.At(second, Day(4, 1)).IsEmpty);
        var first = await db.PriceRows.Where(r => r.SkuId == "0001").ToListAsync();
        Assert.Equal(10m, PriceInForce.At(first, Day(3, 31)).For(1)!.Exact);
        Assert.Equal(12m, PriceInForce.At(first, Day(4, 1)).For(1)!.Exact);
    }

    [Fact]
    public async Task Of_two_lists_with_the_same_start_the_later_import_wins()
    {
        await Imported(ListedRow.List(new ListedRow()));
        _world.Clock.Advance(TimeSpan.FromMilliseconds(2));
        await Imported(ListedRow.List(new ListedRow { Price = "11" }));

        Assert.Equal(11m, await PriceOn(_world.Now));
    }

    [Fact]
    public async Task A_later_list_renews_titles_and_keeps_limits_that_it_does_not_name()
    {
        await Imported(ListedRow.List(new ListedRow { Least = "2", Most = "300", Limit = "Concurrent 2" }));
        _world.Clock.Advance(TimeSpan.FromDays(1));
        var without = ListedRow.List(new ListedRow { Title = "Nordmail Plus", SkuTitle = "Nordmail Plus", Tags = "Seat" })
            .Replace(",MinLicenses,MaxLicenses,AssetOwnershipLimit,MeterIds", "", StringComparison.Ordinal)
            .Replace(",,,,,\n", ",\n", StringComparison.Ordinal);

        var import = await Imported(without);

        Assert.Equal(ImportOutcome.Activated, import.Outcome);
        await using var db = _world.Db();
        Assert.Equal("Nordmail Plus", (await db.Products.SingleAsync()).Title);
        var sku = await db.Skus.SingleAsync();
        Assert.Equal(
            ("Nordmail Plus", 2, 300, LimitScope.Concurrent, 2),
            (sku.Title, sku.MinQuantity, sku.MaxQuantity!.Value, sku.LimitScope, sku.LimitCount));
    }

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);

    private Task<decimal?> PriceOn(DateTimeOffset at) => _world.PriceOf("NORDMAIL", "DE", "P1Y", "Monthly", at);

    private Task<PriceListImport> Imported(string text, bool skipRejected = false) =>
        _world.Imported(_vendor, text, skipRejected);
}
