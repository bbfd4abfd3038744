using System.Text.Json;

namespace Kontor.Sandbox;

/// <summary>
/// One sale through the whole chain: provider → reseller2 → customer2, an order, and who sees what. What an earlier walk
/// has done is verified and not done again; orders are placed each time.
/// </summary>
internal sealed class ChainWalk(Uri server, IReadOnlyDictionary<string, ActorCredentials> actors, WalkthroughReport report)
{
    public async Task Walk(CancellationToken cancel)
    {
        using var provider = await DemoClient.AsUser(server, actors["provider"], cancel);
        using var reseller = await DemoClient.AsUser(server, actors["reseller2"], cancel);
        using var customer = await DemoClient.AsUser(server, actors["customer2"], cancel);
        await Partner(provider, reseller, cancel);
        await ShareCustomer(provider, reseller, customer, cancel);
        var subscription = await Order(customer.Actor, reseller.Actor, cancel);
        await Look(provider, reseller, customer, subscription, cancel);
    }

    private async Task Partner(DemoClient provider, DemoClient reseller, CancellationToken cancel)
    {
        report.Heading("The partnership (REL-10 … REL-19)");
        if (!await Lists(provider, "/api/partnerships/resellers?size=200", "partnerId", reseller.Actor, cancel))
        {
            var invitation = await provider.Post("/api/partner-invitations", new { email = reseller.Actor.User }, cancel);
            report.Needed($"{provider.Actor.Organisation} asks {reseller.Actor.Organisation} for a partnership", invitation, 201);
            var token = TokenIn(invitation);
            report.Status("Opening the link changes nothing and says what is granted",
                await reseller.Post("/api/partner-invitations/opening", new { token }, cancel), 200);
            report.Status("Without the tick box nothing is authorized",
                await reseller.Put("/api/partner-invitations/acceptance", new { token, confirmed = false }, cancel), 422);
            report.Needed($"{reseller.Actor.Organisation} authorizes its provider",
                await reseller.Put("/api/partner-invitations/acceptance", new { token, confirmed = true }, cancel), 200);
            report.Step("The link works once",
                (await reseller.Put("/api/partner-invitations/acceptance", new { token, confirmed = true }, cancel)).Status is 404 or 409,
                "the second use was accepted");
        }

        report.Step("The reseller stands on the provider's page",
            await Lists(provider, "/api/partnerships/resellers?size=200", "partnerId", reseller.Actor, cancel), "it does not");
        report.Step("The provider stands on the reseller's page",
            await Lists(reseller, "/api/partnerships/providers?size=200", "partnerId", provider.Actor, cancel), "it does not");
    }

    private async Task ShareCustomer(DemoClient provider, DemoClient reseller, DemoClient customer, CancellationToken cancel)
    {
        report.Heading("The customer (CUS-10 … CUS-15, CUS-30 … CUS-35)");
        if (!await Lists(reseller, "/api/customers?size=200", "customerId", customer.Actor, cancel))
        {
            var invitation = await reseller.Post(
                "/api/customer-invitations",
                new { providerId = provider.Actor.TenantId, email = customer.Actor.User, language = "nl" }, cancel);
            report.Needed($"{reseller.Actor.Organisation} invites {customer.Actor.Organisation} together with its provider", invitation, 201);
            var token = TokenIn(invitation);
            var opened = await customer.Post("/api/customer-invitations/opening", new { token }, cancel);
            report.Needed("The link names both partners and the customer agreement", opened, 200);
            report.Status("The provider cannot accept for the customer",
                await provider.Put("/api/customer-invitations/acceptance", new { token, confirmed = true }, cancel), 403);
            var agreement = opened["agreement.text.templateId"] is { ValueKind: JsonValueKind.String } template
                ? new
                {
                    templateId = template.GetGuid(),
                    language = "nl",
                    person = new { firstName = "Demo", lastName = "Admin", email = customer.Actor.User },
                    confirmed = true,
                }
                : null;
            report.Needed($"{customer.Actor.Organisation} accepts both partners and the customer agreement in one act",
                await customer.Put("/api/customer-invitations/acceptance", new { token, confirmed = true, agreement }, cancel), 200);
        }

        report.Step("The reseller has the customer",
            await Lists(reseller, "/api/customers?size=200", "customerId", customer.Actor, cancel), "it does not");
        report.Step("The provider has the customer",
            await Lists(provider, "/api/customers?size=200", "customerId", customer.Actor, cancel), "it does not");
        var partners = await customer.Get("/api/customers/own/partners", cancel);
        report.Step("The customer sees both partners",
            partners.Text.Contains(provider.Actor.TenantId.ToString(), StringComparison.OrdinalIgnoreCase)
            && partners.Text.Contains(reseller.Actor.TenantId.ToString(), StringComparison.OrdinalIgnoreCase),
            partners.Text);
    }

    private async Task<string> Order(ActorCredentials customer, ActorCredentials reseller, CancellationToken cancel)
    {
        report.Heading("The order, by the provider's application (CAT-20 … CAT-24)");
        using var provider = await DemoClient.AsApplication(server, actors["provider"], cancel);
        using var person = await DemoClient.AsUser(server, actors["provider"], cancel);
        var item = await Choose(provider, cancel);

        var cart = await person.Post($"/v1/customers/{customer.TenantId}/carts", new
        {
            lineItems = new[]
            {
                new
                {
                    id = 0,
                    catalogItemId = item,
                    quantity = 3,
                    billingCycle = "monthly",
                    termDuration = "P1Y",
                    participants = new[] { new { key = "transaction_reseller", value = reseller.NetworkId } },
                },
            },
        }, cancel);
        report.Needed("A cart with the reseller of record", cart, 201);
        var checkout = await person.Post($"/v1/customers/{customer.TenantId}/carts/{cart["id"].GetString()}/checkout", null, cancel);
        report.Needed("The cart is bought", checkout, 201);
        report.Step("All of it became orders",
            checkout["orders"] is { ValueKind: JsonValueKind.Array } orders && orders.GetArrayLength() == 1, checkout.Text);

        var request = Guid.NewGuid();
        var body = new
        {
            referenceCustomerId = customer.TenantId,
            billingCycle = "monthly",
            lineItems = new[]
            {
                new
                {
                    lineItemNumber = 0,
                    offerId = item,
                    quantity = 2,
                    termDuration = "P1Y",
                    friendlyName = "Walkthrough",
                    partnerIdOnRecord = reseller.NetworkId,
                },
            },
        };
        var order = await person.Post($"/v1/customers/{customer.TenantId}/orders", body, cancel, request);
        report.Needed("An order without a cart", order, 201);
        var again = await person.Post($"/v1/customers/{customer.TenantId}/orders", body, cancel, request);
        report.Step("The same request again gets the same answer", again.Text == order.Text, again.Text);
        return order["lineItems.0.subscriptionId"].GetString()!;
    }

    /// <summary>A seat product that is sold in the customer's country for a year, by the month.</summary>
    private async Task<string> Choose(DemoClient provider, CancellationToken cancel)
    {
        var products = await provider.Get("/v1/products?country=NL&targetView=OnlineServices&targetSegment=commercial", cancel);
        report.Needed("The catalog of the customer's country", products, 200);
        foreach (var product in products.Items)
        {
            var id = product.GetProperty("id").GetString();
            var skus = await provider.Get($"/v1/products/{id}/skus?country=NL&targetSegment=commercial", cancel);
            foreach (var sku in skus.Items)
            {
                var availabilities = await provider.Get(
                    $"/v1/products/{id}/skus/{sku.GetProperty("id").GetString()}/availabilities?country=NL&targetSegment=commercial", cancel);
                if (availabilities.Items.FirstOrDefault(IsMonthlyForAYearInEuro) is { ValueKind: JsonValueKind.Object } found)
                {
                    report.Step($"Found {product.GetProperty("title").GetString()}", true, "");
                    return found.GetProperty("catalogItemId").GetString()!;
                }
            }
        }

        throw new WalkthroughException("No product is sold in the Netherlands for a year by the month. Import a price list first.");
    }

    private static bool IsMonthlyForAYearInEuro(JsonElement availability) =>
        DemoReply.At(availability, "defaultCurrency.code") is { ValueKind: JsonValueKind.String } currency
        && currency.GetString() == "EUR"
        && DemoReply.At(availability, "terms") is { ValueKind: JsonValueKind.Array } terms
        && terms.EnumerateArray().Any(term =>
            DemoReply.At(term, "duration").ToString() == "P1Y" && DemoReply.At(term, "billingCycle").ToString() == "monthly");

    private async Task Look(DemoClient provider, DemoClient reseller, DemoClient customer, string subscription, CancellationToken cancel)
    {
        report.Heading("Who sees what (MUL-05)");
        var path = $"/api/subscriptions/{subscription}";
        report.Step("The provider sees its price", HasPrice(await provider.Get(path, cancel)), "no price");
        var resellers = await reseller.Get(path, cancel);
        report.Step("The reseller sees the subscription without the provider's price",
            resellers.Status == 200 && !HasPrice(resellers), $"{resellers.Status} {resellers.Text}");
        var customers = await customer.Get(path, cancel);
        report.Step("The customer sees its subscription without a price",
            customers.Status == 200 && !HasPrice(customers), $"{customers.Status} {customers.Text}");
        foreach (var name in new[] { "provider2", "direct", "customer" })
        {
            using var other = await DemoClient.AsUser(server, actors[name], cancel);
            report.Status($"For {other.Actor.Organisation} it does not exist", await other.Get(path, cancel), 404);
        }

        using var stranger = await DemoClient.AsApplication(server, actors["provider2"], cancel);
        report.Status("Nor does the customer, on the wire",
            await stranger.Get($"/v1/customers/{customer.Actor.TenantId}", cancel), 404);
    }

    private static bool HasPrice(DemoReply reply) => reply["unitPrice"].ValueKind == JsonValueKind.Number;

    private static async Task<bool> Lists(DemoClient client, string path, string member, ActorCredentials wanted, CancellationToken cancel)
    {
        for (string? cursor = null; ;)
        {
            var page = await client.Get(cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", cancel);
            if (page.Items.Any(item => item.TryGetProperty(member, out var id) && id.GetGuid() == wanted.TenantId))
            {
                return true;
            }

            cursor = page["next"] is { ValueKind: JsonValueKind.String } next ? next.GetString() : null;
            if (cursor is null)
            {
                return false;
            }
        }
    }

    private static string TokenIn(DemoReply invitation)
    {
        var link = invitation["link"].GetString()!;
        return link[(link.LastIndexOf('/') + 1)..];
    }
}
