using System.Net;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Orders;

/// <summary>The reseller of record, as people read and change it.</summary>
public sealed class ResellerOfRecordPageTests
{
    [Theory]
    [InlineData("en", "Reseller of record", "Now it is", "Has no relationship with this customer")]
    [InlineData("de", "Eingetragener Vertriebspartner", "Derzeit ist es", "Hat keine Beziehung zu diesem Kunden")]
    [InlineData("nl", "Geregistreerde reseller", "Nu is dat", "Heeft geen relatie met deze klant")]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "CAT-73")]
    public async Task The_provider_names_another_reseller_and_who_comes_late_reads_again(string language, params string[] words)
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        var other = await world.FurtherReseller(chain.Provider);
        using var browser = await SignedIn(world, chain.Provider, language);

        var page = await browser.Open($"/subscriptions/{id}");
        Assert.Contains($"href=\"/subscriptions/{id}/reseller\"", page.Html, StringComparison.Ordinal);
        var form = await browser.Open($"/subscriptions/{id}/reseller");
        var beside = await browser.Open($"/subscriptions/{id}/reseller");
        var nobody = await browser.Submit(form, "reseller", ("Form.Reseller", ""));
        var done = await browser.Submit(nobody, "reseller", ("Form.Reseller", other.NetworkId!), ("_requestKey", $"{Guid.NewGuid()}"));
        var late = await browser.Submit(beside, "reseller", ("Form.Reseller", chain.Reseller.NetworkId!));

        Assert.All(words, word => Assert.Contains(word, form.Text, StringComparison.Ordinal));
        Assert.Equal(chain.Reseller.NetworkId, form.Form("reseller")["Form.Reseller"]);
        Assert.Contains("SUBSCRIPTION_RECORD_MISSING", nobody.Reasons);
        Assert.EndsWith($"/subscriptions/{id}?done=resellerNamed", done.Location, StringComparison.Ordinal);
        Assert.Contains(other.Name, (await browser.Open(done.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("SUBSCRIPTION_CHANGED_MEANWHILE", late.Reasons);
        Assert.Equal(other.Id, (await world.Stored(id)).ResellerId);
    }

    [Fact]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "REL-60")]
    public async Task Several_subscriptions_of_a_customer_are_ticked_and_listed_afterwards_with_their_reseller()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        var other = await world.FurtherReseller(chain.Provider);
        using var browser = await SignedIn(world, chain.Provider, "en");
        var path = $"/customers/{chain.Customer.Id}/reseller";

        Assert.Contains($"href=\"{path}\"", (await browser.Open($"/customers/{chain.Customer.Id}")).Html, StringComparison.Ordinal);
        var form = await browser.Open(path);
        var none = await browser.Submit(form, "resellers", ("Form.Reseller", other.NetworkId!));
        var stale = await browser.Submit(
            none, "resellers", ("Form.Chosen", $"{id}:9"), ("Form.Reseller", other.NetworkId!), ("_requestKey", $"{Guid.NewGuid()}"));
        var done = await browser.Submit(
            stale, "resellers", ("Form.Chosen", $"{id}:1"), ("Form.Reseller", other.NetworkId!), ("_requestKey", $"{Guid.NewGuid()}"));
        var after = await browser.Open(done.Location!);
        var found = await browser.Open($"{path}?find=nobody-is-called-so");

        Assert.Contains("SUBSCRIPTIONS_NOT_CHOSEN", none.Reasons);
        Assert.Contains("SUBSCRIPTION_OF_SEVERAL_CHANGED_MEANWHILE", stale.Reasons);
        Assert.EndsWith($"{path}?done=resellersNamed", done.Location, StringComparison.Ordinal);
        Assert.Contains($"{other.Name} ({other.NetworkId})", after.Text, StringComparison.Ordinal);
        Assert.Contains("No reseller of yours is called that.", found.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open($"/customers/{Guid.NewGuid()}/reseller")).Status);
    }

    [Fact]
    [Trait("Rule", "CAT-70")]
    [Trait("Rule", "CAT-74")]
    public async Task Others_are_told_why_they_name_nobody()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        using var reseller = await SignedIn(world, chain.Reseller, "en");
        using var stranger = await SignedIn(world, await world.Provider(), "en");

        var refused = await reseller.Open($"/subscriptions/{id}/reseller");

        Assert.Equal((HttpStatusCode.Forbidden, "SUBSCRIPTION_PROVIDER_ORDERS"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.DoesNotContain("/reseller\"", (await reseller.Open($"/subscriptions/{id}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open($"/subscriptions/{id}/reseller")).Status);
    }

    private static async Task<Browser> SignedIn(World world, Participant who, string language)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, "admin", Role.GlobalAdmin));
        await browser.Open($"/home?culture={language}");
        return browser;
    }
}
