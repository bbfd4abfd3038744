using System.Net;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Customers;

/// <summary>Giving customers to a reseller, as people do it.</summary>
public sealed class GiveCustomersPageTests
{
    [Theory]
    [InlineData("en", "Add customers to manage", "A global admin of the customer has to agree", "Asked of you")]
    [InlineData("de", "Kunden zum Verwalten hinzufügen", "Ein globaler Administrator des Kunden muss zustimmen", "Anfragen an Sie")]
    [InlineData("nl", "Klanten om te beheren toevoegen", "Een globale beheerder van de klant moet instemmen", "Aan u gevraagd")]
    [Trait("Rule", "REL-60")]
    [Trait("Rule", "CUS-31")]
    public async Task A_provider_chooses_reviews_and_asks_and_the_customer_accepts_without_the_mail(
        string language, string title, string consent, string asked)
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        var customer = await world.FurtherCustomer(provider);
        await world.AcceptedAgreement(customer);
        using var browser = await SignedIn(world, provider, language);
        using var admin = await SignedIn(world, customer, language);

        var page = await browser.Open($"/resellers/{reseller.Id}");
        var list = await browser.Open($"/resellers/{reseller.Id}/customers");
        var review = await browser.Open($"/resellers/{reseller.Id}/customers/review?customer={customer.Id}");
        var done = await browser.Submit(review, "give", ("Form.Rights", "true"));
        var requests = await browser.Open(done.Location!);
        var twice = await browser.Open($"/resellers/{reseller.Id}/customers/review?customer={customer.Id}");

        Assert.Contains($"href=\"/resellers/{reseller.Id}/customers\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(title, list.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{customer.Id}\"", list.Html, StringComparison.Ordinal);
        Assert.Contains(consent, review.Text, StringComparison.Ordinal);
        Assert.Contains(customer.Name, review.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/resellers/{reseller.Id}/requests?done=customersAsked", done.Location, StringComparison.Ordinal);
        Assert.Contains(customer.Name, requests.Text, StringComparison.Ordinal);
        Assert.Contains("REL-60", twice.Text, StringComparison.Ordinal);

        var partners = await admin.Open("/my-partners");
        Assert.Contains(asked, partners.Text, StringComparison.Ordinal);
        var offer = System.Text.RegularExpressions.Regex.Match(partners.Html, "/my-partners/offers/[0-9a-f-]+").Value;
        var led = await admin.Open(offer);
        Assert.Equal(HttpStatusCode.Redirect, led.Status);
        var answer = await admin.Open(new Uri(led.Location!, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } whole ? whole.PathAndQuery : led.Location!);
        Assert.Contains(reseller.Name, answer.Text, StringComparison.Ordinal);
        var accepted = await admin.Submit(answer, "answer", ("Form.Answer", "accept"), ("Form.Confirmed", "true"));
        Assert.Contains("done=partnersAccepted", $"{accepted.Location}", StringComparison.Ordinal);
        Assert.Contains(customer.Name, (await browser.Open($"/resellers/{reseller.Id}?tab=customers")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    public async Task Requests_are_taken_back_and_strangers_find_nothing()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        var customer = await world.FurtherCustomer(provider);
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        using var browser = await SignedIn(world, provider, "en");
        using var own = await SignedIn(world, reseller, "en");
        using var stranger = await SignedIn(world, await world.Provider(), "en");

        var list = await browser.Open($"/resellers/{reseller.Id}/requests");
        var id = System.Text.RegularExpressions.Regex.Match(list.Html, "name=\"Form.Id\" value=\"([0-9a-f-]+)\"").Groups[1].Value;
        var seen = await own.Open("/customers/invitations");
        var soon = await browser.Submit(list, "again", ("Again.Id", id));
        var back = await browser.Submit(list, "revoke", ("Form.Id", id));

        Assert.Contains(customer.Name, seen.Text, StringComparison.Ordinal);
        Assert.Contains("Refuse", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"contact@{customer.Domain}", seen.Html, StringComparison.Ordinal);
        Assert.Equal(["INVITATION_SENT_LATELY"], soon.Reasons);
        Assert.Contains("done=invitationRevoked", $"{back.Location}", StringComparison.Ordinal);
        foreach (var path in new[] { "customers", "customers/review", "requests" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open($"/resellers/{reseller.Id}/{path}")).Status);
        }
    }

    private static async Task<Browser> SignedIn(World world, Participant who, string language)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, "admin", Role.GlobalAdmin));
        await browser.Open($"/home?culture={language}");
        return browser;
    }
}
