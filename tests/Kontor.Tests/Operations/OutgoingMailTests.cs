using System.Net;
using System.Runtime.CompilerServices;
using Kontor.Kernel;
using Kontor.Operations;
using Kontor.Tests.Mails;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Operations;

/// <summary>Operators see whom mail goes to and how it stands, never what it says (REL-30).</summary>
public sealed class OutgoingMailTests
{
    private const string Secret = "https://kontor.test/invitations/partner/SECRET";

    [Theory]
    [InlineData("en", "Failing", "Last failure: IOException", "Invitation to a partnership")]
    [InlineData("de", "Scheitert", "Letzter Fehler: IOException", "Einladung zu einer Partnerschaft")]
    [InlineData("nl", "Mislukt steeds", "Laatste fout: IOException", "Uitnodiging voor een partnerschap")]
    [Trait("Rule", "REL-30")]
    public async Task A_mail_that_fails_is_shown_without_its_text_and_is_tried_again_at_once(
        string language, string state, string error, string kind)
    {
        await using var world = await World.Create();
        using var browser = await Operator(world, language);
        await Closed(world, "ada@example.org", hasFailed: true);

        var page = await browser.Open("/ops/mail");
        var again = await browser.Submit(page, "retry", ("Form.Id", IdIn(page)));
        var sent = await UntilSent(browser);
        var late = await browser.Submit(page, "retry", ("Form.Id", IdIn(page)), ("_requestKey", $"{Guid.NewGuid()}"));

        Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Language));
        Assert.All(
            ["@example.org", state, error, kind], words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("SECRET", page.Html + sent.Html, StringComparison.Ordinal);
        Assert.EndsWith("/ops/mail?done=mailRetried", again.Location, StringComparison.Ordinal);
        Assert.Contains(kind, sent.Text, StringComparison.Ordinal);
        Assert.Contains("MAIL_NOT_FAILING", late.Reasons);
    }

    [Fact]
    public async Task What_was_sent_is_known_for_thirty_days_without_the_text()
    {
        await using var world = await World.Create();
        await Closed(world, "old@example.org");
        await Dispatch(world);
        world.Clock.Advance(SentMail.Kept + TimeSpan.FromSeconds(1));
        await Closed(world, "new@example.org");
        await Dispatch(world);

        await using var db = world.Db();
        var kept = await db.SentMails.SingleAsync();
        Assert.Equal(
            ("new@example.org", "partnerInvitation", "en", 0), (kept.Recipient, kept.Template, kept.Language, kept.Attempts));
        Assert.DoesNotContain(
            "SECRET", await db.Database.SqlQuery<string>($"select s::text as \"Value\" from sent_mails s").SingleAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "No mail was written lately.")]
    [InlineData("7", "No mail was written lately.")]
    [InlineData("Failing", "Nothing matches")]
    [InlineData("Sent", "Nothing matches")]
    public async Task A_list_without_mails_says_whether_there_are_none_or_none_that_match(string state, string said)
    {
        await using var world = await World.Create();
        using var browser = await Operator(world, "en");

        Assert.Contains(said, (await browser.Open($"/ops/mail?state={state}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_left_and_what_has_not_is_one_list_that_is_narrowed_searched_and_exported()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world, "en");
        await Has(world, new("old@example.org", "Hello", Secret, "en", "partnerInvitation"), sent: true);
        world.Clock.Advance(TimeSpan.FromDays(2));
        await Has(world, new("Failed@example.org", "Hello", Secret, "de", "customerInvitation"), sent: false);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await Has(world, new("left@example.org", "Hello", Secret, "de", "partnerInvitation"), sent: true);

        Assert.Equal(["left", "Failed", "old"], await Names(""));
        Assert.Equal(["old", "Failed", "left"], await Names("&sort=written"));
        Assert.Equal(["Failed"], await Names("&q=FAILED"));
        Assert.Equal(["left"], await Names("&q=Lef"));
        Assert.Equal(["left", "old"], await Names("&mail=partnerInvitation"));
        Assert.Equal(["left", "Failed"], await Names("&language=de"));
        Assert.Equal(["Failed"], await Names("&state=Failing"));
        Assert.Equal(["left", "old"], await Names("&state=Sent"));
        Assert.Equal(["old"], await Names("&to=2026-03-02"));
        Assert.DoesNotContain("SECRET", (await browser.Open("/ops/mail/export?format=csv")).Html, StringComparison.Ordinal);

        async Task<string[]> Names(string chosen)
        {
            var page = await browser.Open($"/ops/mail?size=25{chosen}");
            var file = await browser.Open($"/ops/mail/export?format=csv{chosen}");
            string[] shown =
            [
                .. System.Text.RegularExpressions.Regex.Matches(page.Html, "<th scope=\"row\"><span class=\"long\"><span><span>(\\w+)</span><wbr><span>@")
                    .Select(match => match.Groups[1].Value),
            ];
            Assert.Equal(shown, file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split('@')[0]));
            return shown;
        }
    }

    [Fact]
    public async Task Mail_is_walked_forth_and_back_over_both_tables_and_read_along_their_keys()
    {
        await using var world = await World.Create();
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into sent_mails (id, recipient, language, template, created_at, attempts, sent_at)
                select (lpad(to_hex(n * 1000), 12, '0') || '70008' || substr(md5(n::text), 1, 15))::uuid,
                    'r' || n || '@example.org', 'en', 'orderConfirmed', now(), 0, now()
                from generate_series(1::bigint, 20000) n
                """,
                TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"analyze sent_mails", TestContext.Current.CancellationToken);
        }

        for (var number = 0; number < 8; number++)
        {
            await Has(world, new($"new{number}@example.org", "Hello", Secret, "en"), sent: number % 2 == 0);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var walked = new List<OutgoingMail>();
        var (part, page) = (new PageRequest(3, null), (Page<OutgoingMail>?)null);
        for (var number = 0; number < 4; number++)
        {
            page = await List(new MailFilter(), part);
            walked.AddRange(page.Items);
            part = PageRequest.From(3, page.NextCursor).ValueOrNull!;
        }

        var back = await List(new MailFilter(), PageRequest.From(3, null, page!.PreviousCursor).ValueOrNull!);
        var (all, found) = (await Plan(new MailFilter()), await Plan(new MailFilter(Recipient: "r77")));

        Assert.Equal(Enumerable.Range(0, 8).Reverse().Select(n => $"new{n}@example.org"), walked.Take(8).Select(mail => mail.Recipient));
        Assert.Equal(12, walked.Select(mail => mail.Id).Distinct().Count());
        Assert.Equal(walked[6..9], back.Items);
        Assert.Equal(1_001, await Counted(new MailFilter()));
        Assert.Equal(111, await Counted(new MailFilter(Recipient: "r77")));
        Assert.Contains("pk_sent_mails", all, StringComparison.Ordinal);
        Assert.Contains("ix_sent_mails_recipient_key", found, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Seq Scan on sent_mails", all + found, StringComparison.Ordinal);

        Task<Page<OutgoingMail>> List(MailFilter filter, PageRequest asked) => world.Does((OutgoingMailQueries use) =>
            use.List(filter, asked, TestContext.Current.CancellationToken));

        Task<int> Counted(MailFilter filter) => world.Does((OutgoingMailQueries use) =>
            use.Count(filter, 1_000, TestContext.Current.CancellationToken));

        Task<string> Plan(MailFilter filter) => world.Does((OutgoingMailQueries use) =>
            Plans.Of(use.Select(filter, PageRequest.First), TestContext.Current.CancellationToken));
    }

    private static async Task<Browser> Operator(World world, string language)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Vendor(), "operator", Role.ProgramOperator));
        await browser.Open($"/home?culture={language}");
        return browser;
    }

    /// <summary>A mail that left, or one that failed and is tried again in an hour.</summary>
    private static async Task Has(World world, Mail mail, bool sent)
    {
        var message = mail.ToOutbox(world.Now);
        await using var db = world.Db();
        if (sent)
        {
            db.Add(new SentMail
            {
                Id = message.Id,
                Recipient = mail.To,
                Language = mail.Language,
                Template = mail.Template,
                CreatedAt = world.Now,
                SentAt = world.Now,
                Attempts = 0,
            });
        }
        else
        {
            (message.Attempts, message.LastError, message.DueAt) = (1, nameof(IOException), world.Now.AddDays(30));
            db.Add(message);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>The server of the world sends it as soon as it is due: what has failed is not due for an hour.</summary>
    private static async Task Closed(World world, string recipient, bool hasFailed = false)
    {
        var seal = world.Services.GetRequiredService<MailSeal>();
        var message = seal.Close(new Mail(recipient, "Hello", Secret, "en", "partnerInvitation"), world.Now);
        if (hasFailed)
        {
            (message.Attempts, message.LastError, message.DueAt) = (2, nameof(IOException), world.Now.AddHours(1));
        }

        await using var db = world.Db();
        db.Add(message);
        await db.SaveChangesAsync();
    }

    private static async Task<SeenPage> UntilSent(Browser browser)
    {
        for (var attempt = 0; ; attempt++)
        {
            var page = await browser.Open("/ops/mail?state=Sent");
            if (page.Text.Contains("@example.org", StringComparison.Ordinal))
            {
                return page;
            }

            Assert.True(attempt < 200, "The mail does not leave.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static async Task Dispatch(World world) => Assert.Equal(1, await Outbox.Send(world, new Carrier()));

    private static string IdIn(SeenPage page) =>
        System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"Form.Id\" value=\"([^\"]*)\"").Groups[1].Value;

    private sealed class Carrier : IMailCarrier
    {
        public int BatchSize => 10;

        public TimeSpan Longest => TimeSpan.FromMinutes(1);

        public async IAsyncEnumerable<IReadOnlyList<MailDelivery>> Deliver(
            IReadOnlyList<(Guid Id, Mail Mail)> mails, [EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            yield return MailDelivery.Sent(mails);
        }
    }
}
