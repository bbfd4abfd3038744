using Kontor.Kernel;
using Kontor.Support;
using Kontor.Tests.PartnerCenter;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Support;

public sealed class ServiceRequestApiTests
{
    [Fact]
    [Trait("Rule", "SUP-03")]
    [Trait("Rule", "SUP-05")]
    [Trait("Rule", "SUP-06")]
    [Trait("Rule", "SUP-13")]
    public async Task On_api_each_side_does_its_part_and_a_repetition_doubles_neither_request_nor_note()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (chain, about) = await world.Sold();
        using var customer = await host.User(chain.Customer);
        using var partner = await host.User(chain.Provider, Role.HelpdeskAgent);
        using var engineer = await host.User(await world.Vendor(), Role.SupportEngineer);
        const string path = "/api/service-requests";
        var body = $$"""
            {"partnerId":"{{chain.Provider.Id}}","subscriptionId":"{{about}}","topic":"TechnicalFault","severity":"A","title":"Down","description":"Since nine"}
            """;
        (string, string) key = ("Idempotency-Key", $"{Guid.NewGuid()}"), noteKey = ("Idempotency-Key", $"{Guid.NewGuid()}");

        var opened = await customer.Post(path, body, key);
        var repeated = await customer.Post(path, body, key);
        var one = $"{path}/{opened["id"]}";
        var noted = await customer.Post($"{one}/notes", """{"text":"Still down"}""", noteKey);
        await customer.Post($"{one}/notes", """{"text":"Still down"}""", noteKey);
        var hidden = await engineer.Get(one);
        var taken = await partner.Put($"{one}/taking", """{"version":2}""");
        var stale = await partner.Put($"{one}/resolution", """{"text":"Solved","version":2}""");
        var unchecked_ = await partner.Put($"{one}/escalation", """{"reason":"RegionalFault","healthChecked":false}""");
        var byCustomer = await customer.Put($"{one}/escalation", """{"reason":"RegionalFault","healthChecked":true}""");
        var escalated = await partner.Put($"{one}/escalation", """{"reason":"RegionalFault","healthChecked":true,"text":"Please"}""");
        var queue = await engineer.Get($"{path}?state=Escalated");
        var back = await engineer.Put($"{one}/return", """{"text":"A trace, please"}""");
        var solved = await partner.Put($"{one}/resolution", """{"text":"Solved"}""");
        var closed = await customer.Put($"{one}/closing", "{}");
        var reopened = await customer.Put($"{one}/reopening", "{}");

        Assert.Equal((200, "New", opened.Text), (opened.Status, opened["state"], repeated.Text));
        Assert.Equal(("2", "Noted"), (noted["version"], noted["history.0.event"]));
        Assert.Equal((404, "SERVICE_REQUEST_NOT_FOUND"), (hidden.Status, hidden["reasons.0.code"]));
        Assert.Equal((200, "Open", "3"), (taken.Status, taken["state"], taken["version"]));
        Assert.Equal((409, "SERVICE_REQUEST_CHANGED_MEANWHILE"), (stale.Status, stale["reasons.0.code"]));
        Assert.Equal((422, "SERVICE_REQUEST_HEALTH_NOT_CHECKED"), (unchecked_.Status, unchecked_["reasons.0.code"]));
        Assert.Equal((403, "SERVICE_REQUEST_VENDOR_NOT_ASKED"), (byCustomer.Status, byCustomer["reasons.0.code"]));
        Assert.Equal((200, "Escalated", "RegionalFault"), (escalated.Status, escalated["state"], escalated["escalatedFor"]));
        Assert.Equal(opened["id"], queue["items.0.id"]);
        Assert.Equal("WaitingForPartner", back["state"]);
        Assert.Equal(("Resolved", "Closed", "Reopened"), (solved["state"], closed["state"], reopened["state"]));
        Assert.DoesNotContain("A trace", reopened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Please", reopened.Text, StringComparison.Ordinal);
        Assert.Equal("", reopened["escalatedFor"]);
        await using var db = world.Db();
        Assert.Equal(1, await db.ServiceRequests.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(403, (await partner.Post(path, body)).Status);
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    public async Task A_partner_opens_for_its_customer_and_the_list_goes_on_by_cursor()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var chain = await world.TradingChain();
        using var agent = await host.User(chain.Reseller, Role.AdminAgent);
        for (var number = 0; number < 3; number++)
        {
            var opened = await agent.Post(
                $"/api/customers/{chain.Customer.Id}/service-requests",
                $$"""
                {"topic":"Other","severity":"C","title":"Case {{number}}","description":"Text","language":"de",
                 "contactName":"Desk","contactEmail":"desk@{{chain.Reseller.Domain}}","contactPhone":"+49 1"}
                """);
            Assert.Equal((200, "Open", "Partner"), (opened.Status, opened["state"], opened["openedBy"]));
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await agent.Get($"/api/service-requests?size=2&customerId={chain.Customer.Id}");
        var second = await agent.Get($"/api/service-requests?size=2&customerId={chain.Customer.Id}&cursor={first["next"]}");

        Assert.Equal(
            ["Case 2", "Case 1", "Case 0"],
            first.Items.Concat(second.Items).Select(item => item.GetProperty("title").GetString()));
        Assert.Equal("", second["next"]);
    }
}
