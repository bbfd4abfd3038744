using System.Net;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.ProviderDirectory;

/// <summary>The directory page by page: written by a provider, decided by an operator, found by a stranger.</summary>
public sealed class ProviderDirectoryPageTests
{
    private const string Hostile = "<b>Bold</b> \"'><i id=evil>&lt;";

    private static readonly (string Name, string Value)[] Filled =
    [
        ("Form.About", $"Our program: {Hostile}"), ("Form.Services", "Training"), ("Form.Services", "Marketing"),
        ("Form.Training", $"Every week. {Hostile}"), ("Form.Marketing", "Campaigns."), ("Form.Languages", "de"),
        ("Form.Languages", "nl"), ("Form.Countries", "DE"), ("Form.Countries", "NL"), ("Form.ContactName", Hostile),
        ("Form.ContactEmail", "desk@provider.example"), ("Form.ContactPhone", "+49 40 555 0100"),
        ("Form.Website", "https://provider.example/?a=1&b=2"),
    ];

    [Fact]
    [Trait("Rule", "ENR-50")]
    [Trait("Rule", "REL-02")]
    [Trait("Rule", "REL-03")]
    public async Task A_profile_is_written_previewed_handed_in_refused_corrected_published_and_found_by_a_stranger()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var server = await world.WholeServer();
        using var admin = new Browser(server);
        using var operators = new Browser(server);
        using var stranger = new Browser(server);
        await admin.SignIn(await world.User(provider, "boss", Role.AccountAdmin));
        await operators.SignIn(await world.User(await world.Vendor(), "operator", Role.ProgramOperator));
        await admin.Open("/home?culture=en");
        await operators.Open("/home?culture=en");
        const string own = "/settings/provider-profile";
        var path = $"/ops/provider-profiles/{provider.Id}";

        // Nothing is handed in that lacks something, and what was typed stays.
        var empty = await admin.SubmitMany(
            await admin.Open(own), "profile", ("Form.Act", "handIn"), ("Form.ContactName", Hostile), ("Form.Website", "javascript:alert(1)"));
        Assert.Equal(["PROVIDER_WEBSITE_INVALID"], empty.Reasons.Distinct());
        Assert.Equal(Hostile, empty.Form("profile")["Form.ContactName"]);
        var lacking = await admin.SubmitMany(empty, "profile", ("Form.Act", "handIn"), ("Form.Website", ""), Key());
        Assert.Equal(6, lacking.Reasons.Distinct().Count());
        Assert.Contains("href=\"#form-services\"", lacking.Html, StringComparison.Ordinal);

        // A preview is the draft, which nobody else sees.
        var saved = await admin.SubmitMany(lacking, "profile", [("Form.Act", "preview"), .. Filled, Key()]);
        Assert.EndsWith($"{own}/preview", $"{saved.Location}", StringComparison.Ordinal);
        var preview = await admin.Open($"{own}/preview");
        Assert.Contains(Hostile, preview.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await operators.Open(path)).Status);
        Assert.DoesNotContain(provider.Name, (await stranger.Open("/providers")).Text, StringComparison.Ordinal);
        Assert.Contains("done=providerProfileHandedIn", $"{(await admin.Submit(preview, "handIn")).Location}", StringComparison.Ordinal);
        var taken = await admin.Submit(await admin.Open(own), "withdraw");
        Assert.Contains("done=providerProfileWithdrawn", $"{taken.Location}", StringComparison.Ordinal);
        await admin.Submit(await admin.Open($"{own}/preview"), "handIn");

        // The operator is led there, and refuses with a reason only.
        Assert.Contains("handed in its profile for the directory", (await operators.Open("/home")).Text, StringComparison.Ordinal);
        Assert.Contains(provider.Name, (await operators.Open("/ops/provider-profiles?state=HandedIn")).Text, StringComparison.Ordinal);
        var silent = await operators.Submit(await operators.Open(path), "decide", ("Form.Verdict", "refuse"));
        Assert.Equal(["PROVIDER_PROFILE_REFUSAL_INVALID"], silent.Reasons.Distinct());
        var refused = await operators.Submit(
            silent, "decide", ("Form.Verdict", "refuse"), ("Form.Because", $"No {Hostile}"), Key());
        Assert.Contains("done=providerProfileRefused", $"{refused.Location}", StringComparison.Ordinal);
        Assert.Contains("was refused", (await admin.Open("/home")).Text, StringComparison.Ordinal);
        var back = await admin.Open(own);
        Assert.Contains($"No {Hostile}", back.Text, StringComparison.Ordinal);

        // While the operator looks, another text takes its place: the operator is told, looks again and publishes.
        await admin.SubmitMany(back, "profile", [("Form.Act", "handIn"), .. Filled]);
        var looking = await operators.Open(path);
        await admin.SubmitMany(await admin.Open(own), "profile", [("Form.Act", "handIn"), .. Filled, ("Form.Services", "Financing"), ("Form.Financing", "Net 30.")]);
        var told = await operators.Submit(looking, "decide", ("Form.Verdict", "publish"));
        Assert.Equal(["PROVIDER_PROFILE_CHANGED_MEANWHILE"], told.Reasons.Distinct());
        Assert.Contains("Net 30.", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(provider.Name, (await stranger.Open("/providers")).Text, StringComparison.Ordinal);
        var published = await operators.Submit(told, "decide", ("Form.Verdict", "publish"), Key());
        Assert.Contains("done=providerProfilePublished", $"{published.Location}", StringComparison.Ordinal);

        // A stranger finds it by what it offers, and whom to ask; all of it is text.
        var found = await stranger.Open("/providers?training=yes&financing=yes&country=NL&language=nl");
        var slug = SlugIn(found);
        Assert.Contains("One provider", found.Text, StringComparison.Ordinal);
        Assert.Contains("checked", found.Html, StringComparison.Ordinal);
        Assert.Contains("No provider matches", (await stranger.Open("/providers?technical=yes")).Text, StringComparison.Ordinal);
        var profile = await stranger.Open($"/providers/{slug}");
        Assert.Contains($"Every week. {Hostile}", profile.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"mailto:desk%40provider.example\"", profile.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://provider.example/?a=1&amp;b=2\"", profile.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"{provider.Id}", found.Html + profile.Html, StringComparison.OrdinalIgnoreCase);
        foreach (var page in new[] { preview, back, told, found, profile, await operators.Open(path), await operators.Open("/ops/provider-profiles") })
        {
            Assert.DoesNotContain("<b>Bold", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<i id=evil", page.Html, StringComparison.Ordinal);
        }

        await world.Suspends(provider);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open($"/providers/{slug}")).Status);
        Assert.Contains("PROVIDER_NOT_LISTED", (await stranger.Open($"/providers/{slug}")).Reasons);
        Assert.DoesNotContain(provider.Name, (await stranger.Open("/providers")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "REL-04")]
    [Trait("Rule", "REL-10")]
    public async Task A_reseller_sees_its_region_is_told_so_and_reads_that_the_provider_begins()
    {
        await using var world = await World.Create();
        var (provider, partner, american) = (await world.Provider(), await world.Provider(), await world.Provider("US"));
        var reseller = await world.Reseller("FR");
        await world.Partnership(partner, reseller);
        var slugs = (
            Provider: await world.Listed(provider), Partner: await world.Listed(partner),
            American: await world.Listed(american, World.ProviderText(countries: ["US"])));
        var server = await world.WholeServer();
        using var admin = new Browser(server);
        using var stranger = new Browser(server);
        await admin.SignIn(await world.User(reseller, "boss", Role.GlobalAdmin));
        await admin.Open("/home?culture=en");

        var list = await admin.Open("/providers");
        Assert.Contains("data-region=\"Europe\"", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"region\"", list.Html, StringComparison.Ordinal);
        Assert.Contains(provider.Name, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(american.Name, list.Text, StringComparison.Ordinal);
        var open = await stranger.Open("/providers");
        Assert.DoesNotContain("data-region", open.Html, StringComparison.Ordinal);
        Assert.Contains(american.Name, open.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"region\"", open.Html, StringComparison.Ordinal);

        var other = await admin.Open($"/providers/{slugs.Provider}");
        Assert.Contains("data-partner=\"no\"", other.Html, StringComparison.Ordinal);
        Assert.Contains("the provider begins", other.Text, StringComparison.Ordinal);
        Assert.Contains("/can-i-sell?action=partner", other.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"_handler\" value=\"request", other.Html, StringComparison.Ordinal);
        Assert.Contains("data-partner=\"yes\"", (await admin.Open($"/providers/{slugs.Partner}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-partner", (await stranger.Open($"/providers/{slugs.Partner}")).Html, StringComparison.Ordinal);
        var refused = await admin.Open($"/providers/{slugs.American}");
        Assert.Equal((HttpStatusCode.Forbidden, "PROVIDER_OUTSIDE_REGION"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.DoesNotContain(american.Name, refused.Text, StringComparison.Ordinal);

        // Where resellers look for one, they are led there.
        Assert.Contains("href=\"/providers\"", (await admin.Open("/providers-of-mine")).Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/providers\"", (await stranger.Open("/")).Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/providers\"", (await stranger.Open("/signin")).Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task Two_admins_who_write_at_once_are_told_and_lose_nothing_that_they_typed()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var server = await world.WholeServer();
        using var one = new Browser(server);
        using var other = new Browser(server);
        await one.SignIn(await world.User(provider, "one", Role.GlobalAdmin));
        await other.SignIn(await world.User(provider, "other", Role.AccountAdmin));
        var (mine, theirs) = (await one.Open("/settings/provider-profile"), await other.Open("/settings/provider-profile"));

        await one.SubmitMany(mine, "profile", ("Form.Act", "save"), ("Form.About", "Mine."));
        var late = await other.SubmitMany(theirs, "profile", ("Form.Act", "save"), ("Form.About", "Theirs."));
        Assert.Equal(["PROVIDER_PROFILE_CHANGED_MEANWHILE"], late.Reasons.Distinct());
        Assert.Equal("Theirs.", late.Form("profile")["Form.About"]);
        Assert.Equal("Mine.", (await one.Open("/settings/provider-profile")).Form("profile")["Form.About"]);

        // Told so, who sends it again means it.
        var again = await other.SubmitMany(late, "profile", ("Form.Act", "save"), Key());
        Assert.Contains("done=providerProfileSaved", $"{again.Location}", StringComparison.Ordinal);
        Assert.Equal("Theirs.", (await one.Open("/settings/provider-profile")).Form("profile")["Form.About"]);

        var thrown = await one.Submit(await one.Open("/settings/provider-profile"), "discard");
        Assert.Contains("done=providerProfileDiscarded", $"{thrown.Location}", StringComparison.Ordinal);
    }

    private static (string Name, string Value) Key() => ("_requestKey", $"{Guid.NewGuid()}");

    private static string SlugIn(SeenPage page) =>
        System.Text.RegularExpressions.Regex.Match(page.Html, "data-provider=\"([a-z0-9-]+)\"").Groups[1].Value;
}
