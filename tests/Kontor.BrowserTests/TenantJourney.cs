using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>A global admin links a second tenant, changes to it without a password, and removes it again.</summary>
public sealed class TenantJourney(DemoServer server, Chromium chromium)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [Trait("Rule", "ACC-24")]
    [Trait("Rule", "ACC-25")]
    [Trait("Rule", "ACC-26")]
    public async Task A_second_tenant_is_linked_gone_to_with_the_picker_and_removed(string language)
    {
        var (prefix, actor) = ($"zweitmarke-{language}", server["direct"]);
        var (domain, user) = ($"{prefix}.kontor.example", $"ada@{prefix}.kontor.example");
        await using (var stranger = await chromium.Person(server, language))
        {
            await Found(stranger, language, prefix);
        }

        await using var admin = await chromium.Person(server, language);
        await admin.Open($"/signin?culture={language}");
        await admin.SignInAs(actor);
        await admin.Choose(admin.Words["menu.settings/tenants"]);
        await Expect(admin.Heading(admin.Words["tenants.title"])).ToBeVisibleAsync();
        await admin.Look("tenants");
        await admin.Press(Link(admin, "tenants.link"));
        await admin.Write(Field(admin, "linkTenant.tenant"), domain);
        await admin.Write(Field(admin, "linkTenant.userName"), user);
        await admin.Write(Field(admin, "linkTenant.password"), "not the password");
        await admin.Press(admin.Words["linkTenant.signIn"]);
        await Expect(admin.Page.GetByText(admin.Words["linkTenant.refused"])).ToBeVisibleAsync();
        await admin.Look("tenant-refused");
        await admin.Write(Field(admin, "linkTenant.password"), Password);
        await admin.Press(admin.Words["linkTenant.signIn"]);
        await Expect(admin.Heading(admin.Words["linkTenant.question", domain])).ToBeVisibleAsync();
        await admin.Look("tenant-link");
        await admin.Press(admin.Words["linkTenant.confirm"]);
        await Expect(admin.Page.GetByText(admin.Words["done.tenantLinked"])).ToBeVisibleAsync();
        await Expect(admin.Row(domain)).ToContainTextAsync(admin.Words["tenantOrigin.Linked"]);

        // No password is asked for: whoever linked it has just signed in there.
        await admin.Open("/accounts");
        await admin.Press(admin.Words["accounts.use.of", actor.Organisation, user]);
        await admin.Open("/settings/tenants");
        await Expect(admin.Row(domain)).ToContainTextAsync(admin.Words["tenants.signedIn"]);
        await admin.Look("tenants-linked");
        await admin.Open("/accounts");
        await admin.Press(admin.Words["accounts.use.of", actor.Organisation, actor.User]);

        await admin.Open("/settings/tenants");
        await admin.Press(admin.Main.GetByRole(AriaRole.Link, new() { Name = admin.Words["tenants.remove.of", domain], Exact = true }));
        await Expect(admin.Heading(admin.Words["removeTenant.question", domain])).ToBeVisibleAsync();
        await admin.Look("tenant-remove");
        await admin.Press(admin.Words["removeTenant.confirm"]);
        await Expect(admin.Page.GetByText(admin.Words["done.tenantRemoved"])).ToBeVisibleAsync();
        await Expect(admin.Row(domain)).ToHaveCountAsync(0);
        await admin.Open("/accounts");
        await Expect(admin.Page.GetByText(user)).ToHaveCountAsync(0);
        Assert.Empty(admin.Complaints);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [Trait("Rule", "ACC-46")]
    public async Task A_partner_that_is_invited_to_merge_sees_what_would_happen_and_declines(string language)
    {
        var (inviting, invited) = (server["direct"], server["provider2"]);
        await using var one = await chromium.Person(server, language);
        await using var other = await chromium.Person(server, language);
        await one.Open($"/signin?culture={language}");
        await one.SignInAs(inviting);
        await one.Open("/settings/merges/new");
        await one.Write(Field(one, "newMerge.partner"), invited.User.Split('@')[1]);
        await one.Press(one.Words["newMerge.look"]);
        await Expect(one.Heading(one.Words["newMerge.question", invited.Organisation])).ToBeVisibleAsync();
        await one.Look("merge-invite");
        await one.Press(one.Words["newMerge.confirm"]);
        await Expect(one.Page.GetByText(one.Words["done.mergeInvited"])).ToBeVisibleAsync();
        await one.Look("merge-invited");

        await other.Open($"/signin?culture={language}");
        await other.SignInAs(invited);
        await other.Open("/settings/merges");
        await other.Look("merges");
        await other.Press(other.Row(other.Words["mergeState.Open"]).GetByRole(AriaRole.Link));
        await Expect(other.Heading(other.Words["merge.question", inviting.Organisation])).ToBeVisibleAsync();
        await other.Look("merge-asked");
        await other.Press(other.Words["merge.decline"]);
        await Expect(other.Page.GetByText(other.Words["done.mergeDeclined"])).ToBeVisibleAsync();
        Assert.Empty(one.Complaints.Concat(other.Complaints));
    }

    private static async Task Found(Person person, string language, string prefix)
    {
        await person.Open($"/enrol/directory/new?culture={language}");
        await person.Write(Field(person, "enrol.new.organization"), "Zweitmarke GmbH");
        await Field(person, "column.country").SelectOptionAsync("DE");
        await person.Write(Field(person, "enrol.new.prefix"), prefix);
        await person.Write(Field(person, "field.firstName"), "Ada");
        await person.Write(Field(person, "field.lastName"), "Lovelace");
        await person.Write(Field(person, "enrol.new.email"), $"ada@{prefix}.example");
        await person.Write(Field(person, "enrol.new.userName"), "ada");
        await person.Write(Field(person, "signIn.password"), Password);
        await person.Press(person.Words["enrol.new.submit"]);
        await Expect(person.Heading(person.Words["enrol.networkId.title"])).ToBeVisibleAsync();
    }

    private static ILocator Field(Person person, string key) =>
        person.Main.GetByLabel(person.Words[key], new() { Exact = true });

    private static ILocator Link(Person person, string key) =>
        person.Main.GetByRole(AriaRole.Link, new() { Name = person.Words[key], Exact = true });
}
