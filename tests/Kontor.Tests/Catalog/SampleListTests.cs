using Kontor.Catalog;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Catalog;

/// <summary>The lists that ship with the product are clean and make a catalog worth looking at.</summary>
public sealed class SampleListTests
{
    [Fact]
    [Trait("Rule", "CAT-01")]
    [Trait("Rule", "CAT-02")]
    [Trait("Rule", "CAT-07")]
    public async Task The_sample_lists_are_in_force_without_a_rejected_or_overlapping_row()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        foreach (var name in SampleLists.Names)
        {
            await using var file = SampleLists.Open(name);
            var result = await world.Does((ImportPriceList use) => use.Handle(
                vendor.GlobalAdmin, new PriceListUpload(file, name, SkipRejected: false), CancellationToken.None));

            Assert.Equal(
                (ImportOutcome.Activated, 0, 0),
                (result.ValueOrNull!.Outcome, result.ValueOrNull.RejectedRows, result.ValueOrNull.OverlappingRows));
        }

        await using var db = world.Db();
        var products = await db.Products.ToListAsync();
        Assert.True(products.Count >= 60, $"{products.Count} products");
        Assert.Equal(Enum.GetValues<ProductKind>(), products.Select(p => p.Kind).Distinct().Order());
        Assert.Contains(products, p => !p.IsFirstParty);
        var availabilities = await db.Availabilities.ToListAsync();
        Assert.Equal(Enum.GetValues<Segment>(), availabilities.Select(a => a.Segment).Distinct().Order());
        Assert.Equal(["EUR", "USD"], availabilities.Select(a => a.Currency.Code).Distinct().Order());
        Assert.Superset(
            new HashSet<string> { "DE", "NL", "FR", "AT", "US", "*" },
            availabilities.Select(a => a.Market).ToHashSet());
        var rows = await db.PriceRows.ToListAsync();
        Assert.Superset(new HashSet<string> { "", "P1M", "P1Y", "P3Y" }, rows.Select(r => r.Term).ToHashSet());
        Assert.Contains(rows, r => r.TierFrom > 1);
        Assert.All(
            rows.GroupBy(r => (r.AvailabilityId, r.ProductId, r.SkuId, r.Term, r.BillingPlan)),
            item => Assert.NotNull(PriceInForce.At(item, world.Now).For(1)));
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    public void Trials_are_once_ever_and_small_business_offers_have_at_most_300_licences()
    {
        using var copy = new MemoryStream();
        using (var file = SampleLists.Open(SampleLists.Names[0]))
        {
            file.CopyTo(copy);
        }

        var skus = ReadList.Of(copy.ToArray()).Skus;

        Assert.Contains(skus, sku => sku.IsTrial);
        Assert.All(
            skus.Where(sku => sku.IsTrial),
            sku => Assert.Equal(
                (25, 25, LimitScope.Lifetime, 1),
                (sku.MinQuantity, sku.MaxQuantity!.Value, sku.LimitScope, sku.LimitCount)));
        Assert.All(
            skus.Where(sku => sku.LimitScope == LimitScope.Concurrent),
            sku => Assert.Equal((2, 300), (sku.LimitCount, sku.MaxQuantity!.Value)));
    }
}
