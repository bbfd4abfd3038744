using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>How a reseller becomes a direct partner: by clicking, with the operators on the other side.</summary>
public sealed class DirectJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData("en", "DE", "28195")]
    [InlineData("de", "DE", "28195")]
    [InlineData("nl", "NL", "1012 AB")]
    [Trait("Rule", "ENR-07")]
    [Trait("Rule", "ENR-40")]
    [Trait("Rule", "ENR-41")]
    [Trait("Rule", "ENR-43")]
    [Trait("Rule", "ENR-44")]
    public async Task A_reseller_becomes_an_active_direct_partner(string language, string market, string postalCode)
    {
        await AsksForNoMonths();
        await using var person = await chromium.Person(server, language);
        await using var operators = await chromium.Person(server, language);
        var (prefix, name) = ($"ankerlicht-{language}", $"Ankerlicht {language.ToUpperInvariant()} Systemhaus");
        await EnrolJourney.Apply(person, language, prefix, name, market, postalCode);
        await EnrolJourney.Confirm(person, prefix, name);
        await EnrolJourney.Decide(server["vendor"], operators, language, name, business: true);
        await Sign(person);

        await person.Open("/settings/standing");
        await person.Look("direct-standing");
        await person.Press(Link(person, "direct.title"));
        await person.Look("direct-before");
        await person.Press(person.Words["direct.start"]);
        await Answer(person);
        await person.Press(person.Words["direct.documents.add"]);
        await Expect(person.Heading(person.Words["direct.documents.title"])).ToBeVisibleAsync();
        await person.Main.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "statement.pdf",
            MimeType = "application/pdf",
            Buffer = [.. "%PDF-1.7 statement"u8],
        });
        await person.Press(person.Words["enrol.documents.add"]);
        await person.Look("direct-documents");
        await person.Press(Link(person, "enrol.documents.done"));
        await person.Look("direct-form");
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox).First);
        await person.Check(person.Main.GetByRole(AriaRole.Checkbox).Nth(1));
        await person.Press(person.Words["direct.submit"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["direct.status.Submitted"]);
        await person.Look("direct-submitted");

        await operators.Choose(operators.Words["menu.ops/enrolments"]);
        await operators.Open("/ops/enrolments?type=DirectPartner");
        await operators.Press(operators.Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));
        await operators.Look("direct-vetting");
        await Decide(operators, "VerifyCompany", "CreditCheck");
        await Decide(operators, "PassCredit", "SupportPlanRequired");

        await person.Open("/enrol/direct/status");
        await person.Look("direct-plan");
        await Field(person, "direct.plan").SelectOptionAsync("Premier");
        await person.Write(Field(person, "direct.plan.contract"), "SUP-2026-14");
        await person.Press(person.Words["direct.plan.submit"]);
        await Expect(person.Main).ToContainTextAsync(person.Words["direct.plan.waits"]);

        await operators.Page.ReloadAsync();
        await Expect(operators.Main).ToContainTextAsync("SUP-2026-14");
        await Decide(operators, "ConfirmPlan", "Qualified");

        await person.Open("/enrol/direct/status");
        await person.Look("direct-qualified");
        await person.Press(Link(person, "direct.sign"));
        await Sign(person, isThere: true);
        await person.Open("/enrol/direct/status");
        await Expect(person.Main).ToContainTextAsync(person.Words["direct.status.Active"]);
        await person.Look("direct-active");
        Assert.Empty(person.Complaints.Concat(operators.Complaints));
    }

    private static async Task Answer(Person person)
    {
        await person.Write(Field(person, "direct.answer.support"), "Service desk by phone & mail.");
        await person.Write(Field(person, "direct.answer.hours"), "8–18");
        await person.Write(Field(person, "direct.answer.languages"), "Deutsch, English");
        await person.Write(Field(person, "direct.answer.billing"), "Our ERP takes the charges.");
        await person.Write(Field(person, "direct.answer.provisioning"), "By the API.");
        await person.Write(
            person.Main.GetByLabel(person.Words["direct.answer.revenue"], new() { Exact = false }).First, "320000");
    }

    private static async Task Decide(Person operators, string decision, string state)
    {
        await operators.Check(operators.Main.GetByRole(
            AriaRole.Radio, new() { Name = operators.Words[$"DirectDecision.{decision}"] }));
        await operators.Press(operators.Words["vetting.submit"]);
        await Expect(operators.Main).ToContainTextAsync(operators.Words["done.directDecided"]);
        await Expect(operators.Main).ToContainTextAsync(operators.Words[$"EnrolmentState.{state}"]);
    }

    private static async Task Sign(Person person, bool isThere = false)
    {
        if (!isThere)
        {
            await person.Open("/settings/agreements");
        }

        await person.Check(person.Main.GetByRole(AriaRole.Checkbox));
        await person.Press(person.Words["agreements.accept"]);
        await Expect(person.Main.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
    }

    /// <summary>K-06: a program that wants no months of sales; whoever enrolled today has none.</summary>
    private async Task AsksForNoMonths()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var vendor = server["vendor"];
        using var answer = await http.PostAsync($"/{vendor.TenantId}/oauth2/token", new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", $"{vendor.ClientId}"),
            new("client_secret", vendor.ClientSecret), new("resource", "https://api.partnercenter.microsoft.com"),
        ]));
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var policy = (await http.GetFromJsonAsync<JsonObject>("/api/policy"))!;
        policy["policy"]!["directPartnerMonths"] = 0;
        using var changed = await http.PutAsJsonAsync("/api/policy", policy);
        changed.EnsureSuccessStatusCode();
    }

    private static ILocator Field(Person person, string key) =>
        person.Main.GetByLabel(person.Words[key], new() { Exact = true });

    private static ILocator Link(Person person, string key) =>
        person.Main.GetByRole(AriaRole.Link, new() { Name = person.Words[key] }).First;
}
