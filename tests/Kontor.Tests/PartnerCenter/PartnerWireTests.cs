using System.Net;
using Kontor.Customers;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.PartnerCenter;

/// <summary>Profiles, relationships, agreements and invoices over HTTP.</summary>
public sealed class PartnerWireTests(Market market) : IClassFixture<Market>
{
    private readonly World _world = market.World;

    [Fact]
    public async Task Connecting_clients_find_country_and_culture()
    {
        var provider = await _world.Provider();
        using var client = await market.Host.User(provider, Role.HelpdeskAgent);

        var reply = await client.Get("/v1/profiles/organization");

        Assert.Equal(200, reply.Status);
        Assert.Equal(("DE", "en-DE", "en", provider.Domain, provider.Name), (
            reply["defaultAddress.country"], reply["culture"], reply["language"], reply["domain"], reply["companyName"]));
        Assert.Equal((provider.Id.ToString(), "OrganizationProfile", "/profiles/organization"), (
            reply["tenantId"], reply["profileType"], reply["links.self.uri"]));
        Assert.NotNull(reply["attributes.etag"]);
    }

    [Fact]
    public async Task A_network_id_leads_to_its_partner()
    {
        var (provider, reseller) = (await _world.Provider(), await _world.Reseller());
        using var client = await market.Host.User(provider);

        Assert.Equal(provider.NetworkId, (await client.Get("/v1/profiles/mpn"))["mpnId"]);
        Assert.Equal(reseller.Name, (await client.Get($"/v1/profiles/mpn?MPNID={reseller.NetworkId}"))["partnerName"]);
        Assert.Equal((404, 3000), (await client.Get("/v1/profiles/mpn?mpnId=1")).Fault);
        Assert.Equal((404, 3000), (await client.Get("/v1/profiles/mpn?mpnId=%27or1")).Fault);
    }

    [Fact]
    [Trait("Rule", "BIL-81")]
    public async Task A_billing_profile_is_read_and_sent_back_changed()
    {
        var provider = await _world.Provider();
        using var client = await market.Host.User(provider);

        var before = await client.Get("/v1/profiles/billing");
        var written = await client.Put(
            "/v1/profiles/billing",
            """
            {"CompanyName":"Weserufer Kasse","Address":{"Country":"DE","AddressLine1":"Am Wall 12","City":"Bremen","PostalCode":"28195"},
            "PrimaryContact":{"FirstName":"Ada","LastName":"Byron","Email":"bills@weserufer.example"},
            "TaxId":"DE 123 456 789","Attributes":{"Etag":"0"}}
            """);
        var stale = await client.Put("/v1/profiles/billing", """{"taxId":"DE999999999","attributes":{"etag":"0"}}""");
        var again = await client.Put("/v1/profiles/billing", """{"purchaseOrderNumber":"4711"}""");

        Assert.Equal((200, provider.Name, "DE", "EUR", null), (
            before.Status, before["companyName"], before["address.country"], before["billingCurrency"], before["taxId"]));
        Assert.Equal((200, "Weserufer Kasse", "Am Wall 12", "Byron", "DE123456789"), (
            written.Status, written["companyName"], written["address.addressLine1"], written["primaryContact.lastName"],
            written["taxId"]));
        Assert.Equal((400, 2055), stale.Fault);
        Assert.Equal((200, "4711", "DE123456789", "Weserufer Kasse"), (
            again.Status, again["purchaseOrderNumber"], again["taxId"], again["companyName"]));
        Assert.Equal((400, 800042), (await client.Put("/v1/profiles/billing", """{"billingCurrency":"USD"}""")).Fault);
        Assert.Equal((400, 800042), (await client.Put("/v1/profiles/billing", """{"address":{"country":"FR"}}""")).Fault);
        Assert.Equal((400, 800002), (await client.Put("/v1/profiles/billing", "[]")).Fault);
        Assert.Equal(400, (await client.Put("/v1/profiles/billing", """{"taxId":"DE12"}""")).Status);
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public async Task The_address_on_bills_stays_for_who_is_no_global_admin()
    {
        var provider = await _world.Provider();
        using var client = await market.Host.User(provider, Role.BillingAdmin);

        var echo = await client.Put("/v1/profiles/billing", """{"taxId":"DE123456789"}""");
        var moved = await client.Put("/v1/profiles/billing", """{"companyName":"Somebody else"}""");

        Assert.Equal(200, echo.Status);
        Assert.Equal((403, 900150), moved.Fault);
    }

    [Theory]
    [InlineData("/v1/profiles/billing")]
    [InlineData("/v1/profiles/organization")]
    [InlineData("/v1/profiles/mpn")]
    [InlineData("/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf")]
    [InlineData("/v1/customers/6b1f5a0e-1c52-4f7e-9d0b-2a40c1d2e301/relationships")]
    [InlineData("/v1/customers/6b1f5a0e-1c52-4f7e-9d0b-2a40c1d2e301/agreements")]
    [InlineData("/v1/agreements")]
    [InlineData("/v1/customers/relationshiprequests")]
    [InlineData("/v1/compliance/csp/agreementstatus?mpnId=1")]
    public async Task An_application_on_its_own_is_refused_where_the_protocol_wants_a_person(string path)
    {
        using var client = await market.Host.Application(await _world.Provider());

        Assert.Equal((403, 2032), (await client.Get(path)).Fault);
    }

    [Fact]
    [Trait("Rule", "REL-17")]
    [Trait("Rule", "REL-24")]
    public async Task A_provider_lists_its_resellers_and_a_reseller_its_providers()
    {
        var (provider, reseller, another) = (await _world.Provider(), await _world.Reseller(), await _world.Reseller());
        await _world.Partnership(provider, reseller);
        await _world.Partnership(provider, another);
        using var client = await market.Host.User(provider);
        using var theirs = await market.Host.User(reseller);

        var resellers = await client.Get("/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf");
        var named = await client.Get(
            "/v1/relationships?relationship_type=isindirectcloudsolutionproviderof&filter="
            + WebUtility.UrlEncode($$"""{"Field":"Name","Value":"{{reseller.Name[2..].ToUpperInvariant()}}","Operator":"substring"}"""));
        var providers = await theirs.Get("/v1/relationships?relationship_type=IsIndirectResellerOf");

        Assert.Equal(2, resellers.Items.Length);
        Assert.Equal([reseller.Id.ToString()], named.Items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(
            ["attributes.objectType:string", "id:string", "location:string", "mpnId:string", "name:string",
                "relationshipType:string", "state:string"],
            WireReply.Shape(named.Items[0]));
        Assert.Equal((provider.Id.ToString(), "is_indirect_reseller_of", "Active", provider.NetworkId, "DE"), (
            providers["items.0.id"], providers["items.0.relationshipType"], providers["items.0.state"],
            providers["items.0.mpnId"], providers["items.0.location"]));
        Assert.Empty((await client.Get("/v1/relationships?relationship_type=IsIndirectResellerOf")).Items);
    }

    [Fact]
    [Trait("Rule", "CUS-20")]
    public async Task However_often_its_link_is_asked_for_a_partner_has_one_open_invitation()
    {
        var partner = await _world.DirectPartner();
        using var client = await market.Host.User(partner);

        var first = await client.Get("/v1/customers/relationshiprequests");
        var second = await client.Get("/v1/customers/RelationshipRequests/");

        Assert.Equal(200, first.Status);
        Assert.StartsWith(World.PublicUrl, first["url"], StringComparison.Ordinal);
        Assert.Equal("RelationshipRequest", first["attributes.objectType"]);
        Assert.Equal(200, second.Status);
        await using var db = _world.Db();
        Assert.Equal(1, await db.CustomerInvitations.CountAsync(invitation => invitation.PartnerId == partner.Id));
    }

    [Theory]
    [InlineData("", 2000)]
    [InlineData("?relationship_type=IsFriendOf", 900126)]
    [InlineData("?relationship_type=IsIndirectResellerOf&filter=%7B%22Field%22%3A%22Name%22%2C%22Value%22%3A%22a%22%2C%22Operator%22%3A%22equals%22%7D", 3000)]
    [InlineData("?relationship_type=IsIndirectResellerOf&filter=x", 3000)]
    public async Task A_list_of_partners_that_is_asked_for_wrongly_is_refused(string query, int code)
    {
        using var client = await market.Host.User(await _world.Provider());

        Assert.Equal((400, code), (await client.Get($"/v1/relationships{query}")).Fault);
    }

    [Fact]
    [Trait("Rule", "CUS-14")]
    public async Task A_customers_relationships_are_the_partners_it_is_shared_with()
    {
        var chain = await _world.TradingChain();
        await _world.Relationship(await _world.Provider(), chain.Customer, RelationshipKind.IndirectProvider);
        using var provider = await market.Host.User(chain.Provider);
        using var reseller = await market.Host.User(chain.Reseller);

        var mine = await provider.Get($"/v1/customers/{chain.Customer.Id}/relationships");
        var theirs = await reseller.Get($"/v1/customers/{chain.Customer.Id}/relationships");

        Assert.Equal([chain.Reseller.NetworkId], mine.Items.Select(item => item.GetProperty("mpnId").GetString()));
        Assert.Equal("is_indirect_cloud_solution_provider_of", mine["items.0.relationshipType"]);
        Assert.Equal([chain.Provider.Id.ToString()], theirs.Items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal((404, 60003), (await provider.Get($"/v1/customers/{Guid.NewGuid()}/relationships")).Fault);
    }

    [Fact]
    [Trait("Rule", "AGR-12")]
    public async Task Whether_a_reseller_signed_is_told_by_exactly_one_of_its_ids()
    {
        var (signed, unsigned) = (await _world.Reseller(), await _world.Reseller(hasSigned: false));
        var provider = await _world.Provider();
        using var client = await market.Host.User(provider);
        const string path = "/v1/compliance/csp/agreementstatus";

        Assert.Equal("True", (await client.Get($"{path}?mpnId={signed.NetworkId}"))["isAgreementSigned"]);
        Assert.Equal("False", (await client.Get($"{path}?tenantId={unsigned.Id}"))["isAgreementSigned"]);
        Assert.Equal((400, 2200), (await client.Get($"{path}?mpnId=999")).Fault);
        Assert.Equal((400, 2204), (await client.Get($"{path}?mpnId={provider.NetworkId}")).Fault);
        Assert.Equal((400, 2205), (await client.Get($"{path}?tenantId={Guid.NewGuid()}")).Fault);
        Assert.Equal((400, 2000), (await client.Get(path)).Fault);
        Assert.Equal((400, 2000), (await client.Get($"{path}?mpnId=1&tenantId={signed.Id}")).Fault);
    }

    [Fact]
    [Trait("Rule", "AGR-22")]
    [Trait("Rule", "AGR-27")]
    public async Task A_partner_confirms_that_its_customer_accepted()
    {
        var provider = await _world.Provider();
        var customer = await _world.Customer();
        await _world.Relationship(provider, customer, RelationshipKind.IndirectProvider);
        using var client = await market.Host.User(provider);
        var path = $"/v1/customers/{customer.Id}/agreements";
        var texts = await client.Get("/v1/agreements?agreementType=MicrosoftCustomerAgreement");
        Assert.Equal((1, "MicrosoftCustomerAgreement"), (texts.Items.Length, texts["items.0.agreementType"]));
        Assert.Empty((await client.Get(path)).Items);

        var confirmed = await client.Post(path, $$"""
            {"UserId":null,"PrimaryContact":{"FirstName":"Jette","LastName":"Sommer","Email":"jette@sommer.example",
             "PhoneNumber":"+494315550100"},"TemplateId":"{{texts["items.0.templateId"]}}",
             "DateAgreed":"2026-02-14T00:00:00","Type":"MicrosoftCustomerAgreement","AgreementLink":null}
            """);

        Assert.Equal((201, "2026-02-14T00:00:00Z", "Jette", texts["items.0.templateId"], "MicrosoftCustomerAgreement"), (
            confirmed.Status, confirmed["dateAgreed"], confirmed["primaryContact.firstName"], confirmed["templateId"],
            confirmed["type"]));
        Assert.NotNull(confirmed["userId"]);
        Assert.Single((await client.Get(path)).Items);
        Assert.Single((await client.Get($"{path}?agreementType=*")).Items);
        Assert.Empty((await client.Get($"{path}?agreementType=MicrosoftCloudAgreement")).Items);
        Assert.Equal("False", (await client.Get($"/v1/customers/{customer.Id}/directSignedMicrosoftCustomerAgreementStatus"))["isSigned"]);
    }

    [Theory]
    [InlineData("""{"type":"MicrosoftCustomerAgreement"}""", 800002)]
    [InlineData("""{"templateId":"998b88de-aa99-4388-a42c-1b3517d49490","type":"MicrosoftCustomerAgreement","dateAgreed":"0001-01-01T00:00:00","primaryContact":{"firstName":"A","lastName":"B","email":"a@b.example"}}""", 800002)]
    [InlineData("""{"templateId":"998b88de-aa99-4388-a42c-1b3517d49490","type":"Handshake","dateAgreed":"2026-02-14","primaryContact":{"firstName":"A","lastName":"B","email":"a@b.example"}}""", 900126)]
    [InlineData("""{"templateId":"x","type":"MicrosoftCustomerAgreement","dateAgreed":"2026-02-14","primaryContact":{"firstName":"A","lastName":"B","email":"a@b.example"}}""", 800002)]
    [InlineData("""{"templateId":"00000000-0000-0000-0000-000000000001","type":"MicrosoftCustomerAgreement","dateAgreed":"2026-02-14","primaryContact":{"firstName":"A","lastName":"B","email":"a@b.example"}}""", 800002)]
    [InlineData("""{"templateId":"998b88de-aa99-4388-a42c-1b3517d49490","type":"MicrosoftCustomerAgreement","dateAgreed":"2999-01-01","primaryContact":{"firstName":"A","lastName":"B","email":"a@b.example"}}""", 800002)]
    [InlineData("""{"templateId":"998b88de-aa99-4388-a42c-1b3517d49490","type":"MicrosoftCustomerAgreement","dateAgreed":"2026-02-14","primaryContact":{"firstName":"A","lastName":"B","email":"nobody"}}""", 800002)]
    public async Task A_confirmation_that_cannot_be_used_is_refused(string body, int code)
    {
        var chain = await _world.TradingChain();
        using var client = await market.Host.User(chain.Provider);
        var path = $"/v1/customers/{chain.Customer.Id}/agreements";

        Assert.Equal((400, code), (await client.Post(path, body)).Fault);
        Assert.Single((await client.Get(path)).Items);
    }

    [Fact]
    public async Task There_are_no_invoices_yet_and_the_answer_says_so()
    {
        using var client = await market.Host.Application(await _world.Provider(), Role.BillingAdmin);

        var reply = await client.Get("/v1/invoices?size=200&offset=0");

        Assert.Equal((200, "0", "/invoices?size=200&offset=0", "Collection"), (
            reply.Status, reply["totalCount"], reply["links.self.uri"], reply["attributes.objectType"]));
        Assert.Empty(reply.Items);
    }
}
