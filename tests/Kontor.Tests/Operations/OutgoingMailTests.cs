using System.Net;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

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
    [InlineData("Waiting", "No mail waits to be sent.")]
    [InlineData("Failing", "No mail fails.")]
    [InlineData("Sent", "No mail was sent lately.")]
    [InlineData("7", "No mail fails.")]
    public async Task A_state_without_mails_says_so(string state, string said)
    {
        await using var world = await World.Create();
        using var browser = await Operator(world, "en");

        Assert.Contains(said, (await browser.Open($"/ops/mail?state={state}")).Text, StringComparison.Ordinal);
    }

    private static async Task<Browser> Operator(World world, string language)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Vendor(), "operator", Role.ProgramOperator));
        await browser.Open($"/home?culture={language}");
        return browser;
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

    private static async Task Dispatch(World world)
    {
        using var signal = new OutboxSignal();
        using var dispatcher = new OutboxDispatcher(
            world.Source, new Carrier(), world.Services.GetRequiredService<MailSeal>(), signal, world.Clock,
            NullLogger<OutboxDispatcher>.Instance);
        Assert.Equal(1, await dispatcher.SendDue(CancellationToken.None));
    }

    private static string IdIn(SeenPage page) =>
        System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"Form.Id\" value=\"([^\"]*)\"").Groups[1].Value;

    private sealed class Carrier : IMailCarrier
    {
        public int BatchSize => 10;

        public Task Deliver(IReadOnlyList<(Guid Id, Mail Mail)> mails, NpgsqlConnection claim, CancellationToken cancel) =>
            Task.CompletedTask;
    }
}
