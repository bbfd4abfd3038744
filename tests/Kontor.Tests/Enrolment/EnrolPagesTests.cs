using System.Net;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Enrolment;

/// <summary>The way of an applicant, of the primary contact and of an operator, page by page.</summary>
public sealed class EnrolPagesTests
{
    [Fact]
    [Trait("Rule", "ENR-02")]
    [Trait("Rule", "ENR-20")]
    [Trait("Rule", "ENR-21")]
    [Trait("Rule", "ENR-31")]
    [Trait("Rule", "ACC-07")]
    public async Task The_first_page_is_public_and_says_what_is_needed_why_and_how_long_it_takes()
    {
        await using var world = await World.Create();
        using var browser = new Browser(await world.WholeServer());

        var start = await browser.Open("/");
        var welcome = await browser.Open("/enrol");

        Assert.Contains("href=\"/enrol\"", start.Html, StringComparison.Ordinal);
        Assert.Contains("global admin of your directory", welcome.Text, StringComparison.Ordinal);
        Assert.Contains("membership account", welcome.Text, StringComparison.Ordinal);
        Assert.Contains("registered name and address", welcome.Text, StringComparison.Ordinal);
        Assert.Contains("primary contact with a business mail address", welcome.Text, StringComparison.Ordinal);
        Assert.Contains("support contact for your customers", welcome.Text, StringComparison.Ordinal);
        Assert.Contains("at most 5 working days", welcome.Text, StringComparison.Ordinal);
        Assert.Contains("experienced provider", welcome.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("href=\"/enrol/directory\"", welcome.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-01")]
    [Trait("Rule", "ENR-03")]
    [Trait("Rule", "ENR-23")]
    [Trait("Rule", "ENR-27")]
    [Trait("Rule", "ENR-32")]
    [Trait("Rule", "ENR-36")]
    public async Task A_stranger_becomes_a_qualified_reseller_by_the_forms_alone()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        using var browser = new Browser(server);

        var fresh = await browser.Submit(
            await browser.Open("/enrol/directory/new"), "new",
            ("Form.Organisation", "Weserufer"), ("Form.Market", "DE"), ("Form.Prefix", "weserufer"), ("Form.FirstName", "Ada"),
            ("Form.LastName", "Lovelace"), ("Form.Email", "ada@weserufer.example"), ("Form.UserName", "ada"),
            ("Form.Password", World.Password));
        var networkId = await browser.Open(Local(fresh));
        Assert.Contains("benefits, incentives and competencies", networkId.Text, StringComparison.Ordinal);
        var joined = await browser.Submit(
            await browser.Open("/enrol/network-id/join"), "join",
            ("Form.UserName", "ada@weserufer.example"), ("Form.Password", World.Password));

        var profile = await browser.Open(Local(joined));
        var wrong = await browser.Submit(
            profile, "profile", ("Form.LegalName", "Weserufer Syst. GmbH"), ("Form.Street", "Am Wall 12"),
            ("Form.PostalCode", "2819"), ("Form.City", "Bremen"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(["LEGAL_NAME_ABBREVIATED", "LEGAL_POSTAL_CODE_INVALID"], wrong.Reasons);
        Assert.Equal(("Weserufer Syst. GmbH", "Bremen"), (wrong.Form("profile")["Form.LegalName"], wrong.Form("profile")["Form.City"]));
        var contacts = await browser.Submit(
            wrong, "profile", ("Form.LegalName", "Weserufer Systemhaus GmbH"), ("Form.PostalCode", "28195"));
        Assert.Equal("/enrol/contacts", Local(contacts));

        var later = await browser.Submit(
            await browser.Open("/enrol/contacts"), "contacts", ("Form.SupportName", "Service desk"), ("Form.Act", "later"));
        Assert.Equal("/enrol?done=applicationKept", Local(later));
        var resumed = await browser.Submit(await browser.Open("/enrol/directory"), "start");
        Assert.Equal("/enrol/contacts", Local(resumed));
        var review = await browser.Submit(
            await browser.Open("/enrol/contacts"), "contacts", ("Form.Who", "me"), ("Form.Phone", "+49 421 5550100"),
            ("Form.SupportEmail", "help@weserufer.example"), ("Form.SupportPhone", "+49 421 5550199"));
        Assert.Equal("/enrol/review", Local(review));

        var unsure = await browser.Submit(await browser.Open("/enrol/review"), "review");
        Assert.Equal(["APPLICATION_AUTHORITY_NOT_CONFIRMED"], unsure.Reasons);
        var sent = await browser.Submit(unsure, "review", ("Form.HasAuthority", "true"));
        Assert.Equal("/enrol/status", Local(sent));
        Assert.Contains("went to ada@weserufer.example", (await browser.Open("/enrol/status")).Text, StringComparison.Ordinal);

        await Confirm(server, await TokenIn(browser, "ada@weserufer.example"));
        await Decide(world, server, ("Form.Employment", "true"), ("Form.Business", "true"));

        var status = await browser.Open("/enrol/status");
        Assert.Contains("Qualified", status.Text, StringComparison.Ordinal);
        Assert.Contains("Authorized", status.Text, StringComparison.Ordinal);
        Assert.Contains("admin agent", status.Text, StringComparison.Ordinal);
        Assert.Contains("Sign the partner agreement", status.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/providers-of-mine")).Status);
    }

    [Fact]
    [Trait("Rule", "ENR-28")]
    public async Task The_primary_contact_may_be_somebody_else_who_then_gets_the_link()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var applicant = await world.Draft();
        using var browser = await SignedIn(world, server, applicant, "boss", Role.GlobalAdmin);

        var contacts = await browser.Submit(
            await browser.Open("/enrol/contacts"), "contacts", ("Form.Who", "other"), ("Form.FirstName", "Grace"),
            ("Form.LastName", "Hopper"), ("Form.Email", $"grace@{applicant.Domain}"));
        var review = await browser.Open(Local(contacts));
        await browser.Submit(review, "review", ("Form.HasAuthority", "true"));

        Assert.Contains("Grace Hopper", review.Text, StringComparison.Ordinal);
        Assert.NotEmpty(await TokenIn(browser, $"grace@{applicant.Domain}"));
    }

    [Fact]
    [Trait("Rule", "ENR-29")]
    public async Task Opening_the_link_names_whom_it_is_for_and_a_used_one_does_nothing_more()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var (applicant, token) = await world.Submitted();
        using var browser = new Browser(server);

        var seen = await browser.Open($"/verify-email/{token}");
        var unknown = await browser.Open($"/verify-email/{Secrets.New()}");
        var confirmed = await browser.Submit(seen, "confirm");
        var after = await browser.Open($"/verify-email/{token}");

        Assert.Contains("Weserufer Systemhaus GmbH", seen.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, false), (unknown.Status, unknown.Html.Contains("Weserufer", StringComparison.Ordinal)));
        Assert.Equal($"/verify-email/{token}", Local(confirmed));
        Assert.Contains("Your address is confirmed", after.Text, StringComparison.Ordinal);
        Assert.Equal(EnrolmentState.InReview, (await world.ApplicationOf(applicant)).State);
    }

    [Fact]
    [Trait("Rule", "ENR-22")]
    public async Task Who_is_no_global_admin_is_refused_with_ways_out_on_every_step()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var applicant = await world.Draft();
        using var browser = await SignedIn(world, server, applicant, "agent", Role.AdminAgent);

        string[] steps = ["directory", "network-id", "profile", "contacts", "review", "status", "documents", "withdraw"];
        foreach (var path in steps.Select(step => $"/enrol/{step}"))
        {
            var page = await browser.Open(path);

            Assert.Equal((path, HttpStatusCode.Forbidden), (path, page.Status));
            Assert.Equal(["ENROLLING_GLOBAL_ADMIN_REQUIRED"], page.Reasons);
            Assert.Contains("/enrol/directory/new", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "ENR-38")]
    [Trait("Rule", "ENR-39")]
    public async Task A_rejected_applicant_sees_the_reason_adds_a_document_and_appeals()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var applicant = await world.InReview();
        await Decide(
            world, server, ("Form.Employment", "false"), ("Form.Business", "true"),
            ("Form.Reason", "Nobody knows <b>Ada</b> there."));
        using var browser = await SignedIn(world, server, applicant, "boss", Role.GlobalAdmin);

        var status = await browser.Open("/enrol/status");
        var documents = await browser.SubmitFile(
            await browser.Open("/enrol/documents"), "document",
            ("Form.File", "register.pdf", new ByteArrayContent([.. "%PDF-1.7 register"u8])));
        var link = (await browser.Open("/enrol/documents")).Html.Split("href=\"/enrol/documents/")[1].Split('"')[0];
        var appealed = await browser.Submit(await browser.Open("/enrol/status"), "appeal", ("Words.Text", "She is the owner."));

        Assert.Contains("Nobody knows <b>Ada</b> there.", status.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Ada</b>", status.Html, StringComparison.Ordinal);
        Assert.Equal("/enrol/documents?done=documentAdded", Local(documents));
        Assert.Equal("%PDF-1.7 register"u8.ToArray(), await browser.Download($"/enrol/documents/{link}"));
        Assert.Equal("/enrol/status?done=applicationAppealed", Local(appealed));
        Assert.Equal(EnrolmentState.InReview, (await world.ApplicationOf(applicant)).State);

        using var stranger = await SignedIn(world, server, await world.InReview(), "boss", Role.GlobalAdmin);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open($"/enrol/documents/{link}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Open($"/ops/enrolments/{applicant.Id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Open($"/ops/enrolments/{applicant.Id}/documents/{link}")).Status);
    }

    [Fact]
    [Trait("Rule", "ENR-31")]
    public async Task What_waits_longer_than_promised_is_marked_for_operators_and_the_applicant_may_ask()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var (applicant, vendor) = (await world.InReview(), await world.Vendor());
        using var operators = await SignedIn(world, server, vendor, "olga", Role.ProgramOperator);
        using var browser = await SignedIn(world, server, applicant, "boss", Role.GlobalAdmin);

        var inTime = await operators.Open("/ops/enrolments");
        world.Clock.Advance(TimeSpan.FromDays(8));
        var late = await operators.Open("/ops/enrolments");
        var asked = await browser.Open("/enrol/status");

        Assert.DoesNotContain("Overdue", inTime.Text, StringComparison.Ordinal);
        Assert.Contains("Overdue", late.Text, StringComparison.Ordinal);
        Assert.Contains($"mailto:contact@{vendor.Domain}", asked.Html, StringComparison.Ordinal);
        Assert.Contains("waits for a decision", (await operators.Open("/home")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task Withdrawing_says_what_follows_and_a_new_application_can_be_begun()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var (applicant, _) = await world.Submitted();
        using var browser = await SignedIn(world, server, applicant, "boss", Role.GlobalAdmin);

        var withdrawn = await browser.Submit(await browser.Open("/enrol/withdraw"), "withdraw");
        var again = await browser.Submit(await browser.Open("/enrol/directory"), "start");

        Assert.Equal("/enrol?done=applicationWithdrawn", Local(withdrawn));
        Assert.Equal("/enrol/network-id", Local(again));
        Assert.Equal(2, (await world.ApplicationOf(applicant)).Application!.Number);
    }

    /// <summary>Where a page leads, without the server.</summary>
    private static string Local(SeenPage page) =>
        page.Location?.Replace("http://localhost", "", StringComparison.Ordinal) ?? $"{page.Status}: {page.Text}";

    /// <summary>Somebody who reads English.</summary>
    private static async Task<Browser> SignedIn(
        World world, Microsoft.AspNetCore.Builder.WebApplication server, Participant participant, string name, Role role)
    {
        var browser = new Browser(server);
        await browser.SignIn(await world.User(participant, name, role));
        await browser.Open("/enrol?culture=en");
        return browser;
    }

    /// <summary>The token in the mail that arrived in the mailbox of the demo world.</summary>
    private static async Task<string> TokenIn(Browser browser, string recipient)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var mails = (await browser.Open($"/sandbox/mail?to={recipient}")).Text;
            if (mails.Split(ApplicationNews.LinkPath) is [_, var rest, ..])
            {
                return rest[..43];
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("No mail came.");
    }

    private static async Task Confirm(Microsoft.AspNetCore.Builder.WebApplication server, string token)
    {
        using var browser = new Browser(server);
        await browser.Submit(await browser.Open($"/verify-email/{token}"), "confirm");
    }

    /// <summary>An operator opens what waits and decides.</summary>
    private static async Task Decide(
        World world, Microsoft.AspNetCore.Builder.WebApplication server, params (string Name, string Value)[] fields)
    {
        using var browser = await SignedIn(world, server, await world.Vendor(), "olga", Role.ProgramOperator);
        var list = await browser.Open("/ops/enrolments?state=InReview");
        var id = list.Html.Split("href=\"/ops/enrolments/")[1].Split('"')[0];
        var decided = await browser.Submit(await browser.Open($"/ops/enrolments/{id}"), "decide", fields);
        Assert.Contains("?done=applicant", Local(decided), StringComparison.Ordinal);
    }
}
