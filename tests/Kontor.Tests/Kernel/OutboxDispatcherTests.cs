using System.Collections.Concurrent;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Tests.Kernel;

public sealed class OutboxDispatcherTests
{
    [Fact]
    public async Task Many_dispatchers_at_once_deliver_each_mail_once()
    {
        await using var world = await World.Create();
        await Write(world, 200);
        var carrier = new Carrier();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (await Dispatch(world, carrier) > 0)
            {
                // Until nothing is left.
            }
        }));

        Assert.Equal(200, carrier.Delivered.Count);
        Assert.Equal(200, carrier.Delivered.Distinct().Count());
        await using var db = world.Db();
        Assert.Empty(await db.OutboxMessages.ToListAsync());
    }

    [Fact]
    public async Task A_mail_that_cannot_be_delivered_stays_and_is_tried_again_later_and_later()
    {
        await using var world = await World.Create();
        await Write(world, 1);
        var carrier = new Carrier { IsBroken = true };

        Assert.Equal(1, await Dispatch(world, carrier));
        Assert.Equal(0, await Dispatch(world, carrier));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Dispatch(world, carrier));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Dispatch(world, carrier));
        await using (var db = world.Db())
        {
            var waiting = await db.OutboxMessages.SingleAsync();
            Assert.Equal((2, nameof(IOException)), (waiting.Attempts, waiting.LastError));
        }

        carrier.IsBroken = false;
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Dispatch(world, carrier));
        Assert.Single(carrier.Delivered);
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

    private static async Task Write(World world, int count)
    {
        await using var db = world.Db();
        for (var i = 0; i < count; i++)
        {
            db.Add(new Mail($"{i}@example.org", "Hello", "Text", "en").ToOutbox(world.Now));
        }

        await db.SaveChangesAsync();
    }

    private static async Task<int> Dispatch(World world, IMailCarrier carrier)
    {
        using var signal = new OutboxSignal();
        using var dispatcher = new OutboxDispatcher(
            world.Source, carrier, world.Services.GetRequiredService<MailSeal>(), signal, world.Clock,
            NullLogger<OutboxDispatcher>.Instance);
        return await dispatcher.SendDue(CancellationToken.None);
    }

    /// <summary>Takes mails and remembers them, or fails as a mail server that is away.</summary>
    private sealed class Carrier : IMailCarrier
    {
        public ConcurrentBag<Guid> Delivered { get; } = [];

        public bool IsBroken { get; set; }

        public int BatchSize => 7;

        public Task Deliver(IReadOnlyList<(Guid Id, Mail Mail)> mails, NpgsqlConnection claim, CancellationToken cancel)
        {
            if (IsBroken)
            {
                throw new IOException("The mail server is away.");
            }

            foreach (var (id, _) in mails)
            {
                Delivered.Add(id);
            }

            return Task.CompletedTask;
        }
    }
}
