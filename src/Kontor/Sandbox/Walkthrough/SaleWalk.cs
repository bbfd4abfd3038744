using System.Globalization;

namespace Kontor.Sandbox;

/// <summary>
/// The second half of the two-tier sale: <c>provider</c> orders for <c>customer2</c> on the wire, and everybody looks
/// at what was bought. Each walkthrough orders again.
/// </summary>
internal sealed class SaleWalk(Cast cast, StepLog log)
{
    private const string InCart = "Microsoft 365 E3";
    private const string Direct = "Exchange Online (Plan 1)";

    /// <summary>A seat more or less costs the demo world's credit little, however often it is walked through.</summary>
    private const int Quantity = 2;

    public async Task Play(CancellationToken cancel)
    {
        log.Heading("Order, as clients of the protocol do");
        var lastEvent = await LastEvent();
        if (await Find(InCart) is not { } first || await Find(Direct) is not { } second)
        {
            return;
        }

        var fromCart = await CheckOut(first);
        var direct = await Order(second);
        await NoOrder(second);
        log.Heading("Who sees what");
        foreach (var (order, subscription) in new[] { fromCart, direct })
        {
            if (order is not null && subscription is not null)
            {
                await Look(subscription);
            }
        }

        await Strangers();
        log.Heading("What it brought about");
        foreach (var (order, _) in new[] { fromCart, direct })
        {
            if (order is not null)
            {
                await Told(order, lastEvent, cancel);
            }
        }
    }

    private string Customer => cast["customer2"].TenantId.ToString();

    /// <summary>Products, SKU and availability, until there is something to order.</summary>
    private async Task<string?> Find(string title)
    {
        var provider = cast.Application("provider");
        var products = await provider.Get("/v1/products?country=NL&targetView=OnlineServices");
        var product = products.Items
            .FirstOrDefault(item => Reply.At(item, "title")?.GetString() == title);
        var id = Reply.At(product, "id")?.GetString();
        if (!log.Check($"the catalog of the Netherlands has {title}", id is not null, products.Seen))
        {
            return null;
        }

        var skus = await provider.Get($"/v1/products/{id}/skus?country=NL");
        var sku = skus["items.0.id"];
        var availabilities = await provider.Get($"/v1/products/{id}/skus/{sku}/availabilities?country=NL");
        var item = availabilities["items.0.catalogItemId"];
        log.Check(
            $"it is offered there as {item}",
            item?.StartsWith($"{id}:{sku}:", StringComparison.Ordinal) == true,
            availabilities.Seen);
        return item;
    }

    private async Task<(string? Order, string? Subscription)> CheckOut(string item)
    {
        var provider = cast.Application("provider");
        var cart = await provider.Post($"/v1/customers/{Customer}/carts", new
        {
            lineItems = new[]
            {
                new
                {
                    id = 0,
                    catalogItemId = item,
                    quantity = Quantity,
                    billingCycle = "monthly",
                    termDuration = "P1Y",
                    participants = new[] { new { key = "transactionReseller", value = cast["reseller2"].NetworkId } },
                },
            },
        });
        log.Check(
            "provider collects it in a cart for customer2",
            "201 Active",
            $"{cart.Status} {cart["status"]}",
            cart.Seen);

        var kept = await provider.Get($"/v1/customers/{Customer}/carts/{cart["id"]}");
        log.Check(
            "the cart is kept, its line can be bought",
            $"200 {item} ",
            $"{kept.Status} {kept["lineItems.0.catalogItemId"]} {kept["lineItems.0.error"]}",
            kept.Seen);

        var done = await provider.Post($"/v1/customers/{Customer}/carts/{cart["id"]}/checkout", new { });
        log.Check(
            "checking out makes one order, with reseller2 as partner of record",
            $"201 1 {cast["reseller2"].NetworkId}",
            $"{done.Status} {done.At("orders")?.GetArrayLength()} {done["orders.0.lineItems.0.partnerIdOnRecord"]}",
            done.Seen);
        return (done["orders.0.id"], done["orders.0.lineItems.0.subscriptionId"]);
    }

    private async Task<(string? Order, string? Subscription)> Order(string item)
    {
        var (provider, request) = (cast.Application("provider"), Guid.NewGuid());
        var placed = await provider.Post($"/v1/customers/{Customer}/orders", OrderOf(item), request);
        log.Check(
            "provider orders directly, naming reseller2",
            $"201 {cast["reseller2"].NetworkId}",
            $"{placed.Status} {placed["lineItems.0.partnerIdOnRecord"]}",
            placed.Seen);

        var again = await provider.Post($"/v1/customers/{Customer}/orders", OrderOf(item), request);
        log.Check("the same request again gives the same order", placed["id"], again["id"], again.Seen);

        var found = await provider.Get($"/v1/customers/{Customer}/orders/{placed["id"]}?include_price=true");
        log.Check(
            "provider reads the order with its price",
            true,
            found.At("totalPrice")?.GetDecimal() > 0,
            found.Seen);
        return (placed["id"], placed["lineItems.0.subscriptionId"]);
    }

    /// <summary>CAT-20, CUS-01: who may not order.</summary>
    private async Task NoOrder(string item)
    {
        foreach (var (actor, status, why) in new[]
        {
            ("reseller2", 403, "a reseller does not order, its provider does"),
            ("provider2", 404, "it is no customer of provider2"),
            ("direct", 404, "it is no customer of direct"),
        })
        {
            var refused = await cast.Application(actor).Post($"/v1/customers/{Customer}/orders", OrderOf(item));
            log.Check($"{actor} cannot order for customer2: {why}", status, refused.Status, refused.Seen);
        }
    }

    /// <summary>MUL-05: each side sees as much of the subscription as is its own.</summary>
    private async Task Look(string subscription)
    {
        foreach (var (caller, name, hasPrice) in new[]
        {
            (cast.Application("provider"), "provider sees it, with what the vendor charges", true),
            (cast.Application("reseller2"), "reseller2 sees it, without", false),
            (cast.Admin("customer2"), "customer2 sees it, without", false),
        })
        {
            var seen = await caller.Get($"/api/subscriptions/{subscription}");
            log.Check(
                $"subscription {subscription}: {name}",
                $"200 Active {Quantity} {hasPrice}",
                $"{seen.Status} {seen["state"]} {seen["quantity"]} {seen["unitPrice"] is not null}",
                seen.Seen);
        }

        foreach (var caller in new[] { "provider", "reseller2" })
        {
            var wire = await cast.Application(caller).Get($"/v1/customers/{Customer}/subscriptions/{subscription}");
            log.Check($"{caller} reads it on the wire", "200 active", $"{wire.Status} {wire["status"]}", wire.Seen);
        }

        foreach (var (caller, name) in new[]
        {
            (cast.Application("provider2"), "provider2"),
            (cast.Application("direct"), "direct"),
            (cast.Admin("customer"), "another customer"),
        })
        {
            var nothing = await caller.Get($"/api/subscriptions/{subscription}");
            log.Check($"for {name} it does not exist", 404, nothing.Status, nothing.Seen);
        }
    }

    private async Task Strangers()
    {
        foreach (var actor in new[] { "provider2", "direct", "reseller" })
        {
            var nobody = await cast.Application(actor).Get($"/v1/customers/{Customer}");
            log.Check($"for {actor} the customer does not exist", 404, nobody.Status, nobody.Seen);
        }
    }

    /// <summary>The confirmation mail, and the event, once.</summary>
    private async Task Told(string order, long lastEvent, CancellationToken cancel)
    {
        var mail = await Mails.Newest(
            cast.Admin("provider"), text => text.Contains(order, StringComparison.Ordinal), cancel);
        log.Check($"order {order}: the confirmation is in provider's mailbox", mail is not null);
        var events = await Cast.Wait(
            async () =>
            {
                var news = await cast.Application("provider").Get(
                    string.Create(CultureInfo.InvariantCulture, $"/api/events?size=200&cursor={lastEvent}"));
                var about = news.Items
                    .Where(item => Reply.At(item, "resourceId")?.GetString() == order)
                    .Select(item => Reply.At(item, "type")?.GetString())
                    .ToList();
                return about.Count == 0 ? null : string.Join(' ', about);
            },
            cancel);
        log.Check("and one event tells provider's integrations of it", "order-placed", events);
    }

    private async Task<long> LastEvent()
    {
        var last = 0L;
        for (var isMore = true; isMore;)
        {
            var page = await cast.Application("provider").Get(
                string.Create(CultureInfo.InvariantCulture, $"/api/events?size=200&cursor={last}"));
            last = page.Items.Select(item => Reply.At(item, "sequence")?.GetInt64() ?? 0).LastOrDefault(last);
            isMore = page["next"] is not null;
        }

        return last;
    }

    private object OrderOf(string item) => new
    {
        referenceCustomerId = Customer,
        billingCycle = "monthly",
        lineItems = new[]
        {
            new
            {
                lineItemNumber = 0,
                offerId = item,
                quantity = Quantity,
                termDuration = "P1Y",
                friendlyName = "Walkthrough",
                partnerIdOnRecord = cast["reseller2"].NetworkId,
            },
        },
    };
}
