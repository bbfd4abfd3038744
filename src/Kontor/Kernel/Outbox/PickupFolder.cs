using System.Net.Mail;
using Npgsql;

namespace Kontor.Kernel;

/// <summary>Writes each mail as a file into a folder, from which a mail server or a person fetches it.</summary>
public sealed class PickupFolder(string folder) : IMailCarrier
{
    private const string Sender = "noreply@kontor.invalid";

    public int BatchSize => 20;

    public Task Deliver(IReadOnlyList<(Guid Id, Mail Mail)> mails, NpgsqlConnection claim, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = Path.GetFullPath(folder),
        };
        foreach (var (_, mail) in mails)
        {
            using var message = new MailMessage(Sender, mail.To, mail.Subject, mail.Text);
            client.Send(message);
        }

        return Task.CompletedTask;
    }
}
