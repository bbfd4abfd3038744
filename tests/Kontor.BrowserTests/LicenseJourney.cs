using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>Licenses are given to people, by a partner and by the customer itself.</summary>
public sealed class LicenseJourney(DemoServer server, Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("nl")]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CAT-53")]
    public async Task An_agent_ticks_users_gives_them_a_license_and_takes_it_back(string language)
    {
        var users = $"/customers/{server["customer"].TenantId}/users";
        await using var agent = await chromium.Person(server, language);
        await agent.Open($"/signin?culture={language}");
        await agent.Open(users);
        await agent.SignInAs(server["reseller", "adminAgent"]);
        await Expect(agent.Main.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await agent.Look("customer-users");

        await Choose(agent, "LicenseAct.Assign", look: true);
        await Expect(agent.Main.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Expect(agent.Main.GetByRole(AriaRole.Table)).Not.ToContainTextAsync(agent.Words["LicenseResult.NoneLeft"]);
        await agent.Look("licenses-given");
        await agent.Open(users);
        await Choose(agent, "LicenseAct.TakeAway");
        await Expect(agent.Main.GetByText(agent.Words["LicenseResult.TakenAway"])).ToHaveCountAsync(2);
        await agent.Open($"/customers/{server["customer"].TenantId}/licenses");
        await Expect(agent.Main.GetByRole(AriaRole.Table)).ToContainTextAsync("Microsoft 365 E3");
        await agent.Look("customer-licenses");

        Assert.Empty(agent.Complaints);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [Trait("Rule", "CAT-50")]
    public async Task A_customers_user_manager_finds_the_own_licenses_in_the_menu_and_chooses_for_one_user(string language)
    {
        await using var admin = await chromium.Person(server, language);
        await admin.Open($"/signin?culture={language}");
        await admin.Open("/my-licenses");
        await admin.SignInAs(server["customer", "userManagementAdmin"]);
        await Expect(admin.Main.GetByRole(AriaRole.Table)).ToContainTextAsync("Microsoft Teams Premium");
        await admin.Look("my-licenses");
        await admin.Follow(admin.Words["licenses.tab.users"]);
        await Expect(admin.Main.GetByRole(AriaRole.Table)).ToContainTextAsync("Birte Albers");
        await admin.Look("my-licenses-users");
        await admin.Row("Uwe Schilling").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(admin.Heading(admin.Words["assignLicenses.title"])).ToBeVisibleAsync();
        await admin.Press(admin.Words["assignLicenses.submit"]);
        await Expect(admin.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync(admin.Words["LICENSE_NOTHING_CHOSEN"]);
        await admin.Look("assign-nothing");

        Assert.DoesNotContain(admin.Complaints, complaint => !complaint.Contains("422", StringComparison.Ordinal));
    }

    /// <summary>The first two of the list, and what is to become of their licenses of one product.</summary>
    private static async Task Choose(Person person, string act, bool look = false)
    {
        var ticks = person.Page.Locator("#list input[name=user]");
        await ticks.Nth(0).CheckAsync();
        await ticks.Nth(1).CheckAsync();
        await person.Press(person.Words["licenses.ofChosen"]);
        var row = person.Main.GetByRole(AriaRole.Row).Filter(new() { HasText = "Microsoft Intune Plan 1" });
        await row.GetByRole(AriaRole.Combobox).SelectOptionAsync(person.Words[act]);
        if (look)
        {
            await person.Look("assign-licenses");
        }

        await person.Press(person.Words["assignLicenses.submit"]);
        await Expect(person.Heading(person.Words["assignLicenses.title"])).ToBeVisibleAsync();
    }
}
