using Kontor.Kernel;
using Kontor.Tests.PartnerCenter;

namespace Kontor.Tests.Elsewhere;

public sealed class ElsewhereApiTests
{
    [Fact]
    [Trait("Rule", "MUL-20")]
    [Trait("Rule", "MUL-21")]
    public async Task A_program_of_the_operators_enters_corrects_and_ends_and_a_repetition_enters_nothing()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        await world.Seat();
        var customer = await world.Customer();
        var vendor = await world.Vendor();
        using var keeper = await host.User(vendor, Role.ProgramOperator);
        using var auditor = await host.User(vendor, Role.Auditor);
        var body = $$"""
            {"customerId":"{{customer.Id}}","channel":"EnterpriseAgreement","productId":"OFFICE","skuId":"0001","quantity":5,
            "contract":" EA-9 ","startsOn":"2026-01-01"}
            """;

        var entered = await keeper.Post("/api/outside-subscriptions", body, ("Idempotency-Key", "one"));
        var repeated = await keeper.Post("/api/outside-subscriptions", body, ("Idempotency-Key", "one"));
        var again = await keeper.Post("/api/outside-subscriptions", body);
        var empty = await keeper.Post("/api/outside-subscriptions", "{}");
        var path = $"/api/outside-subscriptions/{entered["id"]}";
        var corrected = await keeper.Put(path, """{"quantity":6,"contract":"EA-9","endsOn":"2027-01-01","version":1}""");
        var stale = await keeper.Put(path, """{"quantity":7,"version":1}""");
        var none = await keeper.Put($"/api/outside-subscriptions/{Guid.NewGuid()}", """{"quantity":7}""");
        var listed = await auditor.Get($"/api/outside-subscriptions?customerId={customer.Id}&channel=EnterpriseAgreement&contract=EA-9");
        var forbidden = await auditor.Post($"{path}/end", "{}");
        var ended = await keeper.Post($"{path}/end", """{"version":2}""");

        Assert.Equal((200, entered.Text), (repeated.Status, repeated.Text));
        Assert.Equal(("EA-9", "Running", "Office suite"), (entered["contract"], entered["state"], entered["name"]));
        Assert.Equal(409, again.Status);
        Assert.Contains("OUTSIDE_ENTERED_ALREADY", again.Text, StringComparison.Ordinal);
        Assert.Equal(422, empty.Status);
        Assert.Contains("OUTSIDE_NO_SUCH_CUSTOMER", empty.Text, StringComparison.Ordinal);
        Assert.Equal(("6", "2027-01-01", "2"), (corrected["quantity"], corrected["endsOn"], corrected["version"]));
        Assert.Equal((409, 404, 403), (stale.Status, none.Status, forbidden.Status));
        Assert.Equal("6", Assert.Single(listed.Items).GetProperty("quantity").ToString());
        Assert.Equal("Ended", ended["state"]);
    }

    [Fact]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "MUL-26")]
    public async Task Programs_of_customer_and_partner_read_it_the_customer_names_supporters_and_nobody_changes_it()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        await world.Seat();
        var chain = await world.TradingChain();
        var held = (await world.Enters(chain.Customer, World.Enterprise())).ValueOrNull!;
        using var customer = await host.User(chain.Customer);
        using var partner = await host.User(chain.Provider, Role.AdminAgent);
        using var stranger = await host.User(await world.DirectPartner());

        var own = await customer.Get("/api/elsewhere?state=Running");
        var there = await partner.Get($"/api/customers/{chain.Customer.Id}/elsewhere");
        var added = await customer.Post($"/api/elsewhere/{held.Id}/supporters", $$"""{"partnerId":"{{chain.Provider.Id}}"}""");
        var seen = await partner.Get($"/api/elsewhere/{held.Id}/supporters");
        var byPartner = await partner.Post($"/api/elsewhere/{held.Id}/supporters", $$"""{"partnerId":"{{chain.Provider.Id}}"}""");
        var changed = await partner.Send(HttpMethod.Patch, $"/api/subscriptions/{held.Id}", """{"quantity":9}""");
        var previewed = await partner.Post($"/api/subscriptions/{held.Id}/change-preview", """{"quantity":9}""");
        var contact = await partner.Put($"/api/subscriptions/{held.Id}/support/contact", $$"""{"partnerId":"{{chain.Reseller.Id}}"}""");
        var foreign = await stranger.Send(HttpMethod.Patch, $"/api/subscriptions/{held.Id}", """{"quantity":9}""");
        var removed = await customer.Send(HttpMethod.Delete, $"/api/elsewhere/{held.Id}/supporters/{chain.Provider.Id}", null);

        Assert.Equal("EA-1", Assert.Single(own.Items).GetProperty("contract").GetString());
        Assert.Contains("\"channel\":\"EnterpriseAgreement\"", there.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("EA-1", there.Text, StringComparison.Ordinal);
        Assert.Contains(chain.Provider.Name, added.Text, StringComparison.Ordinal);
        Assert.Contains(chain.Provider.Name, seen.Text, StringComparison.Ordinal);
        Assert.Equal(403, byPartner.Status);
        Assert.All([changed, previewed, contact], reply =>
        {
            Assert.Equal(403, reply.Status);
            Assert.Contains("urn:kontor:problem:BOUGHT_ELSEWHERE", reply.Text, StringComparison.Ordinal);
        });
        Assert.Equal(404, foreign.Status);
        Assert.Equal("[]", removed.Text);
        Assert.Equal((404, 404), (
            (await stranger.Get($"/api/elsewhere/{held.Id}")).Status,
            (await stranger.Get($"/api/customers/{chain.Customer.Id}/elsewhere")).Status));
    }
}
