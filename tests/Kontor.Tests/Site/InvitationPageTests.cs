using System.Net;
using System.Text;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Site;

/// <summary>Inviting and answering on pages: what the use cases decide is shown, nothing else happens.</summary>
public sealed class InvitationPageTests
{
    [Fact]
    [Trait("Rule", "REL-19")]
    [Trait("Rule", "REL-16")]
    [Trait("Rule", "REL-17")]
    public async Task Opening_a_link_changes_nothing_and_the_form_on_the_page_authorizes()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var link = await Link(world, provider, reseller);
        using var browser = await SignedIn(world, reseller, Role.GlobalAdmin);

        var page = await browser.Open(link);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("submit orders", page.Text, StringComparison.Ordinal);
        Assert.Contains("admin access to your own partner tenant", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Partnerships(world));

        var unticked = await browser.Submit(page, "answer", ("Form.Answer", "accept"));
        Assert.Equal(["AUTHORIZATION_NOT_CONFIRMED"], unticked.Reasons);
        Assert.Equal(0, await Partnerships(world));

        var done = await browser.Submit(unticked, "answer", ("Form.Confirmed", "true"), ("Form.Answer", "accept"));
        Assert.EndsWith("/providers-of-mine?done=providerAuthorized", done.Location, StringComparison.Ordinal);
        Assert.Equal(1, await Partnerships(world));
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "CUS-34")]
    public async Task A_link_that_does_not_hold_says_so_and_names_nobody()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var link = await Link(world, provider, reseller);
        world.Clock.Advance(TimeSpan.FromDays(91));
        using var browser = await SignedIn(world, reseller, Role.GlobalAdmin);

        var expired = await browser.Open(link);
        var unknown = await browser.Open("/invitations/partner/" + Secrets.New());
        var malformed = await browser.Open("/invitations/partner/x");
        var ofCustomer = await browser.Open("/invitations/customer/x");

        Assert.All([expired, unknown, malformed, ofCustomer], page =>
        {
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Contains("This link does not hold", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(provider.Name, page.Html, StringComparison.Ordinal);
        });
        Assert.Equal(expired.Text, unknown.Text);
        Assert.Equal(unknown.Text, malformed.Text);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task A_form_whose_link_was_used_meanwhile_is_answered_with_a_sentence()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var link = await Link(world, provider, reseller);
        using var browser = await SignedIn(world, reseller, Role.GlobalAdmin);
        var (first, second) = (await browser.Open(link), await browser.Open(link));
        await browser.Submit(first, "answer", ("Form.Confirmed", "true"), ("Form.Answer", "accept"));

        var late = await browser.Submit(second, "answer", ("Form.Confirmed", "true"), ("Form.Answer", "accept"));

        Assert.Equal(["PARTNER_LINK_INVALID"], late.Reasons);
        Assert.Equal(1, await Partnerships(world));
    }

    [Fact]
    [Trait("Rule", "REL-18")]
    [Trait("Rule", "CUS-30")]
    public async Task Others_than_the_global_admin_are_told_whom_to_ask_and_find_no_button()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        var link = await Link(world, provider, reseller);
        using var agent = await SignedIn(world, reseller, Role.AdminAgent);
        using var ofCustomer = await SignedIn(world, customer, Role.GlobalAdmin);

        var asAgent = await agent.Open(link);
        var asCustomer = await ofCustomer.Open(link);

        Assert.Equal(["RESELLER_GLOBAL_ADMIN_REQUIRED"], asAgent.Reasons);
        Assert.Equal(["RESELLER_TENANT_REQUIRED"], asCustomer.Reasons);
        Assert.DoesNotContain("Authorize indirect provider</button>", asAgent.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(provider.Name, asCustomer.Html, StringComparison.Ordinal);
        Assert.Contains($"/signout?returnUrl={Uri.EscapeDataString(link)}", asCustomer.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task The_same_form_sent_twice_makes_one_invitation_and_shows_the_same_link_which_is_kept_sealed()
    {
        await using var world = await World.Create();
        using var browser = await SignedIn(world, await world.Provider(), Role.GlobalAdmin);
        var page = await browser.Open("/resellers/invite");

        var answers = await Task.WhenAll(
            browser.Submit(page, "invite", ("Form.Action", "link")), browser.Submit(page, "invite", ("Form.Action", "link")));
        var edited = await browser.Submit(page, "invite", ("Form.Action", "link"), ("Form.Subject", "Another one"));

        var links = answers.Append(edited).Select(LinkOn).ToArray();
        Assert.Equal(links[0], links[1]);
        Assert.NotEqual(links[0], links[2]);
        await using var db = world.Db();
        Assert.Equal(2, await db.PartnerInvitations.CountAsync());
        var token = links[0][(links[0].LastIndexOf('/') + 1)..];
        Assert.All(
            await db.Set<RequestAnswer>().ToListAsync(),
            kept => Assert.DoesNotContain(token, Encoding.UTF8.GetString(kept.Body), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    [Trait("Rule", "CUS-27")]
    public async Task A_draft_without_its_link_is_not_sent_and_another_language_writes_it_anew()
    {
        await using var world = await World.Create();
        using var browser = await SignedIn(world, await world.Provider(), Role.GlobalAdmin);
        var page = await browser.Open("/resellers/invite");

        var cut = await browser.Submit(page, "invite", ("Form.Text", "Please join us."), ("Form.Action", "link"));
        var dutch = await browser.Submit(cut, "invite", ("Form.Language", "nl"), ("Form.Action", "link"));

        Assert.Equal(["DRAFT_WITHOUT_LINK"], cut.Reasons);
        Assert.Equal("Please join us.", cut.Form("invite")["Form.Text"]);
        Assert.Contains("{link}", dutch.Form("invite")["Form.Text"], StringComparison.Ordinal);
        Assert.Contains("indirecte provider", dutch.Form("invite")["Form.Text"], StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(0, await db.PartnerInvitations.CountAsync());
    }

    [Theory]
    [InlineData("/resellers/invite", "/resellers/invitations")]
    [InlineData("/customers/invite", "/customers/invitations")]
    [Trait("Rule", "REL-13")]
    [Trait("Rule", "CUS-11")]
    [Trait("Rule", "CUS-12")]
    [Trait("Rule", "CUS-21")]
    public async Task A_draft_that_is_not_sent_opens_in_the_mail_program_or_is_copied_and_done_leads_to_the_list(
        string path, string list)
    {
        await using var world = await World.Create();
        using var browser = await SignedIn(world, await world.Provider(), Role.GlobalAdmin);
        var page = await browser.Open(path);

        // The box for the own rights is on, as a browser sends it; only a request to a customer has one.
        var made = await browser.Submit(
            page, "invite", ("Form.Rights", "true"), ("Form.Email", "bob@example.com"), ("Form.Subject", "Work with us"),
            ("Form.Action", "link"));

        var html = WebUtility.HtmlDecode(made.Html);
        Assert.Contains("href=\"mailto:bob%40example.com?subject=Work%20with%20us&body=", html, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(LinkOn(made)), html, StringComparison.Ordinal);
        Assert.Contains("data-copy-from=\"issued-text\"", made.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{list}\">Done</a>", made.Html, StringComparison.Ordinal);
        Assert.Empty(await world.Mails());
    }

    [Fact]
    [Trait("Rule", "CUS-18")]
    public async Task Changing_the_rights_that_are_asked_for_changes_the_draft_before_anything_is_sent()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        using var browser = await SignedIn(world, reseller, Role.SalesAgent);
        var page = await browser.Open($"/customers/invite?provider={provider.Id}");
        Assert.Contains(provider.Name, page.Text, StringComparison.Ordinal);

        // The box for the reseller's own rights is on by default; a browser sends it only as long as it is ticked.
        var changed = await browser.Submit(page, "invite", ("Form.Action", "link"), ("Form.ProviderRights", "true"));
        var made = await browser.Submit(changed, "invite", ("Form.Action", "link"), ("Form.ProviderRights", "true"));

        Assert.NotEqual(page.Form("invite")["Form.Text"], changed.Form("invite")["Form.Text"]);
        Assert.NotEmpty(LinkOn(made));
        await using var db = world.Db();
        var invitation = await db.CustomerInvitations.SingleAsync();
        Assert.Equal((false, true), (invitation.AsksAdminRights, invitation.ProviderAsksAdminRights));
    }

    [Fact]
    [Trait("Rule", "CUS-15")]
    [Trait("Rule", "CUS-32")]
    [Trait("Rule", "CUS-33")]
    [Trait("Rule", "AGR-24")]
    public async Task A_customer_accepts_both_partners_and_the_agreement_and_finds_its_partners_under_the_same_link()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        await world.Partnership(provider, reseller);
        using var seller = await SignedIn(world, reseller, Role.SalesAgent);
        var draft = await seller.Open($"/customers/invite?provider={provider.Id}");
        var link = new Uri(LinkOn(await seller.Submit(draft, "invite", ("Form.Rights", "true"), ("Form.Action", "link")))).AbsolutePath;
        using var buyer = await SignedIn(world, customer, Role.GlobalAdmin);
        var page = await buyer.Open(link);

        var withoutAgreement = await buyer.Submit(page, "answer", ("Form.Confirmed", "true"), ("Form.Answer", "accept"));
        Assert.Equal(["AGREEMENT_NOT_CONFIRMED"], withoutAgreement.Reasons);
        var done = await buyer.Submit(
            withoutAgreement, "answer", ("Form.Confirmed", "true"), ("Form.AgreementConfirmed", "true"), ("Form.Answer", "accept"));
        var again = await buyer.Open(link);

        Assert.EndsWith("/my-partners?done=partnersAccepted", done.Location, StringComparison.Ordinal);
        Assert.Equal(["CUSTOMER_RELATIONSHIP_EXISTS"], again.Reasons);
        Assert.Contains(provider.Name, again.Text, StringComparison.Ordinal);
        Assert.Contains(reseller.Name, again.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(2, await db.CustomerRelationships.CountAsync());
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "REL-22")]
    public async Task Subscriptions_of_a_strangers_customer_are_answered_as_those_of_nobody()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        using var stranger = await SignedIn(world, await world.Provider(), Role.GlobalAdmin);
        using var seller = await SignedIn(world, chain.Provider, Role.GlobalAdmin);
        using var customer = await SignedIn(world, chain.Customer, Role.GlobalAdmin);

        var foreign = await stranger.Open($"/subscriptions?customer={chain.Customer.Id}");
        var nothing = await stranger.Open($"/subscriptions?customer={Guid.NewGuid()}");
        var sold = await seller.Open($"/subscriptions?customer={chain.Customer.Id}");
        var own = await customer.Open("/my-subscriptions");

        Assert.Equal((HttpStatusCode.NotFound, nothing.Text), (foreign.Status, foreign.Text));
        Assert.Contains("10.00 EUR", sold.Text, StringComparison.Ordinal);
        Assert.Contains("Office suite", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("10.00", own.Text, StringComparison.Ordinal);
    }

    private static async Task<Browser> SignedIn(World world, Participant who, Role role)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, $"{role}".ToLowerInvariant(), role));
        await browser.Open("/home?culture=en");
        return browser;
    }

    private static async Task<string> Link(World world, Participant provider, Participant reseller) =>
        new Uri((await world.AsksForPartnership(provider, reseller)).Link).AbsolutePath;

    private static string LinkOn(SeenPage page)
    {
        const string Before = "<code>";
        var from = page.Html.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page.Html[from..page.Html.IndexOf('<', from)];
    }

    private static async Task<int> Partnerships(World world)
    {
        await using var db = world.Db();
        return await db.Partnerships.CountAsync();
    }
}
