using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>An admin adds a colleague, who chooses a password and works; resets it, lets the colleague go, and adds five more.</summary>
public sealed class UserJourney(DemoServer server, Chromium chromium)
{
    private const string Chosen = "seven blue herons";

    [Fact]
    public async Task A_colleague_is_added_chooses_a_password_works_and_is_let_go()
    {
        await using var admin = await chromium.Person(server);
        await admin.SignIn(server["provider"]);
        await admin.FollowMenu("User management");
        await admin.Follow("Add user");
        await admin.Fill("Full name", "Mira Kranz");
        await admin.Fill("User name", "mira.kranz@alsterbogen.example");
        await admin.Page.GetByLabel("Sales agent").CheckAsync();
        await admin.Click("Add user now");
        await Expect(admin.Page.GetByText("Mira Kranz was added.")).ToBeVisibleAsync();
        await admin.Look("user-added");
        var first = await Password(admin);

        // The password is on no other page, and the colleague can do nothing but choose another one.
        await using var colleague = await chromium.Person(server);
        await Enter(colleague, first);
        await Expect(colleague.Heading("Choose a password")).ToBeVisibleAsync();
        await colleague.Look("password-temporary");
        await colleague.Open("/customers");
        await Expect(colleague.Heading("Choose a password")).ToBeVisibleAsync();
        await Choose(colleague);
        await Expect(colleague.Main.GetByRole(AriaRole.Heading, new() { Name = "Customers" })).ToBeVisibleAsync();

        // A reset ends the session at once.
        await Open(admin, "Mira Kranz");
        await admin.Look("user");
        await admin.Follow("Reset password");
        await admin.Look("user-reset");
        await admin.Click("Make a temporary password");
        var second = await Password(admin);
        await colleague.Open("/customers");
        await Expect(colleague.Heading("Sign in")).ToBeVisibleAsync();
        await Enter(colleague, second);
        await Choose(colleague);

        await Open(admin, "Mira Kranz");
        await admin.Follow("Deactivate");
        await admin.Look("user-deactivate");
        await admin.Click("Deactivate user");
        await Expect(admin.Page.GetByText("The user was deactivated and is signed out everywhere.")).ToBeVisibleAsync();
        await colleague.Open("/customers");
        await Expect(colleague.Heading("Sign in")).ToBeVisibleAsync();
        await Enter(colleague, Chosen);
        await Expect(colleague.Page.GetByText("You are not signed in")).ToBeVisibleAsync();
        Assert.Empty(admin.Complaints);
    }

    [Fact]
    public async Task Five_colleagues_come_from_a_file_and_their_passwords_are_fetched_once()
    {
        await using var admin = await chromium.Person(server);
        await admin.SignIn(server["direct"]);
        await admin.Open("/settings/users");
        await admin.Follow("Import from a file");
        var rows = string.Concat(Enumerable.Range(1, 5).Select(n => $"Colleague {n},colleague{n}@journey.example,SalesAgent\n"));
        await admin.Page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload
        {
            Name = "colleagues.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("name,email,roles\n" + rows),
        });
        await admin.Click("Import file now");

        await Expect(admin.Heading("Temporary passwords")).ToBeVisibleAsync();
        await admin.Look("users-imported");
        var download = await admin.Page.RunAndWaitForDownloadAsync(() => admin.Click("Fetch passwords"));
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        await admin.Page.ReloadAsync();

        Assert.Equal(6, lines.Length);
        Assert.StartsWith("Colleague 1,colleague1@journey.example,", lines[1], StringComparison.Ordinal);
        await Expect(admin.Page.GetByText("The passwords were fetched or are not kept any more.")).ToBeVisibleAsync();
        await admin.Open("/settings/users?q=colleague");
        await Expect(admin.Row("@journey.example")).ToHaveCountAsync(5);
        await admin.Look("users-found");
        Assert.Empty(admin.Complaints);
    }

    private static async Task<string> Password(Person admin)
    {
        // The page warns before the password is left behind; it is kept here.
        var password = await admin.Page.Locator(".once code").InnerTextAsync();
        await admin.Click("I have kept it");
        return password;
    }

    private static async Task Enter(Person colleague, string password)
    {
        await colleague.Open("/signin?culture=en");
        await colleague.Fill("User name", "mira.kranz@alsterbogen.example");
        await colleague.Fill("Password", password);
        await colleague.Click("Sign in now");
    }

    private static async Task Choose(Person colleague)
    {
        await colleague.Page.GetByLabel("New password", new() { Exact = false }).First.FillAsync(Chosen);
        await colleague.Fill("New password once more", Chosen);
        await colleague.Click("Save password");
    }

    private static async Task Open(Person admin, string name)
    {
        await admin.Open("/settings/users");
        await admin.Follow(name);
        await Expect(admin.Heading(name)).ToBeVisibleAsync();
    }
}
