namespace Kontor.Tests.PartnerCenter;

/// <summary>Products, SKUs and availabilities over HTTP.</summary>
public sealed class CatalogWireTests(Market market) : IClassFixture<Market>
{
    [Fact]
    public async Task From_a_view_one_comes_by_links_to_what_a_cart_names()
    {
        using var client = await market.Host.Application(await market.World.Provider());

        var products = await client.Get("/v1/products?targetView=OnlineServices&country=DE");
        Assert.Equal(["OFFICE"], products.Items.Select(item => item.GetProperty("id").GetString()));
        var skus = await client.Get($"/v1{products["items.0.links.skus.uri"]}");
        var availabilities = await client.Get($"/v1{skus["items.0.links.availabilities.uri"]}");
        var one = await client.Get($"/v1{availabilities["items.0.links.self.uri"]}");

        Assert.Equal(World.SeatItem, one["catalogItemId"]);
        Assert.Equal(("EUR", "€", "commercial", "DE", "True", "True"), (
            one["defaultCurrency.code"], one["defaultCurrency.symbol"], one["segment"], one["country"],
            one["isPurchasable"], one["isRenewable"]));
        Assert.Equal(
            ["P1M:monthly", "P1Y:annual", "P1Y:monthly"],
            one.Json.GetProperty("terms").EnumerateArray()
                .Select(term => $"{term.GetProperty("duration")}:{term.GetProperty("billingCycle")}").Order());
        Assert.Equal(
            ["annual", "monthly"],
            skus.Items[0].GetProperty("supportedBillingCycles").EnumerateArray().Select(cycle => cycle.GetString()).Order());
    }

    [Fact]
    public async Task Answers_have_the_documented_members_and_types()
    {
        using var client = await market.Host.User(await market.World.Provider());

        var reply = await client.Get("/v1/products/OFFICE/skus/0001/availabilities?country=de");

        string[] documented =
        [
            "id:string", "productId:string", "skuId:string", "catalogItemId:string", "defaultCurrency.code:string",
            "defaultCurrency.symbol:string", "segment:string", "country:string", "isPurchasable:bool", "isRenewable:bool",
            "terms[].id:string", "terms[].duration:string", "terms[].description:string", "terms[].billingCycle:string",
            "product.id:string", "product.title:string", "product.description:string", "product.productType.id:string",
            "product.productType.displayName:string", "product.isMicrosoftProduct:bool", "product.publisherName:string",
            "product.links.skus.uri:string", "product.links.self.uri:string", "sku.id:string", "sku.productId:string",
            "sku.title:string", "sku.description:string", "sku.minimumQuantity:number", "sku.maximumQuantity:number",
            "sku.isTrial:bool", "sku.supportedBillingCycles[]:string", "sku.purchasePrerequisites:array",
            "sku.inventoryVariables:array", "sku.provisioningVariables:array", "sku.links.availabilities.uri:string",
            "sku.links.self.uri:string", "links.self.uri:string",
        ];
        Assert.Empty(documented.Except(WireReply.Shape(reply.Items[0])));
        Assert.Equal("1", reply["totalCount"]);
    }

    [Fact]
    public async Task A_customers_catalog_is_that_of_its_country()
    {
        var chain = await market.World.TradingChain();
        using var client = await market.Host.User(chain.Provider);
        var root = $"/customers/{chain.Customer.Id}/products";

        var products = await client.Get($"/v1{root}?targetView=onlineservices");
        var availability = await client.Get($"/v1{root}/OFFICE/skus/0001/availabilities/AVAILDE00001");

        Assert.Equal($"{root}/OFFICE/skus", products["items.0.links.skus.uri"]);
        Assert.Equal(World.SeatItem, availability["catalogItemId"]);
        Assert.Equal((404, 60003), (await client.Get($"/v1/customers/{Guid.NewGuid()}/products?targetView=Software")).Fault);
    }

    [Theory]
    [InlineData("/v1/products?targetView=OnlineServices", 400, 2000)]
    [InlineData("/v1/products?country=DE", 400, 2000)]
    [InlineData("/v1/products?targetView=OnlineServices&country=Atlantis", 400, 2000)]
    [InlineData("/v1/products?targetView=Bargains&country=DE", 400, 900126)]
    [InlineData("/v1/products?targetView=OnlineServices&country=DE&targetSegment=friends", 400, 900126)]
    [InlineData("/v1/products/NOSUCH?country=DE", 404, 400013)]
    [InlineData("/v1/products/NOSUCH/skus?country=DE", 404, 400013)]
    [InlineData("/v1/products/OFFICE/skus/9999?country=DE", 404, 400018)]
    [InlineData("/v1/products/OFFICE/skus/9999/availabilities?country=DE", 404, 400018)]
    [InlineData("/v1/products/OFFICE/skus/0001/availabilities/NOSUCH?country=DE", 404, 400019)]
    [InlineData("/v1/products/OFFICE?country=FR", 404, 400013)]
    [InlineData("/v1/products/%27%3B--?country=DE", 404, 800037)]
    public async Task What_is_not_there_or_not_asked_for_rightly_is_refused(string path, int status, int code)
    {
        using var client = await market.Host.User(await market.World.Provider());

        Assert.Equal((status, code), (await client.Get(path)).Fault);
    }

    [Theory]
    [InlineData("Software")]
    [InlineData("Azure")]
    [InlineData("AzureReservations")]
    [InlineData("OnlineServices&targetSegment=education")]
    [Trait("Rule", "CAT-03")]
    public async Task A_view_without_products_is_an_empty_collection(string view)
    {
        using var client = await market.Host.User(await market.World.Provider());

        var reply = await client.Get($"/v1/products?country=DE&targetView={view}");

        Assert.Equal((200, "0", "Collection"), (reply.Status, reply["totalCount"], reply["attributes.objectType"]));
    }
}
