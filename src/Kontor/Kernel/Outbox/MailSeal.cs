using Microsoft.AspNetCore.DataProtection;

namespace Kontor.Kernel;

/// <summary>
/// Closes mails that carry a personal link before they are stored, and opens them for delivery: at rest nobody reads
/// the link (REL-30). Mails without a secret are stored open.
/// </summary>
public sealed class MailSeal(IDataProtectionProvider protection)
{
    private const string SealedKind = "sealed-mail";

    private readonly IDataProtector _protector = protection.CreateProtector("Kontor.Mail");

    /// <summary>The outbox row for a mail whose text holds a secret.</summary>
    public OutboxMessage Close(Mail mail, DateTimeOffset now) =>
        mail.ToOutbox(SealedKind, _protector.Protect(mail.ToJson()), now);

    public Mail Open(OutboxMessage message) =>
        Mail.FromJson(message.Kind == SealedKind ? _protector.Unprotect(message.Payload) : message.Payload);
}
