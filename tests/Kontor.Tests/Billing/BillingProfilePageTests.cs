using System.Net;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Billing;

/// <summary>The billing profile page by page, and the same for programs.</summary>
public sealed class BillingProfilePageTests
{
    [Fact]
    [Trait("Rule", "ACC-48")]
    [Trait("Rule", "BIL-81")]
    public async Task A_provider_gives_its_vat_id_and_an_address_for_bills_by_the_forms_alone()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        using var admin = new Browser(await world.WholeServer());
        await admin.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await admin.Open("/home?culture=en");

        var lacking = await admin.Open("/settings/billing");
        var wrong = await admin.Submit(
            await admin.Open("/settings/billing/details"), "details", ("Form.VatId", "DE12"), ("Form.PurchaseOrderNumber", "A <b>1</b>"));
        var saved = await admin.Submit(
            wrong, "details", ("Form.VatId", "DE123456789"), ("_requestKey", $"{Guid.NewGuid()}"));
        await admin.Submit(
            await admin.Open("/settings/billing/address"), "address", ("Form.IsLegal", "false"), ("Form.Name", "Kasse Nord"),
            ("Form.Street", "Am Wall 12"), ("Form.PostalCode", "28195"), ("Form.City", "Bremen"));
        var profile = await admin.Open("/settings/billing");

        Assert.Contains("Without a VAT ID you cannot order", lacking.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "VAT_ID_INVALID"), (wrong.Status, wrong.Reasons.Single()));
        Assert.Equal("A <b>1</b>", wrong.Form("details")["Form.PurchaseOrderNumber"]);
        Assert.Contains("done=profileSaved", $"{saved.Location}", StringComparison.Ordinal);
        Assert.Contains("DE123456789", profile.Text, StringComparison.Ordinal);
        Assert.Contains("Kasse Nord", profile.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Without a VAT ID", profile.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    [Trait("Rule", "BIL-01")]
    public async Task A_billing_admin_changes_no_address_and_a_reseller_reads_that_its_provider_bills_it()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller();
        var server = await world.WholeServer();
        using var admin = new Browser(server);
        using var helpdesk = new Browser(server);
        await admin.SignIn(await world.User(reseller, "bills", Role.BillingAdmin));
        await helpdesk.SignIn(await world.User(reseller, "desk", Role.HelpdeskAgent));
        await admin.Open("/home?culture=en");

        var profile = await admin.Open("/settings/billing");

        Assert.Contains("your provider bills you", profile.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings/billing/address", profile.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot order", profile.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Open("/settings/billing/address")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await helpdesk.Open("/settings/billing")).Status);
    }
}
