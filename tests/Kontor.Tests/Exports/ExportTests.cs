using System.Net;
using System.Text.RegularExpressions;
using Kontor.Customers;
using Kontor.Exports;
using Kontor.Jobs;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Tests.Site.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Exports;

/// <summary>Lists as files: short ones at once, long ones in the background, for nobody but who wanted them.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private const int Customers = 30;

    private World _world = null!;
    private Participant _direct = null!;
    private Kontor.Access.User _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _direct = await _world.DirectPartner();
        for (var number = 0; number < Customers; number++)
        {
            var customer = (await _world.Customer()) with { Name = $"Customer {number:00}" };
            await _world.Relationship(_direct, customer, RelationshipKind.Reseller);
        }

        _ada = await _world.User(_direct, "ada", Role.GlobalAdmin, Role.AdminAgent);
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    [Trait("Rule", "CUS-66")]
    public async Task A_short_list_is_sent_at_once()
    {
        using var browser = await SignedIn(await Server(mostSentAtOnce: Customers), _ada);

        var sent = await Export(browser, "/customers/export?format=csv");

        Assert.Equal("/customers/export?format=csv", Path(sent));
        await using var db = _world.Db();
        Assert.Equal(0, await db.Jobs.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("/customers/export?format=csv", 30)]
    [InlineData("/customers/export?format=csv&q=Customer+1&column=since&sort=-name", 10)]
    public async Task A_long_list_is_made_in_the_background_and_is_the_same_file(string address, int rows)
    {
        using var browser = await SignedIn(await Server(mostSentAtOnce: 9), _ada);

        var done = await Finished(browser, await Export(browser, address));

        Assert.Contains($"The file is ready: {rows} rows", done.Text, StringComparison.Ordinal);
        Assert.Contains("Download customers-2026-03-02.csv", done.Text, StringComparison.Ordinal);
        Assert.Equal(await browser.Download(address), await browser.Download(FileOf(done)));
    }

    [Fact]
    public async Task A_workbook_is_made_in_the_readers_language()
    {
        using var browser = await SignedIn(await Server(mostSentAtOnce: 9), _ada, "de");

        var done = await Finished(browser, await Export(browser, "/customers/export?format=xlsx"));

        Assert.Contains($"Die Datei ist fertig: {Customers} Zeilen", done.Text, StringComparison.Ordinal);
        var sheet = await ListPages.Xlsx(await browser.Download(FileOf(done)));
        Assert.Equal((Customers + 1, "Land"), (sheet.Length, sheet[0][3]));
    }

    [Fact]
    public async Task The_same_file_wanted_by_many_at_once_is_one_job()
    {
        var server = await Server(mostSentAtOnce: 9, doesJobs: false);
        using var browser = await SignedIn(server, _ada);

        var sent = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Export(browser, "/customers/export?format=csv")));
        var other = await Export(browser, "/customers/export?format=xlsx");

        Assert.Single(sent.Select(Path).Distinct());
        Assert.NotEqual(Path(sent[0]), Path(other));
        await using var db = _world.Db();
        Assert.Equal(2, await db.Jobs.CountAsync(Cancel));
    }

    [Fact]
    public async Task Nobody_but_who_wanted_it_sees_an_export()
    {
        var server = await Server(mostSentAtOnce: 9);
        using var browser = await SignedIn(server, _ada);
        var done = await Finished(browser, await Export(browser, "/customers/export?format=csv"));
        var colleague = await _world.User(_direct, "grace", Role.GlobalAdmin, Role.AdminAgent);
        var stranger = await _world.User(await _world.DirectPartner(), "eve", Role.GlobalAdmin, Role.AdminAgent);

        foreach (var user in new[] { colleague, stranger })
        {
            using var other = await SignedIn(server, user);

            Assert.Equal(HttpStatusCode.NotFound, (await other.Open(done.Path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Open(FileOf(done))).Status);
            Assert.DoesNotContain("customers-2026", (await other.Open("/jobs")).Text, StringComparison.Ordinal);
        }

        Assert.Contains("customers-2026", (await browser.Open("/jobs")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lost_the_permission_meanwhile_gets_no_file()
    {
        var idle = await Server(mostSentAtOnce: 9, doesJobs: false);
        using var browser = await SignedIn(idle, _ada);
        var sent = await Export(browser, "/customers/export?format=csv");
        await using (var db = _world.Db())
        {
            await db.Database.ExecuteSqlAsync($"delete from role_assignments where user_id = {_ada.Id}", Cancel);
        }

        var server = await Server(mostSentAtOnce: 9);
        using var again = await SignedIn(server, _ada);
        var done = await Finished(again, sent);

        Assert.Contains("TENANT_LACKS_PERMISSION|ROLE_LACKS_PERMISSION".Split('|'), code => done.Reasons.Contains(code));
        await using var after = _world.Db();
        Assert.Equal(0, await after.JobFiles.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/customers")]
    [InlineData("//evil.example/customers/export")]
    [InlineData("https://evil.example/export")]
    [InlineData("/nowhere/export?format=csv")]
    [InlineData("/subscriptions/export?customer=nobody")]
    public async Task What_is_no_export_leads_nowhere(string address)
    {
        using var browser = await SignedIn(await Server(mostSentAtOnce: 9), _ada);

        var refused = await Export(browser, address);

        Assert.Equal((HttpStatusCode.NotFound, "EXPORT_UNKNOWN"), (refused.Status, refused.Reasons.Single()));
    }

    [Fact]
    public async Task What_the_roles_do_not_allow_is_not_exported_either()
    {
        using var browser = await SignedIn(await Server(mostSentAtOnce: 9), _ada);

        var refused = await Export(browser, "/ops/partners/export?format=csv");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        await using var db = _world.Db();
        Assert.Equal(0, await db.Jobs.CountAsync(Cancel));
    }

    [Fact]
    public async Task One_person_has_no_more_than_five_at_once()
    {
        using var browser = await SignedIn(await Server(mostSentAtOnce: 9, doesJobs: false), _ada);
        for (var number = 0; number < 5; number++)
        {
            Assert.NotNull((await Export(browser, $"/customers/export?format=csv&q={"Customer"[..number]}")).Location);
        }

        var refused = await Export(browser, "/customers/export?format=xlsx");

        Assert.Equal((HttpStatusCode.Conflict, "EXPORT_TOO_MANY"), (refused.Status, refused.Reasons.First()));
    }

    [Fact]
    public async Task The_file_is_kept_as_long_as_its_job()
    {
        using var browser = await SignedIn(await Server(mostSentAtOnce: 9), _ada);
        var done = await Finished(browser, await Export(browser, "/customers/export?format=csv"));

        _world.Clock.Advance(TimeSpan.FromDays(20));
        await RemoveOld();
        Assert.NotEmpty(await browser.Download(FileOf(done)));

        _world.Clock.Advance(TimeSpan.FromDays(20));
        await RemoveOld();
        await using var db = _world.Db();
        Assert.Equal((0, 0), (await db.JobFiles.CountAsync(Cancel), await db.Set<JobFileChunk>().CountAsync(Cancel)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task RemoveOld()
    {
        await using var db = _world.Db();
        await new RemoveOldJobs(db, _world.Clock).Handle(Cancel);
    }

    private static string FileOf(SeenPage done) => Regex.Match(done.Html, "href=\"(/jobs/[^\"]+/file)\"").Groups[1].Value;

    private static string Path(SeenPage sent) => new Uri(new Uri("http://localhost"), sent.Location!).PathAndQuery;

    private Task<WebApplication> Server(int mostSentAtOnce, bool doesJobs = true) => _world.WholeServer(settings:
    [
        ($"{ExportOptions.Section}:{nameof(ExportOptions.MostSentAtOnce)}", $"{mostSentAtOnce}"),
        ($"{JobOptions.Section}:{nameof(JobOptions.AtOnce)}", doesJobs ? "2" : "0"),
    ]);

    private static async Task<Browser> SignedIn(WebApplication server, Kontor.Access.User user, string language = "en")
    {
        var browser = new Browser(server);
        await browser.SignIn(user);
        await browser.Open($"/home?culture={language}");
        return browser;
    }

    private static async Task<SeenPage> Export(Browser browser, string address)
    {
        var form = (await browser.Open("/customers")).Form("export");
        form["Address"] = address;
        return await browser.Post("/exports", [.. form.Select(field => (field.Key, field.Value))]);
    }

    /// <summary>The page of the job when it is finished.</summary>
    private static async Task<SeenPage> Finished(Browser browser, SeenPage sent)
    {
        for (var attempt = 0; ; attempt++)
        {
            var page = await browser.Open(Path(sent));
            if (!page.Html.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal))
            {
                return page;
            }

            Assert.True(attempt < 600, "The export does not end.");
            await Task.Delay(50, Cancel);
        }
    }
}
