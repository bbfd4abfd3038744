using System.Net;
using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Tests.Site.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Jobs;

public sealed class JobPageTests : IAsyncLifetime
{
    private const string Injection = "<script>alert(1)</script>.csv";

    private World _world = null!;
    private Participant _vendor = null!;
    private WebApplication _server = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _vendor = await _world.Vendor();
        _server = await _world.WholeServer();
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData("en", "Import of the price list list.csv", "Step 2 of 4: check the rows", "1,234 rows read", "Rejected rows so far: 5")]
    [InlineData("de", "Import der Preisliste list.csv", "Schritt 2 von 4: Zeilen prüfen", "1.234 Zeilen gelesen", "Bisher abgelehnte Zeilen: 5")]
    [InlineData("nl", "Import van de prijslijst list.csv", "Stap 2 van 4: rijen controleren", "1.234 rijen gelezen", "Tot nu toe afgewezen rijen: 5")]
    public async Task A_running_job_tells_how_far_it_is_and_is_looked_at_again(string language, params string[] said)
    {
        using var browser = await Person(_vendor, language, Role.CatalogManager);
        var job = await _world.HasJob(_vendor, happens: Half);

        var page = await browser.Open($"/jobs/{job.Id}");

        Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
        Assert.Contains("http-equiv=\"refresh\"", page.Html, StringComparison.Ordinal);
        Assert.All(said, words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.Matches("<progress max=\"100\" value=\"50\"", page.Html);
        Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "begun 3 times")]
    [InlineData("de", "3-mal begonnen")]
    [InlineData("nl", "3 keer begonnen")]
    public async Task A_failed_job_says_why_and_is_not_looked_at_again(string language, string why)
    {
        using var browser = await Person(_vendor, language, Role.CatalogManager);
        var job = await _world.HasJob(_vendor, happens: j => _world.Fails(j, JobReasons.GaveUp.About(3)));

        var page = await browser.Open($"/jobs/{job.Id}");

        Assert.Equal(["JOB_GAVE_UP"], page.Reasons);
        Assert.Contains(why, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenants_job_is_not_there_as_one_that_there_is_not()
    {
        var provider = await _world.Provider();
        using var stranger = await Person(provider, "en", Role.GlobalAdmin);
        using var colleague = await Person(_vendor, "en", Role.BillingOperator);
        var job = await _world.HasJob(_vendor, happens: Half);

        var foreign = await stranger.Open($"/jobs/{job.Id}");
        var missing = await stranger.Open($"/jobs/{Guid.NewGuid()}");
        var withoutPermission = await colleague.Open($"/jobs/{job.Id}");
        var list = await stranger.Open("/jobs");

        Assert.All([foreign, missing, withoutPermission], page => Assert.Equal(
            (HttpStatusCode.NotFound, "JOB_NOT_FOUND"), (page.Status, page.Reasons.Single())));
        Assert.Equal(foreign.Text, missing.Text);
        Assert.DoesNotContain("list.csv", foreign.Html + list.Html, StringComparison.Ordinal);
        Assert.Contains("There are no jobs.", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_is_called_is_never_markup()
    {
        using var browser = await Person(_vendor, "en", Role.CatalogManager, Role.ProgramOperator);
        var job = await _world.HasJob(_vendor, title: Injection, happens: Half);

        foreach (var path in new[] { $"/jobs/{job.Id}", "/jobs", "/ops/jobs" })
        {
            var page = await browser.Open(path);

            Assert.Contains(Injection, page.Text + WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_job_is_canceled_on_its_page_and_once_finished_no_more()
    {
        using var browser = await Person(_vendor, "en", Role.CatalogManager);
        var job = await _world.HasJob(_vendor, happens: Half);
        var page = await browser.Open($"/jobs/{job.Id}");

        var canceled = await browser.Submit(page, "cancel");
        var after = await browser.Open($"/jobs/{job.Id}");
        var again = await browser.Submit(page, "cancel", ("_requestKey", $"{Guid.NewGuid()}"));

        Assert.EndsWith($"/jobs/{job.Id}?done=jobCancelled", canceled.Location, StringComparison.Ordinal);
        Assert.Contains("The job was canceled. Nothing of it stays.", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cancel this job", after.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "JOB_FINISHED"), (again.Status, again.Reasons.First()));
        Assert.Equal(JobState.Cancelled, (await _world.Look(job)).State);
    }

    [Fact]
    public async Task Who_may_only_look_cancels_nothing()
    {
        using var auditor = await Person(_vendor, "en", Role.Auditor);
        using var manager = await Person(_vendor, "en", Role.CatalogManager);
        var job = await _world.HasJob(_vendor, happens: Half);

        var page = await auditor.Open($"/jobs/{job.Id}");
        var fields = (await manager.Open($"/jobs/{job.Id}")).Form("cancel");
        var sent = await auditor.Post($"/jobs/{job.Id}", ("_handler", "cancel"), ("_requestKey", fields["_requestKey"]));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Cancel this job", page.Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, sent.Status);
        Assert.Equal(JobState.Running, (await _world.Look(job)).State);
    }

    [Fact]
    public async Task The_lists_are_walked_forth_and_back_the_newest_first_or_the_oldest()
    {
        using var browser = await Person(_vendor, "en", Role.CatalogManager, Role.ProgramOperator);
        for (var number = 1; number <= 30; number++)
        {
            await _world.HasJob(_vendor, title: $"list{number:00}.csv", happens: job => job.Cancel(_world.Now));
        }

        foreach (var list in new[] { "/jobs", "/ops/jobs" })
        {
            var newest = await ListPages.Walk(browser, $"{list}?size=25");
            var oldest = await ListPages.Walk(browser, $"{list}?size=25&sort=made");

            Assert.Equal(Enumerable.Range(1, 30).Select(number => $"Import of the price list list{number:00}.csv"), oldest);
            Assert.Equal(oldest.Reverse(), newest);
        }
    }

    [Fact]
    public async Task The_lists_are_searched_and_narrowed_and_so_are_their_files_and_those_of_others_hold_nothing()
    {
        var provider = await _world.Provider();
        await _world.HasJob(_vendor, title: "March.csv", happens: Half);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        await _world.HasJob(provider, title: "april.csv", happens: job => job.Cancel(_world.Now));
        await _world.HasJob(_vendor, title: "april.csv", happens: job => _world.Fails(job, JobReasons.GaveUp.About(3)));
        using var browser = await Person(_vendor, "en", Role.CatalogManager, Role.ProgramOperator);
        using var stranger = await Person(await _world.Provider(), "en", Role.GlobalAdmin);

        await Shows("/jobs", "q=MAR", "March");
        await Shows("/jobs", "state=Failed", "april");
        await Shows("/jobs", "from=2026-03-03", "april");
        await Shows("/jobs", "to=2026-03-02", "March");
        await Shows("/jobs", "q=x");
        await Shows("/ops/jobs", "q=ap", "april", "april");
        await Shows("/ops/jobs", "state=Cancelled", "april");
        var file = await ListPages.Export(browser, "/ops/jobs/export?state=Cancelled&column=tenant&column=state");
        Assert.Equal(["Job", "Organization", "State"], file[0]);
        Assert.Equal([provider.Name, "Canceled"], Assert.Single(file[1..])[1..]);
        Assert.Single(await ListPages.Export(stranger, "/jobs/export?"));
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Open("/ops/jobs/export?format=csv")).Status);

        async Task Shows(string list, string address, params string[] titles)
        {
            string[] names = [.. titles.Select(title => $"Import of the price list {title}.csv")];

            Assert.Equal(names, ListPages.Names(await browser.Open($"{list}?{address}")));
            Assert.Equal(names, (await ListPages.Export(browser, $"{list}/export?{address}"))[1..].Select(row => row[0]));
        }
    }

    [Fact]
    public async Task Jobs_are_read_along_an_index_without_sorting_and_one_is_found_by_its_file()
    {
        await using (var db = _world.Db())
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into jobs (tenant_id, id, kind, title, arguments, created_by_name, tenant_kind, created_at, state, due_at,
                    attempts, step, steps, done, total, items, errors, reasons, version, finished_at)
                select case when n % 10 = 0 then {_vendor.Id.Value} else md5((n % 100)::text)::uuid end,
                    (lpad(to_hex(n * 1000), 12, '0') || '70008' || substr(md5(n::text), 1, 15))::uuid, 'importPriceList',
                    array['File' || n || '.csv'], '', 'ada', 'Operator', now(), case when n % 50 = 0 then 'Failed' else 'Succeeded' end,
                    now(), 1, 0, 0, 0, 0, 0, 0, '[]', 0, now()
                from generate_series(1::bigint, 20000) n
                """,
                TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"analyze jobs", TestContext.Current.CancellationToken);
        }

        var (own, all, failed, found) = (
            await Plan(new JobFilter(_vendor.Id, ["importPriceList"])),
            await Plan(new JobFilter()),
            await Plan(new JobFilter { State = JobState.Failed }),
            await Plan(new JobFilter { Title = "file777" }));

        Assert.Contains("pk_jobs", own, StringComparison.Ordinal);
        Assert.Contains("ix_jobs_id", all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ix_jobs_state_id", failed, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ix_jobs_title_key", found, StringComparison.OrdinalIgnoreCase);
        Assert.All([own, all, failed, found], plan => Assert.DoesNotContain("Seq Scan on jobs", plan, StringComparison.Ordinal));
        Assert.All([own, all, failed], plan => Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal));

        Task<string> Plan(JobFilter filter) => _world.Does((JobQueries use) =>
            Plans.Of(use.Select(filter, PageRequest.First), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Operators_see_everybodys_jobs_by_state_and_let_a_job_that_was_given_up_be_tried_again()
    {
        using var browser = await Person(_vendor, "en", Role.ProgramOperator);
        var provider = await _world.Provider();
        var given = await _world.HasJob(provider, title: "given.csv", happens: j => _world.Fails(j, JobReasons.GaveUp.About(3)));
        var refused = await _world.HasJob(_vendor, title: "refused.csv", happens: j => _world.Fails(j, JobReasons.NotFound));
        await _world.HasJob(_vendor, title: "running.csv", happens: Half);

        var all = await browser.Open("/ops/jobs");
        var failed = await browser.Open("/ops/jobs?state=Failed");
        var useless = await browser.Submit(failed, "retry", ("Form.Id", $"{refused.Id}"));
        var again = await browser.Submit(await browser.Open("/ops/jobs?state=Failed"), "retry", ("Form.Id", $"{given.Id}"));

        Assert.All(["given.csv", "refused.csv", "running.csv", provider.Name], words => Assert.Contains(words, all.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("running.csv", failed.Text, StringComparison.Ordinal);
        Assert.Equal([$"{given.Id}"], Buttons(failed));
        Assert.Contains("JOB_RETRY_OF_NO_USE", useless.Reasons);
        Assert.EndsWith("/ops/jobs?done=jobRetried", again.Location, StringComparison.Ordinal);
        Assert.NotEqual("JOB_GAVE_UP", (await _world.Look(given)).Reasons.Select(r => r.Code).FirstOrDefault());
    }

    [Fact]
    public async Task The_top_bar_knows_the_newest_unfinished_job_and_how_many_there_are()
    {
        var manager = CallerOf(_vendor, Role.CatalogManager);
        await _world.HasJob(_vendor, title: "finished.csv", happens: job => job.Cancel(_world.Now));
        var nothing = await Unfinished(manager);
        await _world.HasJob(_vendor, title: "waiting.csv");
        var newest = await _world.HasJob(_vendor, title: "running.csv", happens: Half);

        Assert.Null(nothing);
        var found = await Unfinished(manager);
        Assert.Equal((2L, newest.Id, "running.csv", 50), (found!.Count, found.Newest, found.Title[0], found.Percent));
        Assert.Null(await Unfinished(CallerOf(_vendor, Role.BillingOperator)));
        Assert.Null(await Unfinished(CallerOf(await _world.Provider(), Role.GlobalAdmin)));
        Assert.Null(await Unfinished(new Caller()));
    }

    [Theory]
    [InlineData("/ops/jobs")]
    [InlineData("/ops/mail")]
    [InlineData("/ops/partners")]
    public async Task Pages_of_operators_are_for_operators_only(string path)
    {
        using var provider = await Person(await _world.Provider(), "en", Role.GlobalAdmin);
        using var customer = await Person(await _world.Customer(), "en", Role.GlobalAdmin);
        using var auditor = await Person(_vendor, "en", Role.Auditor);

        Assert.Equal(HttpStatusCode.Forbidden, (await provider.Open(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await customer.Open(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await auditor.Open(path)).Status);
    }

    /// <summary>Half of the second step is done.</summary>
    private void Half(Job job)
    {
        _world.Begins(job);
        job.Reached(new JobProgress(2, 4, "Check", 60, 120, 1_234, 5));
    }

    private Task<UnfinishedJobs?> Unfinished(Caller caller) =>
        _world.Does((JobQueries jobs) => jobs.Unfinished(caller, TestContext.Current.CancellationToken));

    private static Caller CallerOf(Participant participant, params Role[] roles) =>
        new() { Subject = new Subject(participant.As([.. roles]), [], "") };

    private static IEnumerable<string> Buttons(SeenPage page) =>
        System.Text.RegularExpressions.Regex.Matches(page.Html, "<button[^>]*name=\"Form.Id\" value=\"([^\"]*)\"")
            .Select(match => match.Groups[1].Value);

    private async Task<Browser> Person(Participant of, string language, params Role[] roles)
    {
        var browser = new Browser(_server);
        await browser.SignIn(await _world.User(of, $"user{Guid.NewGuid():N}"[..20], [.. roles]));
        await browser.Open($"/home?culture={language}");
        return browser;
    }
}
