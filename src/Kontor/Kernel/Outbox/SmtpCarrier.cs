using System.Diagnostics;
using System.Net.Mail;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Kontor.Kernel;

/// <summary>
/// Gives each mail to an SMTP server, over one connection while all goes well. A mail that fails costs itself only: the
/// next one gets a connection of its own.
/// </summary>
internal sealed class SmtpCarrier(MailOptions options) : IMailCarrier
{
    /// <summary>How much longer the mail under way may take when the server stops.</summary>
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(5);

    public int BatchSize => 20;

    // No mail is begun after one has taken its whole time, so two at most are waited for.
    public TimeSpan Longest => options.Timeout * 2;

    public async IAsyncEnumerable<IReadOnlyList<MailDelivery>> Deliver(
        IReadOnlyList<(Guid Id, Mail Mail)> mails, [EnumeratorCancellation] CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        SmtpClient? client = null;
        try
        {
            foreach (var (id, mail) in mails)
            {
                if (cancel.IsCancellationRequested || Stopwatch.GetElapsedTime(begun) >= options.Timeout)
                {
                    yield break;
                }

                MailDelivery delivery;
                try
                {
                    client ??= Connection();
                    await Send(client, id, mail, cancel);
                    delivery = new MailDelivery(id);
                }
                catch (Exception error) when (IsFailure(error))
                {
                    Leave(ref client);
                    var (code, isFinal) = MailError.Of(error);
                    delivery = new MailDelivery(id, code, isFinal);
                }

                yield return [delivery];
            }
        }
        finally
        {
            Leave(ref client);
        }
    }

    private static bool IsFailure(Exception error) => error
        is SmtpException or IOException or FormatException or TimeoutException or OperationCanceledException
        or UnauthorizedAccessException or CryptographicException or InvalidOperationException;

    private SmtpClient Connection() => new(options.Host!, options.Port)
    {
        EnableSsl = options.StartTls,
        Credentials = options.Credential(),
        Timeout = (int)options.Timeout.TotalMilliseconds,
    };

    private async Task Send(SmtpClient client, Guid id, Mail mail, CancellationToken cancel)
    {
        MailTrust.In(options.Authorities());
        using var message = MailMessages.Of(id, mail, options);
        client.DeliveryFormat = MailMessages.FormatOf(mail);
        var sending = client.SendMailAsync(message, CancellationToken.None);
        using var stopping = new CancellationTokenSource();
        await using var stop = cancel.Register(() => stopping.CancelAfter(LastWait));
        await sending.WaitAsync(options.Timeout + LastWait, stopping.Token);
    }

    /// <summary>Ends the connection; a server that has broken it off already is no error.</summary>
    private static void Leave(ref SmtpClient? client)
    {
        try
        {
            client?.Dispose();
        }
        catch (Exception error) when (error is SmtpException or IOException or InvalidOperationException)
        {
            // There is nobody left to take leave of.
        }

        client = null;
    }
}
