using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace Kontor.Kernel;

/// <summary>
/// Sends what stands in the outbox. Several servers run one each; a mail is claimed until an instant, and whoever finds it
/// unclaimed or its claim run out takes it.
/// </summary>
/// <remarks>
/// A claim is a value in the row and no lock: a mail server that takes its time would hold a transaction open, and with it
/// a connection and the cleaning up of every table. The price is that a server that dies between the mail server's yes and
/// the next statement leaves one mail to be sent a second time. It has the same Message-ID then.
/// </remarks>
public sealed class OutboxDispatcher(
    NpgsqlDataSource database,
    IMailCarrier carrier,
    MailSeal seal,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>What a claim lasts beyond the delivery: to remember it, and for clocks of servers that differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly OutboxRows _rows = new(database);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendDue(stoppingToken) == carrier.BatchSize)
                {
                    // There may be more.
                }

                await signal.Wait(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                log.LogWarning("The outbox rests for a moment: {Reason}", error.Message);
                await Task.Delay(LookAgain, stoppingToken);
            }
        }
    }

    /// <summary>Sends one batch of due mails; returns how many were taken.</summary>
    public async Task<int> SendDue(CancellationToken cancel)
    {
        var now = clock.Now();
        var claim = now + carrier.Longest + Margin;
        var taken = (await _rows.Take(carrier.BatchSize, now, claim, cancel)).ToDictionary(message => message.Id);
        if (taken.Count == 0)
        {
            return 0;
        }

        var count = taken.Count;
        try
        {
            var mails = new List<(Guid Id, Mail Mail)>();
            foreach (var message in taken.Values)
            {
                mails.AddRange(Opened(message));
            }

            var readable = mails.Select(mail => mail.Id).ToHashSet();
            var unreadable = taken.Keys.Where(id => !readable.Contains(id));
            await Note([.. unreadable.Select(id => new MailDelivery(id, MailError.Unreadable))]);
            await foreach (var part in carrier.Deliver(mails, cancel))
            {
                await Note(part);
            }
        }
        catch (Exception error) when (error is not (OperationCanceledException or NpgsqlException))
        {
            log.LogWarning("No mail can be delivered now: {Reason}", error.Message);
            var (code, _) = MailError.Of(error);
            await Note([.. taken.Keys.Select(id => new MailDelivery(id, code))]);
        }
        finally
        {
            await _rows.Release([.. taken.Keys], claim);
        }

        return count;

        // What is known is written down also when the server stops.
        async Task Note(IReadOnlyList<MailDelivery> part)
        {
            var noted = clock.Now();
            await _rows.Remember([.. part.Where(mail => mail.Error is null).Select(mail => mail.Id)], claim, noted);
            foreach (var failed in part.Where(mail => mail.Error is not null))
            {
                var retry = MailRetry.After(taken[failed.Id].Attempts, failed.IsFinal);
                await _rows.PutBack(failed.Id, failed.Error!, retry, claim, noted);
                log.LogWarning(
                    "Mail {Id} was not delivered ({Reason}) and {Next}",
                    failed.Id, failed.Error, retry is null ? "is given up" : "is tried again");
            }

            foreach (var mail in part)
            {
                taken.Remove(mail.Id);
            }
        }
    }

    /// <summary>The mail; none when the keys that closed it are gone.</summary>
    private IEnumerable<(Guid Id, Mail Mail)> Opened(OutboxMessage message)
    {
        try
        {
            return [(message.Id, seal.Open(message))];
        }
        catch (Exception error) when (error is CryptographicException or JsonException or FormatException)
        {
            return [];
        }
    }
}
