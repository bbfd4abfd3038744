using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>The catalog by the names that the plan of the demo world uses.</summary>
internal sealed class Shelf
{
    private readonly Markets _markets;
    private readonly Dictionary<string, Sku> _skus;
    private readonly ILookup<(string Product, string Sku), Availability> _availabilities;

    private Shelf(Markets markets, IEnumerable<Sku> skus, IEnumerable<Availability> availabilities)
    {
        _markets = markets;
        _skus = skus.ToDictionary(sku => sku.Title);
        _availabilities = availabilities.ToLookup(availability => (availability.ProductId, availability.SkuId));
    }

    /// <summary>What the imported lists put on sale.</summary>
    public static async Task<Shelf> Load(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        var names = WorldPlan.Purchases().Select(purchase => purchase.Item).Distinct().ToArray();
        var skus = await db.Skus.AsNoTracking().Where(sku => names.Contains(sku.Title)).ToListAsync(cancel);
        var products = skus.Select(sku => sku.ProductId).ToArray();
        return new Shelf(
            scope.ServiceProvider.GetRequiredService<Markets>(),
            skus,
            await db.Availabilities.AsNoTracking().Where(a => products.Contains(a.ProductId)).ToListAsync(cancel));
    }

    /// <summary>The item as that customer gets it from that seller: in its country, in the seller's currency.</summary>
    public CatalogItemId Find(string title, Inhabitant customer, Inhabitant seller)
    {
        var sku = _skus[title];
        var (country, market) = (_markets.Of(customer.Plan.Market).IsoCode, _markets.Of(seller.Plan.Market));
        var currency = sku.BillingType == BillingType.Usage ? Currency.Usd : market.Currency;
        var availability = _availabilities[(sku.ProductId, sku.SkuId)]
            .Single(offered => offered.Market == country && offered.Currency == currency);
        return new CatalogItemId(sku.ProductId, sku.SkuId, availability.AvailabilityId);
    }

    public static BillingCycle CycleOf(string word) => Enum.Parse<BillingCycle>(word);
}
