using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Kontor.Kernel;

/// <summary>A mail as it goes over the wire: its text, and the same as HTML.</summary>
internal static class MailMessages
{
    public static MailMessage Of(Guid id, Mail mail, MailOptions options)
    {
        var sender = options.SenderAddress;
        var message = new MailMessage(sender, new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };

        // The same over repetitions, so that the reader's server drops a second one.
        message.Headers.Add("Message-ID", $"<{id:N}@{sender.Host}>");
        message.Headers.Add("Content-Language", mail.Language);

        // RFC 3834: nobody's absence is to be answered to a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");

        // RFC 2046, 5.1.4: what the reader likes best comes last.
        message.AlternateViews.Add(Part(Lines(mail.Text), MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(Part(Lines(MailHtml.Of(mail, options.SenderName)), MediaTypeNames.Text.Html));
        return message;
    }

    /// <summary>Only an address that has other letters needs servers that take them.</summary>
    public static SmtpDeliveryFormat FormatOf(Mail mail) =>
        Ascii.IsValid(mail.To) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International;

    private static AlternateView Part(string text, string type)
    {
        var part = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        part.TransferEncoding = TransferEncoding.QuotedPrintable;
        return part;
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");
}
