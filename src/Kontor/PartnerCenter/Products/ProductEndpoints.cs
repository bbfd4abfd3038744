using System.Text.Json.Serialization.Metadata;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>The catalog of a country, and the same for a customer in its country.</summary>
internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder wire)
    {
        Map(wire.MapGroup("/products"), "of a country");
        Map(wire.MapGroup("/customers/{customerId}/products"), "for a customer");
    }

    private static void Map(RouteGroupBuilder group, string where)
    {
        var products = group.InArea("Products").RequirePermission(Permission.ViewCatalog, PermissionLevel.Read);
        products.MapGet("/", GetProducts)
            .WithSummary($"Products {where} in a target view")
            .Produces<ResourceCollection<ProductBody>>();
        products.MapGet("/{productId}", GetProduct)
            .WithSummary($"A product {where}")
            .Produces<ProductBody>();
        products.MapGet("/{productId}/skus", GetSkus)
            .WithSummary($"SKUs of a product {where}")
            .Produces<ResourceCollection<SkuBody>>();
        products.MapGet("/{productId}/skus/{skuId}", GetSku)
            .WithSummary($"A SKU {where}")
            .Produces<SkuBody>();
        products.MapGet("/{productId}/skus/{skuId}/availabilities", GetAvailabilities)
            .WithSummary($"Availabilities of a SKU {where}")
            .Produces<ResourceCollection<AvailabilityBody>>();
        products.MapGet("/{productId}/skus/{skuId}/availabilities/{availabilityId}", GetAvailability)
            .WithSummary($"An availability {where}")
            .Produces<AvailabilityBody>();
    }

    private static async Task<IResult> GetProducts(
        HttpContext http, ProductReads reads, CustomerReads customers, Markets markets)
    {
        var (view, fault) = await ViewOf(http, customers, markets);
        if (view is null)
        {
            return new FaultAnswer(fault!);
        }

        var target = (string?)http.Request.Query["targetView"];
        if (string.IsNullOrEmpty(target))
        {
            return new FaultAnswer(Fault.ArgumentMissing.About("targetView"));
        }

        return TargetViews.Find(target) is { } kinds
            ? new RowsAnswer<ProductBody>(
                reads.Products(view, kinds), row => ProductReads.ReadProduct(row, view), WireJson.Default.ProductBody)
            : new FaultAnswer(Fault.WordUnknown.About("targetView"));
    }

    private static async Task<IResult> GetProduct(
        string productId, HttpContext http, ProductReads reads, CustomerReads customers, Markets markets)
    {
        var (view, fault) = await ViewOf(http, customers, markets, productId);
        return view is null
            ? new FaultAnswer(fault!)
            : await One(
                http, reads.Product(view, productId), row => ProductReads.ReadProduct(row, view),
                WireJson.Default.ProductBody, CatalogReasons.UnknownProduct.About(productId));
    }

    private static async Task<IResult> GetSkus(
        string productId, HttpContext http, ProductReads reads, CustomerReads customers, Markets markets)
    {
        var (view, fault) = await ViewOf(http, customers, markets, productId);
        return view is null
            ? new FaultAnswer(fault!)
            : new RowsAnswer<SkuBody>(
                reads.Skus(view, productId, null), row => ProductReads.ReadSku(row, view), WireJson.Default.SkuBody)
            {
                WhenNoRow = Fault.From(CatalogReasons.UnknownProduct.About(productId)),
            };
    }

    private static async Task<IResult> GetSku(
        string productId, string skuId, HttpContext http, ProductReads reads, CustomerReads customers, Markets markets)
    {
        var (view, fault) = await ViewOf(http, customers, markets, productId, skuId);
        return view is null
            ? new FaultAnswer(fault!)
            : await One(
                http, reads.Skus(view, productId, skuId), row => ProductReads.ReadSku(row, view),
                WireJson.Default.SkuBody, CatalogReasons.UnknownSku.About(skuId));
    }

    private static async Task<IResult> GetAvailabilities(
        string productId, string skuId, HttpContext http, ProductReads reads, CustomerReads customers, Markets markets)
    {
        var (view, fault) = await ViewOf(http, customers, markets, productId, skuId);
        return view is null
            ? new FaultAnswer(fault!)
            : new RowsAnswer<AvailabilityBody>(
                reads.Availabilities(view, productId, skuId, null),
                row => ProductReads.ReadAvailability(row, view),
                WireJson.Default.AvailabilityBody)
            {
                WhenNoRow = Fault.From(CatalogReasons.UnknownSku.About(skuId)),
            };
    }

    private static async Task<IResult> GetAvailability(
        string productId, string skuId, string availabilityId, HttpContext http, ProductReads reads,
        CustomerReads customers, Markets markets)
    {
        var (view, fault) = await ViewOf(http, customers, markets, productId, skuId, availabilityId);
        return view is null
            ? new FaultAnswer(fault!)
            : await One(
                http,
                reads.Availabilities(view, productId, skuId, availabilityId),
                row => ProductReads.ReadAvailability(row, view),
                WireJson.Default.AvailabilityBody,
                CatalogReasons.UnknownAvailability.About(availabilityId));
    }

    private static async Task<IResult> One<T>(
        HttpContext http, NpgsqlCommand query, Func<NpgsqlDataReader, T> read, JsonTypeInfo<T> type, Reason unknown)
    {
        await using var command = query;
        await using var row = await command.ExecuteReaderAsync(http.RequestAborted);
        return await row.ReadAsync(http.RequestAborted)
            ? Answer.Ok(read(row), type)
            : new FaultAnswer(Fault.From(unknown));
    }

    /// <summary>The country asked for, or the customer's; and that ids in the address can be ids at all.</summary>
    private static async ValueTask<(CatalogView? View, Fault? Fault)> ViewOf(
        HttpContext http, CustomerReads customers, Markets markets, params string[] ids)
    {
        if (!ids.All(CatalogItemId.IsPart))
        {
            return (null, Fault.CatalogIdUnknown);
        }

        Segment? segment = null;
        if ((string?)http.Request.Query["targetSegment"] is { Length: > 0 } word)
        {
            if (!WireEnums<Segment>.TryParse(word, out var named))
            {
                return (null, Fault.WordUnknown.About("targetSegment"));
            }

            segment = named;
        }

        if (http.Request.RouteValues["customerId"] is string customerId)
        {
            return await OfCustomer(http, customers, markets, customerId, segment);
        }

        var country = (string?)http.Request.Query["country"];
        if (string.IsNullOrEmpty(country))
        {
            return (null, Fault.ArgumentMissing.About("country"));
        }

        // Markets that share an ISO code share their currency too.
        return markets.WithIsoCode(country).FirstOrDefault() is { } market
            ? (new CatalogView(market.IsoCode, market.Currency, "/products", $"?country={market.IsoCode}", segment), null)
            : (null, Fault.ArgumentInvalid.About("country"));
    }

    private static async ValueTask<(CatalogView? View, Fault? Fault)> OfCustomer(
        HttpContext http, CustomerReads customers, Markets markets, string customerId, Segment? segment)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return (null, Fault.CustomerIdInvalid);
        }

        var key = await customers.MarketOf(http.Caller().TenantId, customer, http.RequestAborted);
        return key is null
            ? (null, Fault.CustomerUnknown)
            : (new CatalogView(
                markets.Of(key).IsoCode, markets.Of(key).Currency, $"/customers/{customer}/products", "", segment), null);
    }
}
