using System.Net;
using System.Text.RegularExpressions;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>Operators create providers and approve partners of other types as such.</summary>
public sealed class ProviderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task A_created_provider_signs_in_signs_the_agreement_and_is_active()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();

        var made = (await Creates(world, vendor, Wanted())).ValueOrNull!;

        var boss = new Actor(
            made.User.TenantId, TenantKind.Partner, made.User.UserId, null, made.User.UserName!, [Role.GlobalAdmin]);
        var look = await world.Does((SignPartnerAgreement use) => use.Look(boss, Cancel));
        Assert.NotNull((await world.Does((SignPartnerAgreement use) =>
            use.Handle(boss, look.Text.Template.Version, true, Cancel))).ValueOrNull);
        await using var db = world.Db();
        var enrolment = await db.PartnerEnrolments.SingleAsync(e => e.TenantId == boss.TenantId, Cancel);
        Assert.Equal((PartnerType.Provider, EnrolmentState.Active), (enrolment.Type, enrolment.State));
        var organisation = await db.Organisations.SingleAsync(o => o.Name == "Nordkontor Distribution", Cancel);
        Assert.Equal(("Am Wall 12", "ada@nordkontor.example"), (organisation.Street, organisation.ContactEmail));
        var ids = await db.NetworkIds.Where(n => n.OrganisationId == organisation.Id).OrderBy(n => n.Kind).ToListAsync(Cancel);
        Assert.Equal(
            [(NetworkIdKind.Global, (TenantId?)null), (NetworkIdKind.Location, boss.TenantId)],
            ids.Select(n => (n.Kind, n.TenantId)));
        var mail = await db.OutboxMessages.SingleAsync(m => m.Template == "providerApproved", Cancel);
        Assert.Equal("ada@nordkontor.example", mail.Recipient);
        var records = await db.Set<ActivityRecord>().Where(r => r.Action == "ProviderCreated").ToListAsync(Cancel);
        Assert.DoesNotContain(made.Password, records.Single().Details ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Rule", "ENR-50")]
    [InlineData("ZZ", "nordkontor", "ada@nordkontor.example", "MARKET_UNKNOWN")]
    [InlineData("DE", "-", "ada@nordkontor.example", "PREFIX_INVALID")]
    [InlineData("DE", "nordkontor", "ada@gmail.com", "CONTACT_EMAIL_PERSONAL")]
    public async Task What_is_wrong_is_refused_and_nothing_is_made(string market, string prefix, string mail, string code)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var wanted = Wanted();

        var refused = await Creates(
            world, vendor, wanted with { Market = market, Prefix = prefix, Contact = wanted.Contact with { Email = mail } });

        Assert.Contains(refused.Decision.Reasons, reason => reason.Code.EndsWith(code, StringComparison.Ordinal));
        await using var db = world.Db();
        Assert.False(await db.PartnerEnrolments.AnyAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task Of_several_operators_who_want_the_same_directory_one_makes_it()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Creates(world, vendor, Wanted()))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal([DirectoryReasons.PrefixTaken.Code], result.Decision.Reasons.Select(reason => reason.Code)));
        await using var db = world.Db();
        Assert.Equal(1, await db.PartnerEnrolments.CountAsync(Cancel));
        Assert.Equal(1, await db.Organisations.CountAsync(o => o.Name == "Nordkontor Distribution", Cancel));
        Assert.Equal(1, await db.OutboxMessages.CountAsync(m => m.Template == "providerApproved", Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    [Trait("Rule", "ACC-01")]
    public async Task A_reseller_is_approved_as_provider_once_and_signs_before_it_is_one()
    {
        await using var world = await World.Create();
        var (vendor, partner) = (await world.Vendor(), await world.Reseller());

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Approves(world, vendor, partner))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal([ProviderReasons.IsProvider], result.Decision.Reasons));
        Assert.Equal(
            [(PartnerType.Provider, EnrolmentState.Qualified), (PartnerType.Reseller, EnrolmentState.Active)],
            await Places(world, partner));
        var look = await world.Does((SignPartnerAgreement use) => use.Look(partner.GlobalAdmin, Cancel));
        await world.Does((SignPartnerAgreement use) =>
            use.Handle(partner.GlobalAdmin, look.Text.Template.Version, true, Cancel));
        Assert.All(await Places(world, partner), place => Assert.Equal(EnrolmentState.Active, place.State));
        await using var db = world.Db();
        Assert.Equal(1, await db.OutboxMessages.CountAsync(m => m.Template == "providerApproved", Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    [Trait("Rule", "ENR-60")]
    public async Task Suspended_partners_applicants_and_customers_are_not_approved()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var suspended = await world.Reseller(state: EnrolmentState.Suspended);
        var applicant = await world.Reseller(state: EnrolmentState.InReview);
        var drafting = await world.Reseller(state: EnrolmentState.Draft);
        var customer = await world.Customer();

        Assert.Contains(ProviderReasons.Suspended, (await Approves(world, vendor, suspended)).Decision.Reasons);
        Assert.Equal([ProviderReasons.TakesNoPart], (await Approves(world, vendor, applicant)).Decision.Reasons);
        Assert.Equal([StandingReasons.PartnerNotFound], (await Approves(world, vendor, drafting)).Decision.Reasons);
        Assert.Equal([StandingReasons.PartnerNotFound], (await Approves(world, vendor, customer)).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task By_the_pages_a_provider_is_created_and_a_second_click_shows_the_same_password()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var operatorUser = await world.User(vendor, "operator", Role.ProgramOperator);
        var reseller = await world.Reseller();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(operatorUser);
        await browser.Open("/home?culture=en");
        var list = await browser.Open("/ops/partners");
        Assert.Contains("href=\"/ops/partners/new\"", list.Html, StringComparison.Ordinal);
        var form = await browser.Open("/ops/partners/new");
        Assert.Equal(HttpStatusCode.OK, form.Status);
        (string, string)[] fields =
        [
            ("Form.LegalName", "Nordkontor Distribution"), ("Form.Market", "DE"), ("Form.Street", "Am Wall 12"),
            ("Form.PostalCode", "28195"), ("Form.City", "Bremen"), ("Form.FirstName", "Ada"), ("Form.LastName", "Lovelace"),
            ("Form.Email", "ada@nordkontor.example"), ("Form.Phone", "+49 421 5550100"), ("Form.Language", "de"),
            ("Form.Prefix", "nordkontor"), ("Form.UserName", "ada"), ("_requestKey", $"{Guid.NewGuid()}"),
        ];

        var wrong = await browser.Submit(form, "provider", [.. fields.Select(f => f.Item1 == "Form.City" ? (f.Item1, "") : f)
            .Where(f => f.Item1 != "_requestKey")]);
        Assert.Contains("Nordkontor Distribution", wrong.Html, StringComparison.Ordinal);
        var shown = await browser.Submit(form, "provider", fields);
        var again = await browser.Submit(form, "provider", fields);
        var password = Regex.Match(shown.Html, "<code>([a-z2-9-]{23})</code>").Groups[1].Value;
        var made = await browser.Open(Regex.Match(shown.Html, "/ops/partners/[0-9a-f-]{36}").Value);
        var approve = await browser.Open($"/ops/partners/{reseller.Id}/provider");
        var approved = await browser.Submit(approve, "approve");

        Assert.Equal(23, password.Length);
        Assert.Contains(password, again.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(password, made.Html, StringComparison.Ordinal);
        Assert.Contains("Nordkontor Distribution", made.Text, StringComparison.Ordinal);
        Assert.Contains($"/ops/partners/{reseller.Id}", approved.Location!, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Conflict, (await browser.Open($"/ops/partners/{reseller.Id}/provider")).Status);
        using var admin = new Browser(await world.WholeServer());
        await admin.SignIn("ada@nordkontor.kontor.example", password);
        Assert.Contains("/settings/password", (await admin.Open("/home")).Location ?? "", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    [Trait("Rule", "ENR-60")]
    public async Task Programs_create_approve_and_suspend_and_read_values_by_name()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Reseller());
        var server = await world.WholeServer();
        var token = await server.Token(await world.Application(vendor, Role.ProgramOperator));
        var wanted = new
        {
            profile = new { legalName = "Nordkontor Distribution", street = "Am Wall 12", city = "Bremen", postalCode = "28195" },
            market = "DE",
            prefix = "nordkontor",
            userName = "ada",
            firstName = "Ada",
            lastName = "Lovelace",
            email = "ada@nordkontor.example",
            phone = "+49 421 5550100",
        };

        using var made = await server.Send(HttpMethod.Post, "/api/partners/providers", token, wanted);
        using var again = await server.Send(HttpMethod.Post, "/api/partners/providers", token, wanted);
        using var approved = await server.Send(HttpMethod.Post, $"/api/partners/{reseller.Id}/provider", token, new { });
        using var suspended = await server.Send(
            HttpMethod.Post, $"/api/partners/{reseller.Id}/standing", token,
            new { act = "Suspend", cause = "PaymentOverdue", note = "The invoice of March is open." });
        using var standing = await server.Send(HttpMethod.Get, $"/api/partners/{reseller.Id}/standing", token, null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (made.StatusCode, again.StatusCode));
        Assert.Contains("\"temporaryPassword\":\"", await made.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("\"type\":\"Provider\",\"state\":\"Qualified\"", await approved.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        var text = await standing.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("\"possible\":[\"Reinstate\"]", text, StringComparison.Ordinal);
        Assert.Contains("\"cause\":\"PaymentOverdue\"", text, StringComparison.Ordinal);
    }

    private static NewProvider Wanted() => new(
        new LegalProfile("Nordkontor Distribution", "Am Wall 12", "Bremen", "", "28195", "", false),
        "DE", "nordkontor", "ada",
        new PrimaryContact(true, "Ada", "Lovelace", "ada@nordkontor.example", "+49 421 5550100", "de"));

    private static Task<Result<UserWithPassword>> Creates(World world, Participant vendor, NewProvider wanted) =>
        world.Does((CreateProvider use) => use.Handle(vendor.GlobalAdmin, wanted, Cancel));

    private static Task<Result<PartnerEnrolment>> Approves(World world, Participant vendor, Participant partner) =>
        world.Does((ApproveProvider use) => use.Handle(vendor.GlobalAdmin, partner.Id, Cancel));

    private static async Task<(PartnerType Type, EnrolmentState State)[]> Places(World world, Participant partner)
    {
        await using var db = world.Db();
        return [.. (await db.PartnerEnrolments.Where(e => e.TenantId == partner.Id).ToListAsync(Cancel))
            .Select(e => (e.Type, e.State)).OrderBy(place => place.Type)];
    }
}
