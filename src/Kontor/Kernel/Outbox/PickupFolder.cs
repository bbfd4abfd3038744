using System.Net.Mail;
using System.Runtime.CompilerServices;

namespace Kontor.Kernel;

/// <summary>Writes each mail as a file into a folder, from which a mail server or a person fetches it.</summary>
internal sealed class PickupFolder(string folder, MailOptions options) : IMailCarrier
{
    public int BatchSize => 20;

    public TimeSpan Longest => TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<IReadOnlyList<MailDelivery>> Deliver(
        IReadOnlyList<(Guid Id, Mail Mail)> mails, [EnumeratorCancellation] CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = Path.GetFullPath(folder),
        };
        foreach (var (id, mail) in mails)
        {
            yield return [await Write(client, id, mail, cancel)];
        }
    }

    private async Task<MailDelivery> Write(SmtpClient client, Guid id, Mail mail, CancellationToken cancel)
    {
        try
        {
            using var message = MailMessages.Of(id, mail, options);
            client.DeliveryFormat = MailMessages.FormatOf(mail);
            await client.SendMailAsync(message, cancel);
            return new MailDelivery(id);
        }
        catch (FormatException error)
        {
            var (code, isFinal) = MailError.Of(error);
            return new MailDelivery(id, code, isFinal);
        }
    }
}
