using System.Text.RegularExpressions;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Operations;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Mails;

/// <summary>Mail on its way to a real SMTP server that encrypts and asks who sends.</summary>
public sealed class SmtpCarrierTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task An_invitation_leaves_encrypted_and_its_link_leads_to_the_page()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider("DE"), await world.Reseller("DE"));
        using var browser = new Browser(await world.WholeServer(isDemo: false, settings: server.Settings()));

        var issued = await world.AsksForPartnership(provider, reseller, send: true, language: "de");
        var mail = Assert.Single(await server.Until(1));
        await browser.SignIn(await world.User(reseller, "boss", Role.GlobalAdmin));
        Assert.Contains(issued.Link, mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{issued.Link}\">{issued.Link}</a>", mail.Html, StringComparison.Ordinal);
        var page = await browser.Open(issued.Link[World.PublicUrl.Length..]);

        Assert.Contains(provider.Name, page.Text, StringComparison.Ordinal);
        Assert.Equal((true, "kontor", "kontor@vendor.example"), (mail.IsEncrypted, mail.User, mail.From));
        Assert.Equal($"boss@mail.{reseller.Domain}", mail.To);
        Assert.Equal(("de", "auto-generated"), (mail.Header("Content-Language"), mail.Header("Auto-Submitted")));
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(["text/plain", "text/html"], mail.Parts);
    }

    [Fact]
    [Trait("Rule", "ENR-29")]
    public async Task The_newest_link_of_an_enrollment_confirms_the_address_and_the_next_mail_says_so()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        var applicant = await world.Draft();
        using var browser = new Browser(await world.WholeServer(isDemo: false, settings: server.Settings()));

        await world.Does((SubmitApplication use) => use.Handle(applicant.GlobalAdmin, true, Cancel));
        await server.Until(1);
        await world.Does((VerifyAddress use) => use.Resend(applicant.GlobalAdmin, Cancel));
        var mails = await server.Until(2);
        var links = mails.Select(mail => Regex.Match(mail.Text, $"{World.PublicUrl}({ApplicationNews.LinkPath}\\S+)").Groups[1].Value).ToList();
        var old = await browser.Open(links[0]);
        var opened = await browser.Open(links[1]);
        var untouched = (await world.ApplicationOf(applicant)).State;
        await browser.Submit(opened, "confirm");
        var told = (await server.Until(3))[2];

        Assert.All(mails, mail => Assert.Equal($"ada@{applicant.Domain}", mail.To));
        Assert.Equal(["EMAIL_LINK_INVALID"], old.Reasons);
        Assert.Equal(EnrolmentState.AwaitingEmailVerification, untouched);
        Assert.Equal(EnrolmentState.InReview, (await world.ApplicationOf(applicant)).State);
        Assert.Contains(World.PublicUrl + ApplicationNews.StatusPath, told.Text, StringComparison.Ordinal);
        Assert.Equal("de", told.Header("Content-Language"));
    }

    [Fact]
    public async Task A_mail_refused_for_good_is_given_up_and_the_others_are_not_held_back_or_repeated()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        string[] recipients = ["a@x.example", "refused@x.example", "b@x.example", "spam@x.example", "busy@x.example", "c@x.example"];
        await Outbox.Write(world, recipients);

        await Outbox.Send(world, server.Options());
        var delivered = await server.Until(3);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await Outbox.Send(world, server.Options());
        var states = await States(world);

        Assert.Equal(["a@x.example", "b@x.example", "c@x.example"], delivered.Select(mail => mail.To));
        Assert.Equal(3, server.Taken.Count);
        Assert.Equal(
            [
                ("refused@x.example", MailState.Undelivered, "Smtp550", 1),
                ("spam@x.example", MailState.Undelivered, "Smtp554", 1),
                ("busy@x.example", MailState.Failing, "Smtp450", 2),
            ],
            states.Where(mail => mail.State != MailState.Sent)
                .Select(mail => (mail.Recipient, mail.State, mail.LastError!, mail.Attempts)));
    }

    [Fact]
    public async Task A_mail_that_was_given_up_is_tried_again_when_an_operator_wants_it()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        await Outbox.Write(world, "refused@x.example");
        await Outbox.Send(world, server.Options());
        var id = Assert.Single(await States(world)).Id;

        var retried = await world.Does((RetryMail use) => use.Handle(id, Cancel));
        var waits = Assert.Single(await States(world)).State;
        Assert.Equal(1, await Outbox.Send(world, server.Options()));

        Assert.True(retried.IsGranted);
        Assert.Equal(MailState.Failing, waits);
        Assert.Equal((MailState.Undelivered, 2), ((await States(world))[0].State, (await States(world))[0].Attempts));
    }

    [Fact]
    public async Task With_a_wrong_password_nothing_leaves_and_with_the_right_one_everything_does()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        await Outbox.Write(world, "a@x.example", "b@x.example");
        var options = server.Options();
        var file = Path.Combine(Path.GetDirectoryName(server.AuthorityFile)!, "password");
        (options.Password, options.PasswordFile) = (null, file);

        await File.WriteAllTextAsync(file, "wrong\n", Cancel);
        await Outbox.Send(world, options);
        var refused = await States(world);
        await File.WriteAllTextAsync(file, MailServer.Password + "\n", Cancel);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await Outbox.Send(world, options);

        Assert.All(refused, mail => Assert.Equal((MailState.Failing, MailError.SignIn), (mail.State, mail.LastError)));
        Assert.Equal(2, (await server.Until(2)).Count);
        Assert.All(await States(world), mail => Assert.Equal((MailState.Sent, 1), (mail.State, mail.Attempts)));
    }

    [Fact]
    public async Task A_server_that_was_down_gets_each_mail_once_when_it_is_up_again()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        await Outbox.Write(world, "a@x.example", "b@x.example", "c@x.example");

        await server.Down();
        await Outbox.Send(world, server.Options());
        var away = await States(world);
        await server.Up();
        var tooEarly = await Outbox.Send(world, server.Options());
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await Outbox.Send(world, server.Options());
        var delivered = await server.Until(3);

        Assert.All(away, mail => Assert.Equal((MailState.Failing, MailError.NoConnection), (mail.State, mail.LastError)));
        Assert.Equal(0, tooEarly);
        Assert.Equal(["a@x.example", "b@x.example", "c@x.example"], delivered.Select(mail => mail.To).Order());
        Assert.Single(delivered.Select(mail => mail.Connection).Distinct());
    }

    [Fact]
    public async Task A_server_that_does_not_answer_costs_one_mail_its_time_and_no_transaction_waits_for_it()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        await Outbox.Write(world, "silent@x.example", "a@x.example");
        var options = server.Options();
        options.TimeoutSeconds = 2;

        var sending = Outbox.Send(world, options);
        await Task.Delay(1000, Cancel);
        var open = await OpenTransactions(world);
        Assert.False(sending.IsCompleted);
        await sending;
        var states = (await States(world)).ToDictionary(mail => mail.Recipient);
        await Outbox.Send(world, options);

        Assert.Equal(0, open);
        Assert.Equal((MailState.Failing, MailError.Timeout), (states["silent@x.example"].State, states["silent@x.example"].LastError));
        Assert.Equal((MailState.Waiting, 0), (states["a@x.example"].State, states["a@x.example"].Attempts));
        Assert.Equal("a@x.example", Assert.Single(await server.Until(1)).To);
    }

    [Theory]
    [InlineData("localhost", false, MailError.Certificate)]
    [InlineData("elsewhere.example", true, MailError.Certificate)]
    public async Task A_server_whose_certificate_is_not_trusted_or_for_another_name_gets_nothing(
        string name, bool isKnown, string error)
    {
        await using var server = await MailServer.Start(name);
        await using var world = await World.Create();
        await Outbox.Write(world, "a@x.example");
        var options = server.Options();
        options.CertificateAuthority = isKnown ? options.CertificateAuthority : null;

        await Outbox.Send(world, options);

        Assert.Equal((MailState.Failing, error), ((await States(world))[0].State, (await States(world))[0].LastError));
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_server_that_does_not_encrypt_gets_mail_only_where_that_is_allowed(bool mustEncrypt, int taken)
    {
        await using var server = await MailServer.Start(isPlain: true);
        await using var world = await World.Create();
        await Outbox.Write(world, "a@x.example");
        var options = server.Options();
        (options.StartTls, options.User, options.Password) = (mustEncrypt, null, null);

        await Outbox.Send(world, options);

        Assert.Equal(taken, (await server.Until(taken)).Count);
        Assert.Equal(mustEncrypt ? MailError.NoTls : null, (await States(world))[0].LastError);
    }

    [Fact]
    public async Task A_mail_that_comes_a_second_time_has_the_same_id_for_the_readers_server()
    {
        await using var server = await MailServer.Start();
        await using var world = await World.Create();
        await Outbox.Write(world, "a@x.example");
        await using (var db = world.Db())
        {
            // The server that sent it died before it could remember.
            var row = await db.OutboxMessages.AsNoTracking().SingleAsync(Cancel);
            await Outbox.Send(world, server.Options());
            db.Add(row);
            await db.SaveChangesAsync(Cancel);
        }

        await Outbox.Send(world, server.Options());
        var twice = await server.Until(2);

        Assert.Single(twice.Select(mail => mail.Header("Message-ID")).Distinct());
        Assert.Matches("^<[0-9a-f]{32}@vendor.example>$", twice[0].Header("Message-ID"));
        Assert.Equal(MailState.Sent, Assert.Single(await States(world)).State);
    }

    private static async Task<IReadOnlyList<OutgoingMail>> States(World world) => (await world.Does(
        (OutgoingMailQueries use) => use.List(new MailFilter { IsOldestFirst = true }, PageRequest.First, Cancel))).Items;

    private static async Task<int> OpenTransactions(World world)
    {
        await using var db = world.Db();
        return await db.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
                and backend_type = 'client backend'
            """).SingleAsync(Cancel);
    }
}
