using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>A provider says something new of itself; an operator reads what changes; a stranger finds it on a phone.</summary>
public sealed class DirectoryJourney(DemoServer server, Chromium chromium)
{
    private const string Language = "de";

    [Fact]
    [Trait("Rule", "ENR-50")]
    [Trait("Rule", "REL-02")]
    [Trait("Rule", "REL-03")]
    public async Task A_provider_writes_its_profile_an_operator_publishes_it_and_a_stranger_finds_it_on_a_phone()
    {
        var provider = server["providerUs"];
        await using var person = await chromium.Person(server, Language);
        await using var operators = await chromium.Person(server, Language);
        await using var stranger = await chromium.Person(server, Language, width: Screen.Narrow);

        // Nobody finds it by what it does not offer yet.
        await stranger.Open("/");
        await stranger.Press(stranger.Main.GetByRole(AriaRole.Link, new() { Name = stranger.Words["start.providers"], Exact = true }).First);
        await Find(stranger);
        await Expect(Card(stranger, provider)).ToHaveCountAsync(0);

        await person.Open($"/signin?culture={Language}");
        await person.SignInAs(provider);
        await person.Choose(person.Words["menu.settings/provider-profile"]);
        await person.Look("provider-profile");
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox, new() { Name = person.Words["ProviderService.Training"], Exact = true }));
        await person.Write(
            person.Main.GetByLabel(person.Words["providerProfile.sentence", person.Words["ProviderService.Training"]]),
            "<b>Every Thursday</b> an hour on what is new.");
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox, new() { Name = person.Words["language.vi"], Exact = true }));
        await person.Press(person.Words["providerProfile.saveAndPreview"]);
        await Expect(person.Main).ToContainTextAsync("<b>Every Thursday</b> an hour on what is new.");
        await person.Look("provider-profile-preview");
        await person.Press(person.Words["providerProfile.handIn"]);
        await Expect(person.Page.GetByText(person.Words["done.providerProfileHandedIn"])).ToBeVisibleAsync();
        await person.Look("provider-profile-waits");

        await operators.Open($"/signin?culture={Language}");
        await operators.SignInAs(server["vendor"]);
        await operators.Choose(operators.Words["menu.ops/provider-profiles"]);
        await operators.Look("provider-profiles");
        await operators.Press(operators.Main.GetByRole(AriaRole.Link, new() { Name = provider.Organisation, Exact = true }));
        await Expect(operators.Main.Locator("tr.changed")).ToHaveCountAsync(2);
        await operators.Look("provider-profile-compared");
        await operators.Press(operators.Words["providerProfiles.publish"]);
        await Expect(operators.Page.GetByText(operators.Words["done.providerProfilePublished"])).ToBeVisibleAsync();

        // A stranger on a phone finds it by both, and whom to talk to.
        await Find(stranger);
        await Expect(Card(stranger, provider)).ToHaveCountAsync(1);
        Assert.Contains("training=yes", stranger.Page.Url, StringComparison.Ordinal);
        Assert.Contains("language=vi", stranger.Page.Url, StringComparison.Ordinal);
        await stranger.Look("providers-found");
        await stranger.Page.SetViewportSizeAsync(Screen.Narrow, Screen.Height);
        await stranger.Press(stranger.Main.GetByRole(AriaRole.Link, new() { Name = provider.Organisation, Exact = true }));
        await Expect(stranger.Main).ToContainTextAsync("<b>Every Thursday</b> an hour on what is new.");
        await Expect(stranger.Main.Locator("a[href='mailto:partners%40copperhollow.example']")).ToBeVisibleAsync();
        await stranger.Look("provider-found");
        Assert.Empty(person.Complaints.Concat(operators.Complaints).Concat(stranger.Complaints));
    }

    /// <summary>Looks for providers that train resellers and speak Vietnamese.</summary>
    private static async Task Find(Person person)
    {
        await person.Open($"/providers?culture={Language}");
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox, new() { Name = person.Words["ProviderService.Training"], Exact = true }));
        await person.Main.Locator("select[name=language]").SelectOptionAsync("vi");
        await person.Press(person.Words["site.search"]);
        await Expect(person.Main.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
    }

    private static ILocator Card(Person person, DemoActor provider) =>
        person.Main.GetByRole(AriaRole.Listitem).Filter(new() { Has = person.Page.GetByRole(AriaRole.Link, new() { Name = provider.Organisation }) });
}
