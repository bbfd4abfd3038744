using System.Text.Json;
using Kontor.Customers;
using Kontor.Orders;
using Microsoft.EntityFrameworkCore;
using static Kontor.Tests.PartnerCenter.SaleBodies;

namespace Kontor.Tests.PartnerCenter;

/// <summary>Carts, orders and subscriptions over HTTP.</summary>
public sealed class SaleWireTests(Market market) : IClassFixture<Market>
{
    private readonly World _world = market.World;

    [Fact]
    [Trait("Rule", "CAT-22")]
    [Trait("Rule", "CAT-24")]
    public async Task A_cart_becomes_an_order_and_a_subscription()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain, quantity: 12, name: "Postfächer")));

        Assert.Equal(201, cart.Status);
        Assert.Equal("Active", cart["status"]);
        Assert.Equal(("EUR", "0", "monthly", "P1Y", null), (
            cart["lineItems.0.currencyCode"], cart["lineItems.0.orderGroup"], cart["lineItems.0.billingCycle"],
            cart["lineItems.0.termDuration"], cart["lineItems.0.error"]));
        Assert.Equal(chain.Reseller.NetworkId, cart["lineItems.0.participants.0.value"]);
        Assert.Equal("transaction_reseller", cart["lineItems.0.participants.0.key"]);

        var done = await client.Post($"/v1{cart["links.self.uri"]}/checkout", "\"success\"");
        Assert.Equal(201, done.Status);
        Assert.Null(done["orderErrors"]);
        Assert.Equal(("completed", "12", chain.Reseller.NetworkId), (
            done["orders.0.status"], done["orders.0.lineItems.0.quantity"], done["orders.0.lineItems.0.partnerIdOnRecord"]));

        var order = await client.Get($"/v1{done["orders.0.links.self.uri"]}?include_price=True");
        Assert.Equal("10", order["lineItems.0.pricing.listPrice"]);
        Assert.Equal("120", order["totalPrice"]);

        var subscription = await client.Get($"/v1{done["orders.0.lineItems.0.links.subscription.uri"]}");
        Assert.Equal(("active", "12", "Postfächer", order["id"]), (
            subscription["status"], subscription["quantity"], subscription["friendlyName"], subscription["orderId"]));
        Assert.Equal("2026-03-02T00:00:00Z", subscription["effectiveStartDate"]);
        Assert.Equal("2027-03-01T00:00:00Z", subscription["commitmentEndDate"]);
        Assert.Equal("Ordered", (await client.Get($"/v1{cart["links.self.uri"]}"))["status"]);
    }

    [Fact]
    public async Task Answers_have_the_documented_members_and_types()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain)));
        var done = await client.Post($"/v1{cart["links.self.uri"]}/checkout", null);
        var subscription = await client.Get($"/v1{done["orders.0.lineItems.0.links.subscription.uri"]}");

        AssertHas(cart.Json, """
            id:string creationTimestamp:string lastModifiedTimestamp:string expirationTimestamp:string
            lastModifiedUser:string lineItems[].id:number lineItems[].catalogItemId:string lineItems[].quantity:number
            lineItems[].billingCycle:string lineItems[].participants[].key:string lineItems[].participants[].value:string
            lineItems[].currencyCode:string lineItems[].orderGroup:string status:string links.self.uri:string
            links.self.method:string links.self.headers:array attributes.objectType:string
            """);
        AssertHas(done.Json, """
            orders[].id:string orders[].alternateId:string orders[].referenceCustomerId:string
            orders[].billingCycle:string orders[].currencyCode:string orders[].currencySymbol:string
            orders[].lineItems[].lineItemNumber:number orders[].lineItems[].offerId:string
            orders[].lineItems[].subscriptionId:string orders[].lineItems[].termDuration:string
            orders[].lineItems[].transactionType:string orders[].lineItems[].friendlyName:string
            orders[].lineItems[].quantity:number orders[].lineItems[].partnerIdOnRecord:string
            orders[].lineItems[].links.subscription.uri:string orders[].lineItems[].attributes.objectType:string
            orders[].creationDate:string orders[].status:string orders[].transactionType:string
            orders[].links.self.uri:string orders[].attributes.etag:string orders[].attributes.objectType:string
            attributes.objectType:string
            """);
        AssertHas(subscription.Json, """
            id:string offerId:string offerName:string friendlyName:string quantity:number unitType:string
            hasPurchasableAddons:bool creationDate:string effectiveStartDate:string commitmentEndDate:string status:string
            autoRenewEnabled:bool isTrial:bool billingType:string billingCycle:string termDuration:string actions[]:string
            isMicrosoftProduct:bool publisherName:string partnerId:string contractType:string links.self.uri:string
            orderId:string attributes.etag:string attributes.objectType:string
            """);
    }

    [Fact]
    public async Task A_cart_in_the_words_of_the_sdk_is_understood()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), $$"""
            {"Id":null,"CreationTimestamp":null,"LastModifiedTimestamp":null,"ExpirationTimestamp":"0001-01-01T00:00:00",
             "LastModifiedUser":null,"Status":null,"Links":null,"PartnerOnRecordAttestationAccepted":null,"LineItems":[
              {"Id":0,"CatalogItemId":"{{World.SeatItem}}","FriendlyName":null,"Quantity":2,"CurrencyCode":null,
               "BillingCycle":"annual","TermDuration":"P1Y","PromotionId":null,"ProvisioningContext":null,
               "Participants":[{"Key":"transaction_reseller","Value":"{{chain.Reseller.NetworkId}}"}],
               "OrderGroup":null,"PurchaseSystem":null,"AddonItems":null,"RenewsTo":null,"Error":null,
               "CustomTermEndDate":null,"AttestationAccepted":null}],"Attributes":{"ObjectType":"Cart"} }
            """);

        Assert.Equal((201, "annual", null), (cart.Status, cart["lineItems.0.billingCycle"], cart["lineItems.0.error"]));
    }

    [Fact]
    public async Task An_order_in_the_words_of_the_sdk_is_placed_without_a_cart()
    {
        var (chain, client) = await market.Chain();
        var order = await client.Post(OrdersOf(chain), $$"""
            {"Id":null,"ReferenceCustomerId":"{{chain.Customer.Id.ToString().ToUpperInvariant()}}","BillingCycle":"unknown",
             "LineItems":[{"LineItemNumber":0,"OfferId":"{{World.SeatItem}}","SubscriptionId":null,"TermDuration":null,
               "FriendlyName":"Office","Quantity":3,"PartnerIdOnRecord":"{{chain.Reseller.NetworkId}}",
               "Attributes":{"ObjectType":"OrderLineItem"} }],
             "CreationDate":null,"Links":null,"Attributes":{"ObjectType":"Order"} }
            """);

        Assert.Equal((201, "EUR", "€", "monthly"), (
            order.Status, order["currencyCode"], order["currencySymbol"], order["billingCycle"]));
        var all = await client.Get(OrdersOf(chain));
        Assert.Equal([order["id"]], all.Items.Select(item => item.GetProperty("id").GetString()));
        Assert.Null(all["items.0.totalPrice"]);
        Assert.Empty((await client.Get($"{OrdersOf(chain)}?billingType=onetime")).Items);
        Assert.Single((await client.Get($"{OrdersOf(chain)}?billingType=Monthly")).Items);
    }

    [Fact]
    public async Task Lines_that_cannot_be_bought_say_why_and_the_others_are_ordered()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(
            Line(chain, id: 0), Line(chain, id: 1, item: "NOSUCH:0001:AVAILABILITY"), Line(chain, id: 2, item: "nonsense"),
            Line(chain, id: 3, cycle: "triennial"), Line(chain, id: 4, reseller: "9999999")));

        Assert.Equal(201, cart.Status);
        Assert.Equal(
            [
                null, "catalog_item_id_is_not_valid", "catalog_item_id_is_not_valid", "billing_plan_not_supported",
                "participants_is_not_supported_for_partner",
            ],
            Enumerable.Range(0, 5).Select(line => cart[$"lineItems.{line}.error.errorCode"]));

        var done = await client.Post($"/v1{cart["links.self.uri"]}/checkout", "null");
        Assert.Equal((201, 1, 4), (
            done.Status, done.Json.GetProperty("orders").GetArrayLength(), done.Json.GetProperty("orderErrors").GetArrayLength()));
        Assert.Equal(
            ["400013", "800004", "800020", "800015"],
            Enumerable.Range(0, 4).Select(error => done[$"orderErrors.{error}.code"]));
    }

    [Fact]
    public async Task A_cart_with_nothing_but_lines_in_error_stays_as_it_is()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain, item: "NOSUCH:0001:AVAILABILITY")));

        var done = await client.Post($"/v1{cart["links.self.uri"]}/checkout", "\"success\"");

        Assert.Equal((400, 800009), done.Fault);
        Assert.Equal("CATALOG_PRODUCT_UNKNOWN", done["data.0.code"]);
        Assert.Equal("Active", (await client.Get($"/v1{cart["links.self.uri"]}"))["status"]);
    }

    [Fact]
    [Trait("Rule", "BIL-16")]
    public async Task Groups_are_ordered_for_themselves_and_failures_are_told_beside_successes()
    {
        var (chain, client) = await market.Chain(creditUsd: 100);
        var cart = await client.Post(CartsOf(chain), Lines(
            Line(chain, id: 0, quantity: 1, cycle: "monthly"), Line(chain, id: 1, quantity: 50, cycle: "annual")));

        var done = await client.Post($"/v1{cart["links.self.uri"]}/checkout", null);

        Assert.Equal(201, done.Status);
        Assert.Equal(("monthly", "1", "800022", "OrderError"), (
            done["orders.0.billingCycle"], done["orderErrors.0.orderGroupId"], done["orderErrors.0.code"],
            done["orderErrors.0.attributes.objectType"]));
        await using var db = _world.Db();
        Assert.Equal(1, await db.Orders.CountAsync(order => order.CustomerId == chain.Customer.Id));
    }

    [Fact]
    public async Task A_cart_of_which_nothing_can_be_ordered_stays_and_can_be_mended()
    {
        var (chain, client) = await market.Chain(creditUsd: 20);
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain, quantity: 100)));
        var path = $"/v1{cart["links.self.uri"]}";

        Assert.Equal((403, 800022), (await client.Post($"{path}/checkout", null)).Fault);
        Assert.Equal(200, (await client.Put($"{path}/", Lines(Line(chain, quantity: 1)))).Status);
        Assert.Equal(201, (await client.Post($"{path}/checkout", null)).Status);
        Assert.Equal((400, 800065), (await client.Post($"{path}/checkout", null)).Fault);
        Assert.Equal((400, 800065), (await client.Put(path, Lines(Line(chain)))).Fault);
    }

    [Fact]
    public async Task Of_twenty_checkouts_at_once_exactly_one_orders()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain)));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Post(
            $"/v1{cart["links.self.uri"]}/checkout", null, ("MS-RequestId", Guid.NewGuid().ToString()))));

        Assert.Single(replies, reply => reply.Status == 201);
        Assert.All(replies.Where(reply => reply.Status != 201), reply => Assert.Equal((400, 800065), reply.Fault));
        Assert.Single((await client.Get(OrdersOf(chain))).Items);
    }

    [Fact]
    public async Task Of_changes_and_a_checkout_at_once_none_is_lost_and_none_mixed()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain, quantity: 1)));
        var path = $"/v1{cart["links.self.uri"]}";

        var replies = await Task.WhenAll(Enumerable.Range(2, 12).Select(quantity => quantity == 7
            ? client.Post($"{path}/checkout", null)
            : client.Put(path, Lines(Line(chain, quantity: quantity)))));

        var done = replies[5];
        var ordered = int.Parse(done["orders.0.lineItems.0.quantity"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(201, done.Status);
        Assert.True(ordered == 1 || replies[ordered - 2].Status == 200);
        Assert.All(replies.Where(reply => reply.Status >= 400), reply =>
            Assert.Contains(reply.Fault, new[] { (409, 800064), (400, 800065) }));
        Assert.Equal(done["orders.0.lineItems.0.quantity"], (await client.Get(path))["lineItems.0.quantity"]);
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_orders_nothing()
    {
        var (chain, client) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain)));
        var (checkout, order) = (("MS-RequestId", Guid.NewGuid().ToString()), ("MS-RequestId", Guid.NewGuid().ToString()));

        var checkouts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            client.Post($"/v1{cart["links.self.uri"]}/checkout", "\"success\"", checkout)));
        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            client.Post(OrdersOf(chain), OrderOf(chain), order)));

        Assert.All(checkouts, reply => Assert.Equal((201, checkouts[0].Text), (reply.Status, reply.Text)));
        Assert.All(orders, reply => Assert.Equal((201, orders[0].Text), (reply.Status, reply.Text)));
        Assert.Equal(2, (await client.Get(OrdersOf(chain))).Items.Length);
    }

    [Fact]
    public async Task The_same_id_on_another_body_is_another_request()
    {
        var (chain, client) = await market.Chain();
        var id = ("MS-RequestId", Guid.NewGuid().ToString());

        var one = await client.Post(OrdersOf(chain), OrderOf(chain, quantity: 1), id);
        var two = await client.Post(OrdersOf(chain), OrderOf(chain, quantity: 2), id);

        Assert.Equal(("1", "2"), (one["lineItems.0.quantity"], two["lineItems.0.quantity"]));
    }

    [Fact]
    public async Task A_cart_lives_as_long_as_the_policy_says()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        await world.Seat();
        var chain = await world.TradingChain();
        using var client = await host.User(chain.Provider);
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain)));
        Assert.Equal("2026-03-02T09:15:00Z", cart["expirationTimestamp"]);

        world.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal((404, 800008), (await client.Get($"/v1{cart["links.self.uri"]}")).Fault);
        Assert.Equal((404, 800008), (await client.Post($"/v1{cart["links.self.uri"]}/checkout", null)).Fault);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "MUL-04")]
    public async Task Everybody_sees_a_subscription_as_far_as_it_is_theirs()
    {
        var (chain, client) = await market.Chain();
        await client.Post(OrdersOf(chain), OrderOf(chain));
        var other = await _world.Provider();
        await _world.Relationship(other, chain.Customer, RelationshipKind.IndirectProvider);
        var path = $"/v1/customers/{chain.Customer.Id}/subscriptions";

        using var reseller = await market.Host.User(chain.Reseller);
        using var beside = await market.Host.User(other);
        using var stranger = await market.Host.User(await _world.Provider());
        var (seen, shared) = (await client.Get(path), await reseller.Get(path));
        Assert.Equal(WireReply.Shape(seen.Items[0]), WireReply.Shape(shared.Items[0]));
        Assert.Equal(seen["items.0.orderId"], shared["items.0.orderId"]);

        var foreign = await beside.Get(path);
        Assert.Equal("1", foreign["items.0.quantity"]);
        string?[] hidden =
        [
            foreign["items.0.orderId"], foreign["items.0.partnerId"], foreign["items.0.billingCycle"],
            foreign["items.0.termDuration"], foreign["items.0.commitmentEndDate"], foreign["items.0.attributes.etag"],
        ];
        Assert.All(hidden, Assert.Null);
        Assert.Null(foreign["items.0.actions.0"]);
        Assert.Equal((404, 60003), (await stranger.Get(path)).Fault);
        Assert.Equal((404, 60003), (await stranger.Get($"{path}/{seen["items.0.id"]}")).Fault);
        Assert.Empty((await beside.Get($"{path}?order_id={seen["items.0.orderId"]}")).Items);
        Assert.Equal((404, 60003), (await stranger.Get(OrdersOf(chain))).Fault);
        Assert.Equal((404, 20000), (await beside.Get($"{OrdersOf(chain)}/{seen["items.0.orderId"]}")).Fault);
    }

    [Fact]
    public async Task Subscriptions_are_listed_by_order_and_by_reseller()
    {
        var (chain, client) = await market.Chain();
        var order = await client.Post(OrdersOf(chain), OrderOf(chain));
        await client.Post(OrdersOf(chain), OrderOf(chain, quantity: 2));
        var path = $"/v1/customers/{chain.Customer.Id}/subscriptions";

        Assert.Equal(2, (await client.Get(path)).Items.Length);
        Assert.Single((await client.Get($"{path}?order_id={order["id"]}")).Items);
        Assert.Equal(2, (await client.Get($"{path}?mpn_id={chain.Reseller.NetworkId}")).Items.Length);
        Assert.Empty((await client.Get($"{path}?mpn_id=123")).Items);
        Assert.Empty((await client.Get($"{path}?ORDER_ID=nonsense")).Items);
        Assert.Equal((400, 2000), (await client.Get($"{path}?mpn_id=abc")).Fault);
        Assert.Equal((404, 20003), (await client.Get($"{path}/nonsense")).Fault);
    }

    [Fact]
    [Trait("Rule", "CAT-20")]
    public async Task A_reseller_neither_orders_nor_sees_orders()
    {
        var (chain, _) = await market.Chain();
        using var reseller = await market.Host.User(chain.Reseller);

        Assert.Equal((403, 2032), (await reseller.Post(OrdersOf(chain), OrderOf(chain))).Fault);
        Assert.Equal((403, 2032), (await reseller.Post(CartsOf(chain), Lines(Line(chain)))).Fault);
        Assert.Equal((403, 2032), (await reseller.Get(OrdersOf(chain))).Fault);
    }

    [Fact]
    [Trait("Rule", "AGR-20")]
    [Trait("Rule", "AGR-25")]
    public async Task A_refusal_carries_every_reason_and_its_ways_out()
    {
        var provider = await _world.Provider();
        var reseller = await _world.Reseller();
        var customer = await _world.Customer();
        await _world.Partnership(provider, reseller);
        await _world.SharedCustomer(provider, reseller, customer);
        await _world.Credit(provider, 1_000);
        using var client = await market.Host.User(provider);

        var reply = await client.Post(
            $"/v1/customers/{customer.Id}/orders", OrderOf(new TradingChain(provider, reseller, customer)),
            ("X-Locale", "de-DE"));

        Assert.Equal((403, 13605), reply.Fault);
        Assert.Equal(("CUSTOMER_AGREEMENT_MISSING", "AGR-20"), (reply["data.0.code"], reply["data.0.rule"]));
        Assert.Contains("Kunden", reply["description"], StringComparison.Ordinal);
        Assert.Equal("KontorOrders", reply["source"]);
    }

    private static void AssertHas(JsonElement json, string members) =>
        Assert.Empty(members.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Except(WireReply.Shape(json)));
}
