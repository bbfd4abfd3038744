using Kontor.Customers;
using Kontor.Kernel;

namespace Kontor.Tests.PartnerCenter;

/// <summary>Who supports a subscription, on the wire and on <c>/api</c>.</summary>
public sealed class SupportContactWireTests(Market market) : IClassFixture<Market>
{
    [Fact]
    [Trait("Rule", "SUP-04")]
    [Trait("Rule", "REL-23")]
    public async Task The_seller_reads_and_changes_the_support_contact_as_the_SDK_does()
    {
        var (chain, client) = await market.Chain();
        var id = await market.World.Buys(chain);
        var path = $"/v1/customers/{chain.Customer.Id}/subscriptions/{id}/supportcontact";

        var before = await client.Get(path);
        var sent =
            $$$"""{"SupportTenantId":"{{{chain.Reseller.Id}}}","SupportMpnId":"{{{chain.Reseller.NetworkId}}}","Name":"x","Links":null,"Attributes":{"ObjectType":"SupportContact"}}""";
        var changed = await client.Put(path, sent);
        using var reseller = await market.Host.User(chain.Reseller);

        Assert.Equal(200, before.Status);
        Assert.Equal(
            (chain.Provider.Id.ToString(), chain.Provider.NetworkId, chain.Provider.Name, "SupportContact"),
            (before["supportTenantId"], before["supportMpnId"], before["name"], before["attributes.objectType"]));
        Assert.Equal($"/customers/{chain.Customer.Id}/subscriptions/{id}/supportcontact", before["links.self.uri"]);
        Assert.Equal(
            (200, chain.Reseller.Id.ToString(), chain.Reseller.NetworkId, chain.Reseller.Name),
            (changed.Status, changed["supportTenantId"], changed["supportMpnId"], changed["name"]));
        Assert.Equal(changed["supportTenantId"], (await reseller.Get(path))["supportTenantId"]);
        Assert.Equal((403, 2032), (await reseller.Put(path, sent)).Fault);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    public async Task What_is_sent_wrong_or_is_none_of_the_callers_business_is_refused_with_the_protocols_codes()
    {
        var (chain, client) = await market.Chain();
        var id = await market.World.Buys(chain);
        var subscriptions = $"/v1/customers/{chain.Customer.Id}/subscriptions";
        var path = $"{subscriptions}/{id}/supportcontact";
        var other = await market.World.DirectPartner();
        await market.World.Relationship(other, chain.Customer, RelationshipKind.Reseller);
        using var beside = await market.Host.User(other);
        using var stranger = await market.Host.User(await market.World.DirectPartner());
        using var application = await market.Host.Application(chain.Provider, Role.AdminAgent);

        Assert.Equal((400, 800002), (await client.Put(path, "{}")).Fault);
        Assert.Equal((400, 800002), (await client.Put(path, """{"supportTenantId":"x"}""")).Fault);
        Assert.Equal(
            (400, 800002), (await client.Put(path, $$"""{"supportTenantId":"{{chain.Reseller.Id}}","supportMpnId":"1"}""")).Fault);
        Assert.Equal((400, 800002), (await client.Put(path, $$"""{"supportTenantId":"{{other.Id}}"}""")).Fault);
        Assert.Equal((404, 20003), (await client.Get($"{subscriptions}/nonsense/supportcontact")).Fault);
        Assert.Equal((403, 2032), (await beside.Get(path)).Fault);
        Assert.Equal((404, 60003), (await stranger.Get(path)).Fault);
        Assert.Equal((403, 2032), (await application.Get(path)).Fault);
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    [Trait("Rule", "MUL-26")]
    public async Task On_api_each_side_chooses_its_part_and_a_repeated_request_does_it_once()
    {
        var (chain, client) = await market.Chain();
        var id = await market.World.Buys(chain);
        var path = $"/api/subscriptions/{id}/support";
        var other = await market.World.DirectPartner();
        await market.World.Relationship(other, chain.Customer, RelationshipKind.Reseller);
        using var customer = await market.Host.User(chain.Customer);
        using var supporter = await market.Host.User(other);

        var before = await client.Get(path);
        var wish = $$"""{"partnerId":"{{chain.Reseller.Id}}","version":0}""";
        (string, string) key = ("Idempotency-Key", $"{Guid.NewGuid()}");
        var chosen = await client.Send(HttpMethod.Put, $"{path}/contact", wish, key);
        var repeated = await client.Send(HttpMethod.Put, $"{path}/contact", wish, key);
        var stale = await client.Put($"{path}/contact", wish);
        var added = await customer.Post($"{path}/supporters", $$"""{"partnerId":"{{other.Id}}"}""");
        var seen = await supporter.Get(path);
        var removed = await customer.Send(HttpMethod.Delete, $"{path}/supporters/{other.Id}", null);

        Assert.Equal((chain.Provider.Id.ToString(), "0"), (before["contact.partnerId"], before["version"]));
        Assert.Equal(2, before.Json.GetProperty("choices").GetArrayLength());
        Assert.Equal((200, chain.Reseller.Id.ToString(), "1"), (chosen.Status, chosen["contact.partnerId"], chosen["version"]));
        Assert.Equal(chosen.Text, repeated.Text);
        Assert.Equal((409, "SUPPORT_CHANGED_MEANWHILE"), (stale.Status, stale["reasons.0.code"]));
        Assert.Equal((200, other.Id.ToString()), (added.Status, added["supporters.0.partnerId"]));
        Assert.Equal((null, other.Id.ToString()), (seen["contact.partnerId"], seen["supporters.0.partnerId"]));
        Assert.Equal(0, removed.Json.GetProperty("supporters").GetArrayLength());
        Assert.Equal(403, (await customer.Put($"{path}/contact", wish)).Status);
        Assert.Equal(403, (await client.Post($"{path}/supporters", $$"""{"partnerId":"{{other.Id}}"}""")).Status);
    }
}
