using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>How a stranger joins the program: by clicking, from the first page to the operators' decision.</summary>
public sealed class EnrolJourney(DemoServer server, Chromium chromium)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData("en", "DE", "28195")]
    [InlineData("de", "DE", "28195")]
    [InlineData("nl", "NL", "1012 AB")]
    [Trait("Rule", "ENR-01")]
    [Trait("Rule", "ENR-22")]
    [Trait("Rule", "ENR-27")]
    [Trait("Rule", "ENR-29")]
    [Trait("Rule", "ENR-37")]
    [Trait("Rule", "AGR-09")]
    public async Task A_stranger_becomes_an_active_reseller(string language, string market, string postalCode)
    {
        await using var person = await chromium.Person(server, language);
        await using var operators = await chromium.Person(server, language);
        var name = $"Weserlicht {language.ToUpperInvariant()} Systemhaus";

        await Apply(person, language, $"weserlicht-{language}", name, market, postalCode);
        await person.Look("enrol-sent");
        await Confirm(person, $"weserlicht-{language}", name);
        await Decide(operators, language, name, business: true);
        await person.Open("/enrol/status");

        await Expect(person.Main).ToContainTextAsync(person.Words["EnrolmentState.Qualified"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["VerificationState.Authorised"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["enrol.todo.agreement"]);
        await person.Look("enrol-qualified");

        await person.Press(Link(person, "enrol.todo.agreement"));
        await person.Look("enrol-agreement");
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox));
        await person.Press(person.Words["agreements.accept"]);
        await Expect(person.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(person.Words["done.partnerAgreementSigned"]);
        await person.Open("/settings/standing");
        await Expect(person.Main).ToContainTextAsync(person.Words["EnrolmentState.Active"]);
        await person.Open("/providers-of-mine");
        await Expect(person.Heading(person.Words["providers.title"])).ToBeVisibleAsync();
        Assert.Empty(person.Complaints.Concat(operators.Complaints));
    }

    [Fact]
    [Trait("Rule", "ENR-38")]
    [Trait("Rule", "ENR-39")]
    public async Task Whoever_was_rejected_reads_why_corrects_it_and_is_qualified()
    {
        await using var person = await chromium.Person(server);
        await using var operators = await chromium.Person(server);
        const string Name = "Hafenlicht Beratung GmbH";
        await Apply(person, "en", "hafenlicht", Name, "DE", "20457");
        await Confirm(person, "hafenlicht", Name);
        await Decide(operators, "en", Name, business: false, "The register has the number 14.");

        await person.Open("/enrol/status");
        await Expect(person.Main).ToContainTextAsync("The register has the number 14.");
        await person.Look("enrol-rejected");
        await person.Press(Link(person, "enrol.status.correct"));
        await person.Write(Field(person, "enrol.profile.street"), "Am Wall 14");
        await person.Press(person.Words["enrol.profile.submit"]);
        await person.Press(person.Words["enrol.contacts.submit"]);
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox));
        await person.Press(person.Words["enrol.review.again"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["EnrolmentState.InReview"]);

        await Decide(operators, "en", Name, business: true);
        await person.Open("/enrol/status");
        await Expect(person.Main).ToContainTextAsync(person.Words["EnrolmentState.Qualified"]);
        Assert.Empty(person.Complaints.Concat(operators.Complaints));
    }

    internal static async Task Apply(
        Person person, string language, string prefix, string name, string market, string postalCode)
    {
        await person.Open($"/?culture={language}");
        await person.Press(Link(person, "start.enrol"));
        await person.Press(Link(person, "enrol.welcome.next"));
        await person.Press(Link(person, "enrol.directory.create"));
        await person.Write(Field(person, "enrol.new.organization"), name);
        await Field(person, "column.country").SelectOptionAsync(market);
        await person.Write(Field(person, "enrol.new.prefix"), prefix);
        await person.Write(Field(person, "field.firstName"), "Ada");
        await person.Write(Field(person, "field.lastName"), "Lovelace");
        await person.Write(Field(person, "enrol.new.email"), $"ada@{prefix}.example");
        await person.Write(Field(person, "enrol.new.userName"), "ada");
        await person.Write(Field(person, "signIn.password"), Password);
        await person.Press(person.Words["enrol.new.submit"]);

        await Expect(person.Heading(person.Words["enrol.networkId.title"])).ToBeVisibleAsync();
        await person.Press(Link(person, "enrol.networkId.join"));
        await person.Write(Field(person, "enrol.networkId.userName"), $"ada@{prefix}.example");
        await person.Write(Field(person, "signIn.password"), Password);
        await person.Press(person.Words["enrol.join.submit"]);

        await person.Write(Field(person, "enrol.profile.legalName"), name);
        await person.Write(Field(person, "enrol.profile.street"), "Am Wall 12");
        await person.Write(Field(person, "enrol.profile.postalCode"), postalCode);
        await person.Write(Field(person, "enrol.profile.city"), "Bremen");
        await person.Press(person.Words["enrol.profile.submit"]);

        await person.Write(Field(person, "enrol.contacts.phone"), "+49 421 5550100");
        await person.Write(Field(person, "enrol.contacts.supportName"), "Service desk");
        await person.Write(Field(person, "enrol.contacts.supportEmail"), $"help@{prefix}.example");
        await person.Write(Field(person, "enrol.contacts.supportPhone"), "+49 421 5550199");
        await person.Press(person.Words["enrol.contacts.submit"]);

        await Expect(person.Heading(person.Words["EnrolStep.Review"])).ToBeVisibleAsync();
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox));
        await person.Press(person.Words["enrol.review.submit"]);
        await Expect(person.Heading(person.Words["enrol.status.title"])).ToBeVisibleAsync();
    }

    internal static async Task Confirm(Person person, string prefix, string name)
    {
        await person.FollowLinkInMail($"ada@{prefix}.example", name, "/verify-email/");
        await Expect(person.Heading(person.Words["verifyEmail.title"])).ToBeVisibleAsync();
        await person.Look("enrol-confirm");
        await person.Press(person.Words["verifyEmail.confirm"]);
        await Expect(person.Heading(person.Words["verifyEmail.confirmed"])).ToBeVisibleAsync();
    }

    private Task Decide(Person person, string language, string name, bool business, string reason = "") =>
        Decide(server["vendor"], person, language, name, business, reason);

    internal static async Task Decide(
        DemoActor vendor, Person person, string language, string name, bool business, string reason = "")
    {
        if (person.Page.Url == "about:blank")
        {
            await person.Open($"/signin?culture={language}");
            await person.SignInAs(vendor);
        }
        else
        {
            await person.Open("/home");
        }

        await person.Choose(person.Words["menu.ops/enrolments"]);
        await person.Press(person.Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));
        if (reason.Length > 0 || !await Answer(person, "Employment", true).IsVisibleAsync())
        {
            await person.Look("vetting");
        }

        if (await Answer(person, "Employment", true).IsVisibleAsync())
        {
            await person.Check(Answer(person, "Employment", true));
        }

        await person.Check(Answer(person, "Business", business));
        await person.Write(Field(person, "vetting.reason"), reason);
        await person.Press(person.Words["vetting.submit"]);
        await Expect(person.Main).ToContainTextAsync(
            person.Words[business ? "EnrolmentState.Qualified" : "EnrolmentState.Rejected"]);
    }

    private static ILocator Answer(Person person, string check, bool passed) => person.Main
        .GetByRole(AriaRole.Group, new() { Name = person.Words[$"vetting.ask.{check}"] })
        .GetByLabel(person.Words[passed ? "CheckOutcome.Passed" : "CheckOutcome.Failed"], new() { Exact = true });

    private static ILocator Field(Person person, string key) =>
        person.Main.GetByLabel(person.Words[key], new() { Exact = true });

    private static ILocator Link(Person person, string key) =>
        person.Main.GetByRole(AriaRole.Link, new() { Name = person.Words[key] }).First;
}
