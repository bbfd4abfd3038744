using Kontor.Customers;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.PartnerCenter;

/// <summary>Customers that clients of the protocol make and leave.</summary>
public sealed class MadeCustomerWireTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-60")]
    [Trait("Rule", "CUS-70")]
    [Trait("Rule", "REL-62")]
    public async Task A_provider_makes_a_customer_for_a_reseller_reads_it_and_leaves_it()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (provider, reseller, _) = await world.ConnectedTrio();
        using var client = await host.User(provider);

        var made = await client.Post("/v1/customers", Body("sommer.kontor.example", reseller));
        var again = await client.Post("/v1/customers", Body("sommer.kontor.example", reseller));
        var foreign = await client.Post("/v1/customers", Body("sommer.onmicrosoft.com", reseller));
        var bare = await client.Post("/v1/customers", """{"BillingProfile":{"Email":"a@b.example"}}""");
        var read = await client.Get($"/v1/customers/{made["id"]}");
        var asked = await client.Send(HttpMethod.Patch, $"/v1/customers/{made["id"]}", """{"relationshipToPartner":"advisor"}""");
        var left = await client.Send(
            HttpMethod.Patch, $"/v1/customers/{made["id"]}", """{"relationshipToPartner":"none","attributes":{"objectType":"Customer"}}""");
        var gone = await client.Get($"/v1/customers/{made["id"]}");

        Assert.Equal((201, "Customer"), (made.Status, made["attributes.objectType"]));
        Assert.Equal(
            ("sommer.kontor.example", "Bäckerei Sommer GmbH", "reseller", "true", "admin"),
            (made["companyProfile.domain"], made["billingProfile.companyName"], made["relationshipToPartner"],
                made["allowDelegatedAccess"]?.ToLowerInvariant(), made["userCredentials.userName"]));
        Assert.Matches("^[a-z2-9-]{23}$", made["userCredentials.password"]);
        Assert.Equal(
            (reseller.Id.ToString(), "DE", "+494315550100"),
            (made["associatedPartnerId"], made["billingProfile.defaultAddress.country"],
                made["billingProfile.defaultAddress.phoneNumber"]));
        Assert.Equal((409, 400, 400), (again.Status, foreign.Status, bare.Status));
        Assert.Equal((200, "Bäckerei Sommer GmbH", null), (read.Status, read["companyProfile.companyName"], read["userCredentials"]));
        Assert.Equal((400, 200, "none"), (asked.Status, left.Status, left["relationshipToPartner"]));
        Assert.Equal(404, gone.Status);
        await using var db = world.Db();
        Assert.Equal(
            [reseller.Id], await db.CustomerRelationships.Where(r => r.EndedAt == null).Select(r => r.PartnerId).ToListAsync(Cancel));
    }

    private static string Body(string domain, Participant reseller) =>
        $$"""
        {
          "Id": null,
          "CompanyProfile": { "TenantId": null, "Domain": "{{domain}}", "CompanyName": null, "Attributes": { "ObjectType": "CustomerCompanyProfile" } },
          "BillingProfile": {
            "FirstName": "Jette", "LastName": "Sommer", "Email": "jette@sommer.test", "Culture": "de-DE", "Language": "de",
            "CompanyName": "Bäckerei Sommer GmbH",
            "DefaultAddress": {
              "Country": "DE", "Region": null, "City": "Kiel", "State": "SH", "AddressLine1": "Hafenstraße 12", "AddressLine2": null,
              "PostalCode": "24103", "FirstName": "Jette", "MiddleName": null, "LastName": "Sommer", "PhoneNumber": "+494315550100"
            }
          },
          "RelationshipToPartner": "unknown",
          "AssociatedPartnerId": "{{reseller.Id}}",
          "Attributes": { "ObjectType": "Customer" }
        }
        """;
}
