using Kontor.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Tests.Mails;

/// <summary>What writes mails and sends them, without a server around it.</summary>
internal static class Outbox
{
    /// <summary>Mails to these recipients, due in that order.</summary>
    public static async Task Write(World world, params string[] recipients)
    {
        await using var db = world.Db();
        foreach (var recipient in recipients)
        {
            db.Add(new Mail(recipient, "Hello", "Text", "en").ToOutbox(world.Now));
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await db.SaveChangesAsync();
    }

    public static Task<int> Send(World world, MailOptions options) => Send(world, new SmtpCarrier(options));

    /// <summary>One round of the dispatcher; returns how many mails it took.</summary>
    public static async Task<int> Send(World world, IMailCarrier carrier, CancellationToken cancel = default)
    {
        using var signal = new OutboxSignal();
        using var dispatcher = new OutboxDispatcher(
            world.Source, carrier, world.Services.GetRequiredService<MailSeal>(), signal, world.Clock,
            NullLogger<OutboxDispatcher>.Instance);
        return await dispatcher.SendDue(cancel);
    }
}
