using System.Net;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Subscriptions;

/// <summary>Who supports a subscription, as people read and change it.</summary>
public sealed class SupportPageTests
{
    [Theory]
    [InlineData("en", "Designated support contact", "Choose the support contact")]
    [InlineData("de", "Designierter Supportkontakt", "Supportkontakt auswählen")]
    [InlineData("nl", "Aangewezen ondersteuningscontact", "Ondersteuningscontact kiezen")]
    [Trait("Rule", "SUP-04")]
    [Trait("Rule", "REL-61")]
    public async Task The_seller_chooses_its_reseller_and_reads_why_another_cannot_be_chosen(string language, params string[] words)
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var other = await world.Reseller();
        await world.Partnership(chain.Provider, other);
        await world.Relationship(other, chain.Customer, RelationshipKind.IndirectReseller);
        using var browser = await SignedIn(world, chain.Provider, language, Role.HelpdeskAgent);

        var page = await browser.Open($"/subscriptions/{id}");
        var form = await browser.Open($"/subscriptions/{id}/support");
        var beside = await browser.Open($"/subscriptions/{id}/support");
        var refused = await browser.Submit(form, "contact", ("Form.Partner", $"{other.Id}"));
        var done = await browser.Submit(refused, "contact", ("Form.Partner", $"{chain.Reseller.Id}"));
        var late = await browser.Submit(beside, "contact", ("Form.Partner", $"{chain.Provider.Id}"));

        Assert.All(words, word => Assert.Contains(word, page.Text, StringComparison.Ordinal));
        Assert.Contains(other.Name, form.Text, StringComparison.Ordinal);
        Assert.Contains("disabled", form.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "SUPPORT_CONTACT_WITHOUT_RIGHTS"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.EndsWith($"/subscriptions/{id}?done=supportChosen", done.Location, StringComparison.Ordinal);
        Assert.Contains(chain.Reseller.Name, (await browser.Open(done.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(["SUPPORT_CHANGED_MEANWHILE"], late.Reasons);
        Assert.Equal("1", late.Form("contact")["Form.Version"]);
        Assert.Equal(chain.Reseller.Id, (await world.SupportOf(chain.Customer, id)).Contact!.Id);
    }

    [Fact]
    [Trait("Rule", "SUP-02")]
    [Trait("Rule", "SUP-04")]
    public async Task The_customer_reads_in_its_list_whom_to_ask_for_each_subscription_and_how()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        await world.Buys(chain);
        await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller);
        await world.SaysSupport(chain.Reseller);
        using var browser = await SignedIn(world, chain.Customer);

        var list = await browser.Open("/my-subscriptions");
        var page = await browser.Open($"/subscriptions/{id}");
        var file = await browser.Open("/subscriptions/export?format=csv&column=support&column=supportMail&column=supportPhone&column=supportHours");

        Assert.Contains(chain.Provider.Name, list.Text, StringComparison.Ordinal);
        var reach = World.Support(chain.Reseller);
        Assert.All([list, page, file], seen => Assert.Contains(reach.Phone, seen.Html.Replace("&#x2B;", "+", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All([list, page], seen => Assert.Contains($"mailto:{Uri.EscapeDataString(reach.Email)}", seen.Html, StringComparison.Ordinal));
        Assert.Contains(reach.Email, file.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "MUL-26")]
    [Trait("Rule", "MUL-20")]
    public async Task A_customer_adds_a_partner_which_reads_it_and_sees_no_price_and_takes_it_back()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var other = await world.DirectPartner();
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller);
        using var customer = await SignedIn(world, chain.Customer);
        using var partner = await SignedIn(world, other);
        using var provider = await SignedIn(world, chain.Provider);

        var form = await customer.Open($"/my-subscriptions/{id}/supporters");
        var stranger = await customer.Submit(form, "add", ("Form.Partner", $"{Guid.NewGuid()}"));
        var added = await customer.Open((await customer.Submit(stranger, "add", ("Form.Partner", $"{other.Id}"))).Location!);
        var seen = await partner.Open($"/subscriptions/{id}");
        var sold = await provider.Open($"/subscriptions/{id}");
        var removed = await customer.Open((await customer.Submit(added, "remove", ("Removal.Partner", $"{other.Id}"))).Location!);

        Assert.Contains($"/my-subscriptions/{id}/supporters", (await customer.Open($"/subscriptions/{id}")).Html, StringComparison.Ordinal);
        Assert.Equal(["SUPPORTER_NOT_RELATED"], stranger.Reasons);
        Assert.Contains("supports this subscription from now on", added.Html, StringComparison.Ordinal);
        Assert.Contains("The customer lets you support this subscription", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Another partner sold this", seen.Text, StringComparison.Ordinal);
        Assert.All(
            ["EUR", chain.Provider.Name, chain.Reseller.Name],
            hidden => Assert.DoesNotContain(hidden, seen.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(other.Name, sold.Text, StringComparison.Ordinal);
        Assert.Contains("no longer supports", removed.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("The customer lets you support", (await partner.Open($"/subscriptions/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "MUL-04")]
    public async Task The_forms_are_for_the_seller_and_the_customer_and_a_strange_subscription_does_not_exist()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        using var reseller = await SignedIn(world, chain.Reseller);
        using var stranger = await SignedIn(world, await world.DirectPartner());
        using var other = await SignedIn(world, await world.Customer());

        var notSeller = await reseller.Open($"/subscriptions/{id}/support");
        var (foreign, missing) = (
            await stranger.Open($"/subscriptions/{id}/support"), await stranger.Open($"/subscriptions/{Guid.NewGuid()}/support"));

        Assert.Equal((HttpStatusCode.Forbidden, "SUPPORT_SELLER_CHOOSES"), (notSeller.Status, Assert.Single(notSeller.Reasons)));
        Assert.Equal((HttpStatusCode.NotFound, missing.Text), (foreign.Status, foreign.Text));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Open($"/my-subscriptions/{id}/supporters")).Status);
        Assert.DoesNotContain($"/subscriptions/{id}/support\"", (await reseller.Open($"/subscriptions/{id}")).Html, StringComparison.Ordinal);
    }

    private static async Task<Browser> SignedIn(
        World world, Participant participant, string language = "en", Role role = Role.GlobalAdmin)
    {
        var browser = new Browser(await world.WholeServer(), language);
        await browser.SignIn(await world.User(participant, "reader", role));
        await browser.Open($"/home?culture={language}");
        return browser;
    }
}
