using System.Net;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Site;

/// <summary>Pages on which agreements are signed, accepted, attested and published.</summary>
public sealed class AgreementSigningPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "AGR-08")]
    [Trait("Rule", "AGR-09")]
    public async Task A_global_admin_reads_signs_and_finds_the_evidence_and_other_roles_see_no_button()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller(hasSigned: false);
        using var admin = await SignedIn(world, reseller);
        using var agent = await SignedIn(world, reseller, Role.AdminAgent);

        var page = await admin.Open("/settings/agreements");
        Assert.Contains("Accept and continue", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept and continue", (await agent.Open("/settings/agreements")).Text, StringComparison.Ordinal);

        var unticked = await admin.Submit(page, "sign");
        Assert.Contains("The box is not ticked.", unticked.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unticked.Status);

        var done = await Follow(admin, admin.Submit(unticked, "sign", ("Form.Confirmed", "true")));
        Assert.Contains("Your organization has signed the partner agreement.", done.Text, StringComparison.Ordinal);
        var signed = await agent.Open("/settings/agreements");
        Assert.Contains($"{reseller.Name} has signed the partner agreement for the region Europe", signed.Text, StringComparison.Ordinal);
        Assert.Contains("2020-02", signed.Text, StringComparison.Ordinal);
        Assert.Contains(
            Convert.ToHexStringLower(AgreementTexts.Partner.Hash)[..12], signed.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(EnrolmentState.Active, await db.PartnerEnrolments.Select(e => e.State).SingleAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "AGR-06")]
    public async Task A_version_that_asks_for_it_is_announced_before_and_after_the_day()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Reseller());
        using var admin = await SignedIn(world, reseller);
        await world.Does((PublishAgreement use) => use.Handle(
            vendor.GlobalAdmin,
            new(AgreementKind.Partner, "2030-01", world.Now.AddDays(1), world.Now.AddDays(10), new Dictionary<string, string> { ["en"] = "# New" }),
            Cancel));

        Assert.DoesNotContain("data-waiting=\"agreementToSign\"", (await admin.Open("/home")).Html, StringComparison.Ordinal);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("data-waiting=\"agreementToSign\"", (await admin.Open("/home")).Html, StringComparison.Ordinal);
        var asked = await admin.Open("/settings/agreements");
        Assert.Contains("has to be signed by", asked.Text, StringComparison.Ordinal);
        world.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Contains("had to be signed by", (await admin.Open("/settings/agreements")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "AGR-24")]
    [Trait("Rule", "AGR-27")]
    public async Task A_customers_admin_accepts_on_its_own_page_once()
    {
        await using var world = await World.Create();
        var customer = await world.Customer("DE");
        using var admin = await SignedIn(world, customer);

        var page = await admin.Open("/my-agreement");
        var wrong = await admin.Submit(
            page, "accept", ("Form.FirstName", "Ada"), ("Form.LastName", "Lovelace"), ("Form.Email", "nowhere"), ("Form.Confirmed", "true"));
        Assert.Contains("mail address of the person", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Lovelace\"", wrong.Html, StringComparison.Ordinal);
        var done = await Follow(admin, admin.Submit(
            wrong, "accept", ("Form.FirstName", "Ada"), ("Form.LastName", "Lovelace"), ("Form.Email", "ada@example.com"), ("Form.Confirmed", "true")));

        Assert.Contains("Your partners can order for you now.", done.Text, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept customer agreement", done.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(1, await db.CustomerAgreementAcceptances.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "AGR-22")]
    [Trait("Rule", "AGR-23")]
    public async Task A_provider_attests_for_its_customer_and_nobody_else_does()
    {
        await using var world = await World.Create();
        var (provider, other, reseller, customer) =
            (await world.Provider(), await world.Provider(), await world.Reseller(), await world.Customer());
        await world.Partnership(provider, reseller);
        await world.SharedCustomer(provider, reseller, customer);
        var address = $"/customers/{customer.Id}/agreement";
        using var agent = await SignedIn(world, provider, Role.SalesAgent);
        using var stranger = await SignedIn(world, other, Role.SalesAgent);
        using var selling = await SignedIn(world, reseller, Role.SalesAgent);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open(address)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await selling.Open(address)).Status);
        var page = await agent.Open(address);
        Assert.Contains("/my-agreement", page.Text, StringComparison.Ordinal);
        var done = await Follow(agent, agent.Submit(
            page, "attest",
            ("Person.FirstName", "Ada"), ("Person.LastName", "Lovelace"), ("Person.Email", "ada@example.com"),
            ("Person.AcceptedOn", $"{world.Now:yyyy-MM-dd}"), ("Person.Confirmed", "true")));

        Assert.Contains("Ada Lovelace", done.Text, StringComparison.Ordinal);
        Assert.Contains($"/customers/{customer.Id}?tab=account", done.Path, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "AGR-13")]
    [Trait("Rule", "ROL-13")]
    public async Task An_operator_publishes_a_version_and_sees_who_signed()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Reseller());
        using var browser = await SignedIn(world, vendor, Role.ProgramOperator);

        var form = await browser.Open("/ops/agreements/new?kind=Partner");
        Assert.Contains("This agreement is between the vendor", form.Text, StringComparison.Ordinal);
        var refused = await browser.Submit(
            form, "publish", ("Form.Version", "2030-01"), ("Form.EffectiveOn", "2026-01-01"), ("Form.Texts[en]", "# Quite new"));
        Assert.Contains("at the earliest", refused.Text, StringComparison.Ordinal);
        Assert.Contains("# Quite new", refused.Text, StringComparison.Ordinal);
        var done = await Follow(browser, browser.Submit(refused, "publish", ("Form.EffectiveOn", "2030-01-01")));

        Assert.Contains("The version is published.", done.Text, StringComparison.Ordinal);
        Assert.Contains("Partner agreement, version 2030-01", done.Text, StringComparison.Ordinal);
        Assert.Contains(reseller.Name, done.Text, StringComparison.Ordinal);
        Assert.Contains("Quite new", (await browser.Open("/agreements/partner/2030-01")).Text, StringComparison.Ordinal);
        Assert.Contains(
            reseller.Name,
            System.Text.Encoding.UTF8.GetString(await browser.Download("/ops/agreements/export?format=csv")),
            StringComparison.Ordinal);
    }

    private static async Task<SeenPage> Follow(Browser browser, Task<SeenPage> sent) =>
        await browser.Open((await sent).Location!);

    private static async Task<Browser> SignedIn(World world, Participant tenant, Role role = Role.GlobalAdmin)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(tenant, $"{role}".ToLowerInvariant(), role));
        await browser.Open("/home?culture=en");
        return browser;
    }
}
