using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>A reseller changes who it legally is; operators verify one part and reject another, and it is corrected.</summary>
public sealed class ProfileJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [Trait("Rule", "ACC-48")]
    [Trait("Rule", "ACC-49")]
    [Trait("Rule", "ENR-36")]
    public async Task A_reseller_changes_its_name_is_rejected_in_part_and_corrects_it(string language)
    {
        await using var person = await chromium.Person(server, language);
        await using var operators = await chromium.Person(server, language);
        var wrong = $"Polderlicht Cloud {language.ToUpperInvariant()} B.V.";
        var right = $"Polderlicht Diensten {language.ToUpperInvariant()} B.V.";
        await person.Open($"/signin?culture={language}");
        await person.SignInAs(server["resellerNew"]);

        await person.Choose(person.Words["menu.settings/organisation"]);
        await person.Look("organization");
        await person.Press(Link(person, "organization.legal.change"));
        await person.Look("legal-profile");
        await person.Write(Field(person, "enrol.profile.legalName"), wrong);
        await person.Write(Field(person, "enrol.profile.street"), $"Molendijk {(language == "en" ? 43 : 45)}");
        await person.Write(Field(person, "field.lastName"), $"Postma {language}");
        await person.Write(Field(person, "enrol.contacts.phone"), "+31 299 555010");
        await person.Press(person.Words["legal.submit"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["VerificationState.Pending"]);
        await person.Look("organization-pending");

        await operators.Open($"/signin?culture={language}");
        await operators.SignInAs(server["vendor"]);
        await Decide(operators, wrong, business: false, "The register has the name Diensten.");
        await person.Open("/settings/organisation");
        await Expect(person.Main).ToContainTextAsync("The register has the name Diensten.");
        await Expect(person.Main).ToContainTextAsync(person.Words["VerificationState.Rejected"]);
        await person.Look("organization-rejected");

        await person.Press(Link(person, "organization.legal.change"));
        await person.Write(Field(person, "enrol.profile.legalName"), right);
        await person.Press(person.Words["legal.submit"]);
        await Decide(operators, right, business: true);
        await person.Open("/settings/organisation");
        await Expect(person.Main).Not.ToContainTextAsync(person.Words["organization.rejected"]);
        await Expect(person.Main).ToContainTextAsync(right);
        await person.Open("/settings/identifiers");
        await person.Look("identifiers");
        Assert.Empty(person.Complaints.Concat(operators.Complaints));
    }

    private static async Task Decide(Person person, string name, bool business, string reason = "")
    {
        await person.Choose(person.Words["menu.ops/profile-changes"]);
        await person.Look("profile-changes");
        await person.Press(person.Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));
        await person.Look("profile-change");
        if (await Answer(person, "Employment", true).IsVisibleAsync())
        {
            await person.Check(Answer(person, "Employment", true));
        }

        await person.Check(Answer(person, "Business", business));
        await person.Write(Field(person, "profileChanges.reason"), reason);
        await person.Press(person.Words["profileChanges.submit"]);
        await Expect(person.Page.GetByText(person.Words[business ? "done.profileVerified" : "done.profileRejected"]))
            .ToBeVisibleAsync();
    }

    private static ILocator Answer(Person person, string check, bool passed) => person.Main
        .GetByRole(AriaRole.Group, new() { Name = person.Words[$"vetting.ask.{check}"] })
        .GetByLabel(person.Words[passed ? "CheckOutcome.Passed" : "CheckOutcome.Failed"], new() { Exact = true });

    private static ILocator Field(Person person, string key) =>
        person.Main.GetByLabel(person.Words[key], new() { Exact = true });

    private static ILocator Link(Person person, string key) =>
        person.Main.GetByRole(AriaRole.Link, new() { Name = person.Words[key] }).First;
}
