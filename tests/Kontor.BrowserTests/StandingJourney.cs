using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>What becomes of a direct partner: restricted and let go again, or moved to the two-tier model.</summary>
public sealed class StandingJourney(DemoServer server, Chromium chromium)
{
    private const string OwnCustomer = "Kellerei Rebenglück eG";

    [Fact]
    [Trait("Rule", "ENR-45")]
    [Trait("Rule", "ENR-46")]
    public async Task A_restricted_direct_partner_keeps_what_it_has_and_sells_nothing_new_until_it_is_let_go()
    {
        var restricted = server["directRestricted"];
        await using var person = await chromium.Person(server);
        await using var operators = await chromium.Person(server);
        await person.SignIn(restricted);
        await Expect(person.Main).ToContainTextAsync(person.Words["waiting.standing.restricted.one", restricted.Organisation]);
        await person.Follow(person.Words["waiting.standing.restricted.verb"]);
        await Expect(person.Heading(person.Words["ownStanding.Restrict"])).ToBeVisibleAsync();
        await person.Look("standing-restricted");

        // What there is goes on: customers and subscriptions are there, and can be opened.
        await person.FollowMenu("Customers");
        await Expect(person.Row(OwnCustomer)).ToHaveCountAsync(1);
        await person.FollowMenu("Subscriptions");
        await person.Page.Locator("#list tbody th a").First.ClickAsync();
        await Expect(person.Heading("When the term ends")).ToBeVisibleAsync();

        // It is renewed or not, gets more licenses and fewer, and is suspended.
        var refusal = person.Words["PARTNER_RESTRICTED", restricted.Organisation];
        await SubscriptionJourney.ChooseRenewal(person, renews: false);
        await SubscriptionJourney.ChooseRenewal(person, renews: true);
        var quantity = await SubscriptionJourney.QuantityOf(person);
        await SubscriptionJourney.Count(person, quantity + 2);
        await SubscriptionJourney.Count(person, quantity);
        await SubscriptionJourney.Suspend(person);
        var suspended = new Uri(person.Page.Url).AbsolutePath;

        // Nothing new: no subscription comes back, no order, no customer.
        await person.Follow(person.Words["change.reactivate"]);
        await Expect(person.Main).ToContainTextAsync(refusal);
        await person.Look("standing-restricted-reactivate");
        await person.Open("/catalogue");
        await person.Main.GetByRole(AriaRole.Searchbox, new() { Name = person.Words["picker.find"], Exact = true }).FillAsync(OwnCustomer);
        await person.Press(person.Words["picker.submit"]);
        await person.Follow(OwnCustomer);
        await Expect(person.Main).ToContainTextAsync(refusal);
        await person.Look("standing-restricted-catalogue");
        await person.Open("/customers/invite");
        await Expect(person.Main).ToContainTextAsync(refusal);
        await person.Look("standing-restricted-invite");

        await LiftRestriction(operators, restricted);
        await person.Open("/home");
        await Expect(person.Main).Not.ToContainTextAsync(person.Words["waiting.standing.restricted.one", restricted.Organisation]);
        await person.Open(suspended);
        await SubscriptionJourney.Reactivate(person);
        await Sale.Order(person, new DemoActor(OwnCustomer, "", ""), "Let go");
        Assert.Empty(person.Complaints.Concat(operators.Complaints));
    }

    [Fact]
    [Trait("Rule", "ENR-06")]
    [Trait("Rule", "ENR-51")]
    [Trait("Rule", "ENR-52")]
    public async Task A_direct_partner_moves_to_the_two_tier_model_and_keeps_its_customers()
    {
        var (direct, provider) = (server["directUs"], server["providerUs"]);
        await using var person = await chromium.Person(server);
        await using var atProvider = await chromium.Person(server);
        await person.SignIn(direct);
        await person.Open("/enrol");
        await person.Press(Link(person, "enrol.welcome.next"));
        await person.Press(person.Words["enrol.directory.use"]);
        await person.Write(Field(person, "enrol.contacts.supportName"), "Service desk");
        await person.Write(Field(person, "enrol.contacts.supportEmail"), "help@prairielantern.example");
        await person.Write(Field(person, "enrol.contacts.supportPhone"), "+1 402 555 0199");
        await person.Press(person.Words["enrol.contacts.submit"]);
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox));
        await person.Press(person.Words["enrol.review.submit"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["EnrolmentState.Qualified"]);
        await person.Look("move-qualified");

        // One acceptance switches the reseller's functions on, although the agreement is signed already.
        await person.Press(Link(person, "enrol.todo.agreement"));
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox));
        await person.Press(person.Words["agreements.accept"]);
        await person.Open("/settings/standing");
        await Expect(person.Main.GetByText(person.Words["EnrolmentState.Active"], new() { Exact = true })).ToHaveCountAsync(2);
        await person.Look("move-both");

        // New customers come through the provider; its own stay its own.
        await atProvider.SignIn(provider);
        await atProvider.Open("/resellers/invite");
        await atProvider.Fill("Recipient's mail address", direct.User);
        await atProvider.Click("Send invitation");
        await person.FollowLinkInMail(direct.User, provider.Organisation);
        await person.Tick("I authorize");
        await person.Click("Authorize indirect provider");
        await Expect(person.Heading("Indirect providers")).ToBeVisibleAsync();
        await person.Open("/providers-of-mine");
        await Expect(person.Row(provider.Organisation)).ToHaveCountAsync(1);
        await Sale.Order(person, new DemoActor("Bluestem Publishing Inc.", "", ""), "Still ours");
        Assert.Empty(person.Complaints.Concat(atProvider.Complaints));
    }

    private async Task LiftRestriction(Person person, DemoActor restricted)
    {
        await person.SignIn(server["vendor"]);
        await person.FollowMenu("Partners");
        await person.Fill(person.Words["partnerships.search"], restricted.Organisation);
        await person.Click(person.Words["site.search"]);
        await person.Press(person.Main.GetByRole(AriaRole.Link, new() { Name = restricted.Organisation, Exact = true }).First);
        await Expect(person.Heading(restricted.Organisation)).ToBeVisibleAsync();
        await person.Look("ops-partner");
        await person.Press(Link(person, "standing.do.LiftRestriction"));
        await person.Look("ops-lift");
        await person.Write(Field(person, "standing.note"), "The requirements are met again.");
        await person.Press(person.Words["standing.do.LiftRestriction"]);
        await Expect(person.Main).ToContainTextAsync("The requirements are met again.");
    }

    private static ILocator Field(Person person, string key) =>
        person.Main.GetByLabel(person.Words[key], new() { Exact = true });

    private static ILocator Link(Person person, string key) =>
        person.Main.GetByRole(AriaRole.Link, new() { Name = person.Words[key] }).First;
}
