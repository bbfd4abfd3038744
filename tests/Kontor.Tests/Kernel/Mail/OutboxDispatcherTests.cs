using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Mails;

public sealed class OutboxDispatcherTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_dispatchers_at_once_deliver_each_mail_once()
    {
        await using var world = await World.Create();
        await Write(world, 200);
        var carrier = new Carrier();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (await Outbox.Send(world, carrier) > 0)
            {
                // Until nothing is left.
            }
        }));

        Assert.Equal(200, carrier.Delivered.Count);
        Assert.Equal(200, carrier.Delivered.Distinct().Count());
        await using var db = world.Db();
        Assert.Empty(await db.OutboxMessages.ToListAsync(Cancel));
        Assert.Equal(200, await db.SentMails.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_delivered_stays_and_is_tried_again_later_and_later()
    {
        await using var world = await World.Create();
        await Write(world, 1);
        var carrier = new Carrier { IsBroken = true };

        Assert.Equal(1, await Outbox.Send(world, carrier));
        Assert.Equal(0, await Outbox.Send(world, carrier));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Outbox.Send(world, carrier));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Outbox.Send(world, carrier));
        await using (var db = world.Db())
        {
            var waiting = await db.OutboxMessages.SingleAsync(Cancel);
            Assert.Equal((2, nameof(IOException)), (waiting.Attempts, waiting.LastError));
        }

        carrier.IsBroken = false;
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Outbox.Send(world, carrier));
        Assert.Single(carrier.Delivered);
    }

    [Fact]
    public async Task After_two_days_of_failures_a_mail_is_given_up_and_thirty_days_later_forgotten()
    {
        await using var world = await World.Create();
        var written = world.Now;
        await Write(world, 1);
        var carrier = new Carrier { IsBroken = true };

        for (var attempt = 0; attempt < 2 * MailRetry.MostAttempts; attempt++)
        {
            await Outbox.Send(world, carrier);
            await using var db = world.Db();
            var mail = await db.OutboxMessages.AsNoTracking().SingleAsync(Cancel);
            if (mail.GivenUpAt is not null)
            {
                Assert.InRange(mail.GivenUpAt.Value - written, TimeSpan.FromHours(47), TimeSpan.FromHours(50));
                Assert.Equal(MailRetry.MostAttempts, mail.Attempts);
                break;
            }

            world.Clock.Advance(mail.DueAt - world.Now);
        }

        carrier.IsBroken = false;
        world.Clock.Advance(SentMail.Kept);
        Assert.Equal(0, await Outbox.Send(world, carrier));
        await using var after = world.Db();
        Assert.Equal(1, await after.OutboxMessages.CountAsync(Cancel));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await Write(world, 1);
        await Outbox.Send(world, carrier);
        Assert.Equal(0, await after.OutboxMessages.CountAsync(Cancel));
        Assert.Single(carrier.Delivered);
    }

    [Fact]
    public async Task What_a_server_took_and_did_not_finish_is_taken_by_another_when_the_claim_has_run_out()
    {
        await using var world = await World.Create();
        await Write(world, 2);
        var carrier = new Carrier();
        var rows = new OutboxRows(world.Source);
        var claim = world.Now + TimeSpan.FromMinutes(2);

        var taken = await rows.Take(1, world.Now, claim, Cancel);
        Assert.Equal(1, await Outbox.Send(world, carrier));
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await Outbox.Send(world, carrier));

        // The first was only frozen: what it says now changes nothing.
        await rows.PutBack(taken[0].Id, MailError.Timeout, TimeSpan.Zero, claim, world.Now);
        await rows.Remember([taken[0].Id], claim, world.Now);
        Assert.Equal(0, await Outbox.Send(world, carrier));
        Assert.Equal(2, carrier.Delivered.Distinct().Count());
        await using var db = world.Db();
        Assert.Equal(2, await db.SentMails.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_server_that_stops_remembers_what_left_and_gives_the_rest_back()
    {
        await using var world = await World.Create();
        await Write(world, 5);
        using var stopping = new CancellationTokenSource();
        var carrier = new Carrier { StopsAfter = 2, Stopping = stopping };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Outbox.Send(world, carrier, stopping.Token));
        carrier.StopsAfter = null;
        Assert.Equal(3, await Outbox.Send(world, carrier));

        Assert.Equal((5, 5), (carrier.Delivered.Count, carrier.Delivered.Distinct().Count()));
        await using var db = world.Db();
        Assert.Equal((5, 0), (await db.SentMails.CountAsync(Cancel), await db.SentMails.SumAsync(mail => mail.Attempts, Cancel)));
    }

    [Fact]
    public async Task A_mail_that_nobody_can_open_fails_alone()
    {
        await using var world = await World.Create();
        await Write(world, 2);
        var carrier = new Carrier();
        await using (var db = world.Db())
        {
            db.Add(new OutboxMessage
            {
                Id = Guid.CreateVersion7(world.Now),
                Kind = "sealed-mail",
                Payload = "not what was closed",
                Recipient = "lost@example.org",
                CreatedAt = world.Now,
                DueAt = world.Now.AddDays(-1),
            });
            await db.SaveChangesAsync(Cancel);
        }

        await Outbox.Send(world, carrier);

        Assert.Equal(2, carrier.Delivered.Count);
        await using var after = world.Db();
        var left = await after.OutboxMessages.SingleAsync(Cancel);
        Assert.Equal(("lost@example.org", MailError.Unreadable, 1), (left.Recipient, left.LastError, left.Attempts));
    }

    [Fact]
    public async Task A_mail_with_a_secret_is_closed_while_it_waits()
    {
        await using var world = await World.Create();
        var seal = world.Services.GetRequiredService<MailSeal>();
        var mail = new Mail("ada@example.org", "Hello", "https://kontor.test/invitations/partner/SECRET", "en");
        var message = seal.Close(mail, world.Now);

        Assert.DoesNotContain("SECRET", message.Payload, StringComparison.Ordinal);
        Assert.Equal(mail, seal.Open(message));
    }

    private static Task Write(World world, int count) =>
        Outbox.Write(world, [.. Enumerable.Range(0, count).Select(i => $"{i}@example.org")]);

    /// <summary>Takes mails and remembers them, fails as a folder that is away, or stops with the server.</summary>
    private sealed class Carrier : IMailCarrier
    {
        public ConcurrentBag<Guid> Delivered { get; } = [];

        public bool IsBroken { get; set; }

        public int? StopsAfter { get; set; }

        public CancellationTokenSource? Stopping { get; init; }

        public int BatchSize => 7;

        public TimeSpan Longest => TimeSpan.FromMinutes(1);

        public async IAsyncEnumerable<IReadOnlyList<MailDelivery>> Deliver(
            IReadOnlyList<(Guid Id, Mail Mail)> mails, [EnumeratorCancellation] CancellationToken cancel)
        {
            if (IsBroken)
            {
                throw new IOException("The folder is away.");
            }

            foreach (var mail in mails)
            {
                if (Delivered.Count == StopsAfter)
                {
                    await Stopping!.CancelAsync();
                }

                cancel.ThrowIfCancellationRequested();
                Delivered.Add(mail.Id);
                yield return MailDelivery.Sent([mail]);
            }
        }
    }
}
