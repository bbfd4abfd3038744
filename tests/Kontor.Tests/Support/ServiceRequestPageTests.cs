using System.Net;
using Kontor.Kernel;
using Kontor.Support;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Support;

/// <summary>Service requests as people of each side read and write them.</summary>
public sealed class ServiceRequestPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Ask for help", "First answer due", "Waiting for the partner")]
    [InlineData("de", "Um Hilfe bitten", "Erste Antwort fällig", "Wartet auf den Partner")]
    [InlineData("nl", "Om hulp vragen", "Eerste antwoord uiterlijk", "Wacht op de partner")]
    [Trait("Rule", "SUP-03")]
    [Trait("Rule", "SUP-05")]
    [Trait("Rule", "SUP-13")]
    public async Task A_customer_asks_from_its_subscription_its_partner_escalates_and_the_vendor_hands_back(
        string language, string ask, string due, string waiting)
    {
        await using var world = await World.Create();
        var (chain, about) = await world.Sold();
        var vendor = await world.Vendor();
        using var customer = await SignedIn(world, chain.Customer, language);
        using var partner = await SignedIn(world, chain.Provider, language, Role.HelpdeskAgent);
        using var engineer = await SignedIn(world, vendor, language, Role.SupportEngineer);

        var panel = await customer.Open($"/subscriptions/{about}");
        var form = await customer.Open($"/support/new?subscription={about}");
        var empty = await customer.Submit(form, "ask", ("Form.Partner", $"{chain.Provider.Id}"), ("Form.Title", "Kept <b>title</b>"));
        (string, string)[] filled =
        [
            ("Form.Partner", $"{chain.Provider.Id}"), ("Form.Topic", "TechnicalFault"), ("Form.Severity", "A"),
            ("Form.Language", language), ("Form.Title", "Mail is <b>down</b>"), ("Form.Description", "Since nine"),
        ];
        var asked = await customer.Submit(form, "ask", filled);
        var twice = await customer.Submit(form, "ask", filled);
        var path = PathIn(asked.Location!);
        var home = await partner.Open("/home");
        var seen = await partner.Open(path);
        var taken = await partner.Submit(seen, "act", ("ActForm.Act", "Take"));
        var stale = await partner.Submit(seen, "act", ("ActForm.Act", "Take"), ("_requestKey", $"{Guid.NewGuid()}"));
        var open = await partner.Open(path);
        var unchecked_ = await partner.Submit(
            open, "escalate", ("EscalateForm.Reason", "ServiceUnavailable"), ("EscalateForm.Text", "Kept words"));
        var escalated = await partner.Submit(
            open, "escalate", ("EscalateForm.Reason", "ServiceUnavailable"), ("EscalateForm.HealthChecked", "true"),
            ("EscalateForm.Text", "Please look"), ("_requestKey", $"{Guid.NewGuid()}"));
        var queue = await engineer.Open("/support?state=Escalated");
        var atVendor = await engineer.Open(path);
        var unsaid = await engineer.Submit(atVendor, "act", ("ActForm.Act", "HandBack"));
        var back = await engineer.Submit(
            atVendor, "act", ("ActForm.Act", "HandBack"), ("ActForm.Text", "Send a trace"), ("_requestKey", $"{Guid.NewGuid()}"));
        var (ofPartner, ofCustomer) = (await partner.Open(path), await customer.Open(path));

        Assert.Contains($"/support/new?subscription={about}", panel.Html, StringComparison.Ordinal);
        Assert.Contains(ask, form.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["SERVICE_REQUEST_TOPIC_MISSING", "SERVICE_REQUEST_SEVERITY_MISSING", "SERVICE_REQUEST_DESCRIPTION_INVALID"], empty.Reasons);
        Assert.Contains("Kept &lt;b&gt;title", empty.Html, StringComparison.Ordinal);
        Assert.Equal(asked.Location, twice.Location);
        Assert.Contains("Mail is &lt;b&gt;down", home.Html, StringComparison.Ordinal);
        Assert.Contains(due, seen.Text, StringComparison.Ordinal);
        Assert.EndsWith("?done=serviceRequestChanged", taken.Location, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "SERVICE_REQUEST_NOT_POSSIBLE"), (stale.Status, Assert.Single(stale.Reasons)));
        Assert.Equal(["SERVICE_REQUEST_HEALTH_NOT_CHECKED"], unchecked_.Reasons);
        Assert.Contains("Kept words", unchecked_.Text, StringComparison.Ordinal);
        Assert.EndsWith("?done=serviceRequestChanged", escalated.Location, StringComparison.Ordinal);
        Assert.Contains(path, queue.Html, StringComparison.Ordinal);
        Assert.Equal(["SERVICE_REQUEST_TEXT_MISSING"], unsaid.Reasons);
        Assert.NotNull(back.Location);
        Assert.Contains(waiting, ofPartner.Text, StringComparison.Ordinal);
        Assert.Contains("Send a trace", ofPartner.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Send a trace", ofCustomer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Please look", ofCustomer.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(1, await db.ServiceRequests.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    [Trait("Rule", "CUS-46")]
    public async Task A_partner_opens_a_request_at_its_customers_page_and_writes_to_it_once()
    {
        await using var world = await World.Create();
        var (partner, customer, without) = (await world.DirectPartner(), await world.Customer(), await world.Customer());
        await world.Relationship(partner, customer, Kontor.Customers.RelationshipKind.Reseller, withRights: true);
        await world.Relationship(partner, without, Kontor.Customers.RelationshipKind.Reseller);
        await world.SaysSupport(partner);
        using var browser = await SignedIn(world, partner, "en", Role.AdminAgent);

        var form = await browser.Open($"/customers/{customer.Id}/support/new");
        var refused = await browser.Open($"/customers/{without.Id}/support/new");
        var unknown = await browser.Open($"/customers/{Guid.NewGuid()}/support/new");
        (string, string)[] filled =
        [
            ("Form.Topic", "BillingDispute"), ("Form.Severity", "Advisory"), ("Form.Language", "en"),
            ("Form.Title", "Two invoices"), ("Form.Description", "One is enough"),
        ];
        var customers = await browser.Submit(form, "open", [.. filled, ("Form.ContactEmail", $"boss@{customer.Domain}")]);
        var opened = await browser.Submit(form, "open", [.. filled, ("_requestKey", $"{Guid.NewGuid()}")]);
        var path = PathIn(opened.Location!);
        var page = await browser.Open(path);
        var noted = await browser.Submit(page, "note", ("NoteForm.Text", "Only for us"), ("NoteForm.IsInternal", "true"));
        var again = await browser.Submit(page, "note", ("NoteForm.Text", "Only for us"), ("NoteForm.IsInternal", "true"));
        var list = await browser.Open("/support?q=two&severity=Advisory&sort=due");
        var file = await browser.Open("/support/export?format=csv");
        using var reader = await SignedIn(world, customer);
        var seen = await reader.Open(path);

        Assert.Equal(World.Support(partner).Email, form.Form("open")["Form.ContactEmail"]);
        Assert.Equal((HttpStatusCode.Forbidden, "SERVICE_REQUEST_RIGHT_MISSING"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(["SERVICE_REQUEST_CONTACT_IS_CUSTOMERS"], customers.Reasons);
        Assert.Equal(noted.Location, again.Location);
        Assert.Contains("Two invoices", list.Text, StringComparison.Ordinal);
        Assert.Contains("Two invoices", file.Html, StringComparison.Ordinal);
        Assert.Contains("One is enough", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Only for us", seen.Text, StringComparison.Ordinal);
        var detail = await world.RequestSeenBy(partner.GlobalAdmin, new(Guid.Parse(path.Split('/')[^1])));
        Assert.Single(detail!.History, entry => entry.Event == ServiceEvent.Noted);
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    public async Task Whoever_only_reads_finds_no_form_and_a_strangers_request_is_no_page()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var id = (await world.AsksForHelp(chain.Customer, chain.Provider)).ValueOrNull!.Id;
        using var sales = await SignedIn(world, chain.Provider, "en", Role.SalesAgent);
        using var stranger = await SignedIn(world, chain.Reseller);

        var page = await sales.Open($"/support/{id}");
        var (foreign, missing) = (await stranger.Open($"/support/{id}"), await stranger.Open($"/support/{Guid.NewGuid()}"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("<textarea", page.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, missing.Text), (foreign.Status, foreign.Text));
    }

    private static string PathIn(string location) => $"/support/{location.Split('/')[^1].Split('?')[0]}";

    private static async Task<Browser> SignedIn(
        World world, Participant participant, string language = "en", Role role = Role.GlobalAdmin)
    {
        var browser = new Browser(await world.WholeServer(), language);
        await browser.SignIn(await world.User(participant, "reader", role));
        await browser.Open($"/home?culture={language}");
        return browser;
    }
}
