using System.Net;
using System.Text.Json;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>The profile of an organization page by page, and the same for programs.</summary>
public sealed class ProfilePagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-48")]
    [Trait("Rule", "ACC-49")]
    [Trait("Rule", "ENR-35")]
    public async Task A_reseller_changes_its_name_and_address_and_an_operator_decides_by_the_forms_alone()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        var server = await world.WholeServer();
        using var admin = new Browser(server);
        using var operators = new Browser(server);
        await admin.SignIn(await world.User(reseller, "boss", Role.GlobalAdmin));
        await admin.Open("/home?culture=en");
        await operators.SignIn(await world.User(vendor, "operator", Role.ProgramOperator));
        await operators.Open("/home?culture=en");

        var overview = await admin.Open("/settings/organisation");
        Assert.Contains("Authorized", overview.Text, StringComparison.Ordinal);
        Assert.Contains("Am Wall 12", overview.Text, StringComparison.Ordinal);
        var wrong = await admin.Submit(
            await admin.Open("/settings/organisation/legal"), "legal",
            ("Form.PostalCode", "281"), ("Form.LegalName", "Weserufer <b>Cloud</b> GmbH"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "LEGAL_POSTAL_CODE_INVALID"), (wrong.Status, wrong.Reasons.Single()));
        Assert.Equal("Weserufer <b>Cloud</b> GmbH", wrong.Form("legal")["Form.LegalName"]);
        var sent = await admin.Submit(
            wrong, "legal", ("Form.PostalCode", "28199"), ("Form.LastName", "Byron"), ("_requestKey", $"{Guid.NewGuid()}"));
        Assert.Contains("done=legalPending", $"{sent.Location}", StringComparison.Ordinal);

        var list = await operators.Open("/ops/profile-changes?state=Pending");
        Assert.Contains("Employment, Business", list.Text, StringComparison.Ordinal);
        var path = $"/ops/profile-changes/{reseller.OrganisationId}";
        var unexplained = await operators.Submit(
            await operators.Open(path), "decide", ("Form.Employment", "true"), ("Form.Business", "false"));
        Assert.Equal(["REJECTION_REASON_INVALID"], unexplained.Reasons);
        var decided = await operators.Submit(unexplained, "decide", ("Form.Reason", "The register knows another name."));
        Assert.Contains("done=profileRejected", $"{decided.Location}", StringComparison.Ordinal);

        var rejected = await admin.Open("/settings/organisation");
        Assert.Contains("The register knows another name.", rejected.Text, StringComparison.Ordinal);
        Assert.Contains("Weserufer Systemhaus GmbH → Weserufer <b>Cloud</b> GmbH", rejected.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("operator@", rejected.Text, StringComparison.Ordinal);
        var home = await admin.Open("/home");
        Assert.Contains("was rejected", home.Text, StringComparison.Ordinal);
        var suspension = await operators.Open($"/ops/partners/{reseller.Id}/standing?act=Suspend");
        Assert.Contains("The register knows another name.", suspension.Text, StringComparison.Ordinal);

        await admin.Submit(
            await admin.Open("/settings/organisation/legal"), "legal", ("Form.LegalName", "Weserufer Systeme GmbH"));
        await operators.Submit(await operators.Open(path), "decide", ("Form.Business", "true"));
        Assert.DoesNotContain("rejected", (await admin.Open("/home")).Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(VerificationState.Authorised, (await db.ProfileVerifications.SingleAsync(Cancel)).State);
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task A_verified_provider_reads_whom_to_write_and_an_operator_changes_it()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var provider = await world.Established(await world.Provider());
        var server = await world.WholeServer();
        using var admin = new Browser(server);
        using var operators = new Browser(server);
        await admin.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await admin.Open("/home?culture=en");
        await operators.SignIn(await world.User(vendor, "operator", Role.ProgramOperator));
        await operators.Open("/home?culture=en");

        var overview = await admin.Open("/settings/organisation");
        var form = await admin.Open("/settings/organisation/legal");
        Assert.Contains($"contact@{vendor.Domain}", overview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/settings/organisation/legal\"", overview.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "LEGAL_PROFILE_LOCKED"), (form.Status, form.Reasons.Single()));
        Assert.DoesNotContain("Form.LegalName", form.Html, StringComparison.Ordinal);

        var path = $"/ops/partners/{provider.Id}/legal";
        var changed = await operators.Submit(
            await operators.Open(path), "legal", ("Form.LegalName", "Weserufer Distribution GmbH"),
            ("Form.Request", "Ada wrote on Monday."));
        Assert.Contains($"/ops/profile-changes/{provider.OrganisationId}", $"{changed.Location}", StringComparison.Ordinal);
        Assert.Contains("Ada wrote on Monday.", (await admin.Open("/settings/organisation")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-10")]
    public async Task A_proposed_address_is_used_by_a_button_or_the_own_one_kept()
    {
        await using var world = await World.Create();
        var reseller = await world.Established(await world.Reseller(market: "HU"));
        using var admin = new Browser(await world.WholeServer());
        await admin.SignIn(await world.User(reseller, "boss", Role.GlobalAdmin));
        await admin.Open("/home?culture=en");

        var proposed = await admin.Submit(
            await admin.Open("/settings/organisation/legal"), "legal",
            ("Form.Street", "Fő utca  1."), ("Form.City", "BUDAPEST"), ("Form.PostalCode", "1051"));
        Assert.Equal(["LEGAL_ADDRESS_PROPOSED"], proposed.Reasons);
        Assert.Contains("Fő utca 1., 1051 Budapest", proposed.Text, StringComparison.Ordinal);
        await admin.Submit(proposed, "legal", ("Form.Act", "proposal"));
        Assert.Equal(("Fő utca 1.", "Budapest"), await Address(world, reseller));

        var again = await admin.Submit(
            await admin.Open("/settings/organisation/legal"), "legal", ("Form.City", "BUDAPEST"));
        await admin.Submit(again, "legal", ("Form.IsAddressKept", "true"));
        Assert.Equal(("Fő utca 1.", "BUDAPEST"), await Address(world, reseller));
    }

    [Fact]
    [Trait("Rule", "ACC-48")]
    [Trait("Rule", "ACC-44")]
    public async Task Company_support_and_locations_are_written_by_an_account_admin_and_identifiers_read()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        using var admin = new Browser(await world.WholeServer());
        await admin.SignIn(await world.User(reseller, "keeper", Role.AccountAdmin));
        await admin.Open("/home?culture=en");

        await admin.Submit(
            await admin.Open("/settings/organisation/company"), "company",
            ("Form.Description", "We run clouds."), ("Form.Duns", "12-345-6789"));
        await admin.Submit(
            await admin.Open("/settings/organisation/support"), "support", ("Form.SupportName", "Night desk"),
            ("Form.SupportEmail", $"help@{reseller.Domain}"), ("Form.SupportPhone", "+49 421 5550199"));
        await admin.Submit(
            await admin.Open("/settings/locations/new"), "location", ("Form.CompanyName", "Weserufer Amsterdam B.V."),
            ("Form.Market", "NL"), ("Form.Street", "Keizersgracht 1"), ("Form.PostalCode", "1015 CJ"),
            ("Form.City", "Amsterdam"), ("Form.FirstName", "Ada"), ("Form.LastName", "Contact"),
            ("Form.Email", $"ada@{reseller.Domain}"), ("Form.Phone", "+31 20 5550100"));
        var locations = await admin.Open("/settings/locations");
        var identifiers = await admin.Open("/settings/identifiers");
        var overview = await admin.Open("/settings/organisation");

        Assert.Contains("We run clouds.", overview.Text, StringComparison.Ordinal);
        Assert.Contains("Night desk", overview.Text, StringComparison.Ordinal);
        Assert.Contains("Weserufer Amsterdam B.V.", locations.Text, StringComparison.Ordinal);
        Assert.Contains("ask the vendor", locations.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("data-copy=\"123456789\"", identifiers.Html, StringComparison.Ordinal);
        Assert.Contains(reseller.NetworkId!, identifiers.Text, StringComparison.Ordinal);
        Assert.Contains(reseller.Id.ToString(), identifiers.Text, StringComparison.Ordinal);
        Assert.Contains("Only a global admin changes", overview.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-44")]
    public async Task An_operator_deletes_a_location_after_reading_what_that_means()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        using var operators = new Browser(await world.WholeServer());
        await operators.SignIn(await world.User(vendor, "operator", Role.ProgramOperator));
        await operators.Open("/home?culture=en");

        var list = await operators.Open($"/ops/partners/{reseller.Id}/locations");
        var path = $"/ops/partners/{reseller.Id}/locations/delete?number={reseller.NetworkId}";
        Assert.Contains(path, WebUtility.HtmlDecode(list.Html), StringComparison.Ordinal);
        var page = await operators.Open(path);
        Assert.Contains("cannot be undone", page.Text, StringComparison.Ordinal);
        var refused = await operators.Submit(page, "delete", ("Form.Reason", "Ada closed it."));
        Assert.Equal(["LOCATION_IN_USE"], refused.Reasons);
        await operators.Submit(refused, "delete", ("Form.Reason", "Ada closed it."), ("Form.IsConfirmed", "true"));

        await using var db = world.Db();
        Assert.False(await db.NetworkIds.AnyAsync(n => n.Id == reseller.NetworkId, Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-48")]
    [Trait("Rule", "ACC-49")]
    public async Task A_program_reads_and_changes_the_profile_and_an_operators_program_decides()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        var server = await world.WholeServer();
        var own = await server.Token(await world.Application(reseller, Role.GlobalAdmin));
        var operators = await server.Token(await world.Application(vendor, Role.ProgramOperator));

        var before = await Ask("GET", "/api/organization/profile", own);
        Assert.Equal("Authorised", before.GetProperty("verification").GetString());
        var legal = new
        {
            legalName = "Weserufer Cloud GmbH",
            street = "Am Wall 12",
            postalCode = "28195",
            city = "Bremen",
            registrationNumber = "HRB 12345",
            contactFirstName = "Ada",
            contactLastName = "Contact",
            contactEmail = $"ada@{reseller.Domain}",
            contactPhone = "+49 421 5550100",
        };
        var changed = await Ask("PUT", "/api/organization/profile/legal", own, legal);
        Assert.Equal("Pending", changed.GetProperty("verification").GetString());
        var listed = await Ask("GET", "/api/profile-changes?state=Pending", operators);
        var id = listed.GetProperty("items")[0].GetProperty("organizationId").GetGuid();
        var decided = await Ask(
            "PUT", $"/api/profile-changes/{id}/decision", operators,
            new { version = changed.GetProperty("version").GetInt32(), business = true });
        var support = await Ask(
            "PUT", "/api/organization/profile/support", own,
            new { name = "Night desk", email = $"help@{reseller.Domain}", phone = "+49 421 5550199" });
        var identifiers = await Ask("GET", "/api/organization/identifiers", own);

        Assert.Equal("Authorised", decided.GetProperty("verification").GetString());
        Assert.Equal("Night desk", support.GetProperty("support").GetProperty("name").GetString());
        Assert.Equal(reseller.NetworkId, identifiers.GetProperty("associatedNetworkId").GetString());
        Assert.Equal(reseller.NetworkId, (await Ask("GET", "/api/organization/locations", own))[0]
            .GetProperty("networkId").GetString());

        async Task<JsonElement> Ask(string method, string path, string token, object? body = null)
        {
            using var answer = await server.Send(new HttpMethod(method), path, token, body);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            return await answer.Json();
        }
    }

    private static async Task<(string Street, string City)> Address(World world, Participant partner)
    {
        await using var db = world.Db();
        var organisation = await db.Organisations
            .SingleAsync(o => o.Id == partner.OrganisationId, Cancel);
        return (organisation.Street, organisation.City);
    }
}
