using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Users;

public sealed class ImportUsersTests
{
    private const string File =
        "name;email;roles;language\r\n"
        + "Ada Lovelace;ada@x.example;SalesAgent|helpdesk agent;de\r\n"
        + "\"Hopper; Grace\";grace@x.example;;\r\n"
        + "Alan Turing;not an address;;\r\n"
        + "Taken;TAKEN@x.example;;\r\n"
        + "Linus;linus@x.example;Wizard;\r\n"
        + "Twice;ada@x.example;;\r\n";

    private const string OwnToken =
        "action=\"/settings/users/imports/.*?name=\"__RequestVerificationToken\" value=\"([^\"]*)\"";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task A_file_becomes_users_whose_passwords_are_fetched_once_and_what_is_wrong_is_told_by_line()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        await world.AddsUser(provider.GlobalAdmin, "taken@x.example");
        var reseller = await world.Reseller();
        var home = await world.User(reseller, "guest");
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var job = await Sent(
            browser,
            File.Replace("language\r\n", "language;home\r\n", StringComparison.Ordinal)
                + $"Guest;{home.UserName};BusinessProfileAdmin;;{reseller.Domain}\r\n"
                + $"Too much;{home.UserName};AdminAgent;;{reseller.Domain}\r\n");
        var done = await UntilDone(browser, job);
        var file = await Fetched(browser, done);
        var again = await browser.Open(job);
        var late = await Fetched(browser, done);

        Assert.Matches(@"Users added\s+3\s+Rejected rows\s+5", done.Text);
        Assert.Contains("There is no role \"Wizard\"", done.Text, StringComparison.Ordinal);
        Assert.Contains("stands in an earlier row", done.Text, StringComparison.Ordinal);
        Assert.Contains("A guest cannot have the role", done.Text, StringComparison.Ordinal);
        Assert.Contains("already has this user name", done.Text, StringComparison.Ordinal);
        var lines = file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        var ada = lines[1].Split(',');
        Assert.Equal(("Ada Lovelace", "ada@x.example"), (ada[0], ada[1]));
        Assert.StartsWith("Hopper; Grace,grace@x.example,", lines[2], StringComparison.Ordinal);
        Assert.NotNull((await world.Does((SignIn use) => use.Handle("ada@x.example", ada[2], Cancel))).ValueOrNull);
        Assert.Contains("The passwords were fetched", again.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, late.Status);

        await using var db = world.Db();
        var user = await db.Users.SingleAsync(u => u.UserName == "ada@x.example", Cancel);
        Assert.Equal("de", user.Language);
        Assert.Equal(
            [Role.HelpdeskAgent, Role.SalesAgent],
            await db.RoleAssignments.Where(r => r.UserId == user.Id).Select(r => r.Role).Order().ToListAsync(Cancel));
        Assert.Equal(home.Id, (await db.Users.SingleAsync(u => u.FullName == "Guest", Cancel)).HomeUserId);
        Assert.Empty(await db.Set<KeptPasswords>().ToListAsync(Cancel));
        Assert.DoesNotContain(ada[2], await Everything(db), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_they_wait_the_passwords_are_closed_and_only_whoever_wanted_them_gets_them()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        var server = await world.WholeServer();
        using var browser = new Browser(server);
        await browser.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        using var other = new Browser(server);
        await other.SignIn(await world.User(provider, "other", Role.GlobalAdmin));

        var job = await Sent(browser, "name,email\nAda,ada@x.example\n");
        var done = await UntilDone(browser, job);
        var foreign = await other.Open(job);
        await using var db = world.Db();
        var kept = await db.Set<KeptPasswords>().SingleAsync(Cancel);
        var stolen = await world.Does((ImportedPasswords use) =>
            use.Fetch(provider.GlobalAdmin, kept.JobId, Cancel));
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Does((ImportedPasswords use) =>
            use.Fetch(provider.GlobalAdmin with { UserId = new UserId(kept.UserId) }, kept.JobId, Cancel))));

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.DoesNotContain("ada@", Encoding.UTF8.GetString(kept.Sealed), StringComparison.Ordinal);
        Assert.Equal([UserReasons.PasswordsGone], stolen.Decision.Reasons);
        Assert.Single(atOnce, result => result.ValueOrNull is not null);
        Assert.Equal(HttpStatusCode.OK, done.Status);
    }

    [Theory]
    [InlineData("", "USERS_COLUMN_MISSING")]
    [InlineData("name,phone\nAda,1\n", "USERS_COLUMN_MISSING")]
    [InlineData("name,email\n", "USERS_NO_ROWS")]
    public async Task A_file_that_cannot_be_read_is_refused_at_once(string file, string code)
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        var page = await browser.Open("/settings/users/import");

        var refused = await browser.SubmitFile(page, "import", ("Form.File", "users.csv", new StringContent(file)));

        Assert.Equal([code], refused.Reasons);
    }

    [Fact]
    public async Task What_was_exported_can_be_read_in_any_language()
    {
        await using var world = await World.Create();
        const string Exported = "Vollständiger Name,Benutzername,Rollen\nAda,ada@x.example,Vertriebsbeauftragter; globaler Administrator\n";

        var rows = UserFile.Read(Exported, "nl").ValueOrNull!;

        Assert.Equal(("Ada", "ada@x.example", "nl"), (rows[0].Wish.FullName, rows[0].Wish.UserName, rows[0].Wish.Language));
    }

    [Fact]
    public void Fields_are_read_as_spreadsheets_write_them()
    {
        var rows = CsvTable.Read("\uFEFFa\tb\r\n\"1 \"\"x\"\"\ny\"\t'=2\r\n\r\n\t\r\n3").ToList();

        Assert.Equal([1, 2, 6], rows.Select(row => row.Line));
        Assert.Equal(["1 \"x\"\ny", "=2"], rows[1].Fields);
        Assert.Equal(["3"], rows[2].Fields);
    }

    [Theory]
    [InlineData("a,b\n\"never closed,1\nx,y")]
    [InlineData("a,b\n\"closed\" and more,1")]
    [InlineData("\"")]
    [InlineData("\0\0,\uFFFD")]
    [InlineData("")]
    public void A_broken_table_is_read_as_far_as_it_goes(string text) => Assert.InRange(CsvTable.Read(text).Count(), 0, 3);

    private static async Task<string> Sent(Browser browser, string file)
    {
        var page = await browser.Open("/settings/users/import");
        var sent = await browser.SubmitFile(page, "import", ("Form.File", "users.csv", new StringContent(file)));
        Assert.Matches("/jobs/[0-9a-f-]{36}$", sent.Location!);
        return Regex.Match(sent.Location!, "/jobs/.*").Value;
    }

    private static async Task<SeenPage> UntilDone(Browser browser, string job)
    {
        for (var attempt = 0; ; attempt++)
        {
            var page = await browser.Open(job);
            if (page.Html.Contains("/settings/users/import\"", StringComparison.Ordinal))
            {
                return page;
            }

            Assert.True(attempt < 200, $"The import does not end: {page.Text}");
            await Task.Delay(100, Cancel);
        }
    }

    private static Task<SeenPage> Fetched(Browser browser, SeenPage page) => browser.Post(
        Regex.Match(page.Html, "action=\"(/settings/users/imports/[^\"]*)\"").Groups[1].Value,
        ("__RequestVerificationToken", Regex.Match(page.Html, OwnToken, RegexOptions.Singleline).Groups[1].Value));

    private static async Task<string> Everything(KontorDb db) => string.Join('\n', await db.Database.SqlQuery<string>(
        $"""
        select j::text as "Value" from jobs j union all select r::text from activity_records r
        union all select encode(bytes, 'escape') from job_file_chunks
        """)
        .ToListAsync(Cancel));
}
