using System.Globalization;
using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// What is told of a profile: its history, the event of its tenant, and the mails to the primary contact (ENR-29, ENR-30).
/// All of it is saved with the change that it tells of.
/// </summary>
public sealed class ProfileNews(KontorDb db, MailSeal seal, PublicAddress address)
{
    public const string Path = "/settings/organisation";

    private const string LinkMail = "profileVerification";

    private const string StatusMail = "profileStatus";

    /// <summary>Adds a line to the history.</summary>
    public void Note(
        OrganisationFile file, ProfileEvent what, Actor by, DateTimeOffset now, string? reason = null,
        IReadOnlyList<FieldChange>? fields = null) => db.Add(new ProfileHistory
        {
            OrganisationId = file.Organisation.Id,
            Id = Guid.CreateVersion7(now),
            Event = what,
            At = now,
            By = by.Name,
            IsByOperator = by.TenantKind == TenantKind.Operator,
            Reason = reason,
            Fields = fields ?? [],
        });

    /// <summary>Makes a new link, which voids the one before, and mails it to the primary contact.</summary>
    public void SendLink(OrganisationFile file, DateTimeOffset now)
    {
        var (contact, token) = (file.Legal.Contact, Secrets.New());
        file.Verification!.NewLink(Secrets.Hash(token), now);
        var until = now + ApplicationRules.LinkLifetime;
        db.Add(seal.Close(
            Written(
                contact, contact.Email, LinkMail, "profileMail.verify", file.Organisation.Name,
                address.Of(ApplicationNews.LinkPath + token), until.UtcDateTime.ToString("D", CultureOf(contact))),
            now));
    }

    /// <summary>Mails the state of the verification as it is now.</summary>
    /// <param name="file">Whose.</param>
    /// <param name="formerAddress">Where the primary contact was reached until now, and is told too; null for the same.</param>
    /// <param name="now">When.</param>
    public void Tell(OrganisationFile file, string? formerAddress, DateTimeOffset now)
    {
        var (contact, verification) = (file.Legal.Contact, file.Verification!);
        string[] addresses = formerAddress is null ? [contact.Email] : [contact.Email, formerAddress];
        foreach (var recipient in addresses)
        {
            db.Add(Written(
                contact, recipient, StatusMail, $"profileMail.{verification.State}", file.Organisation.Name,
                address.Of(Path), verification.RejectedBecause ?? "").ToOutbox(now));
        }

        db.Announce(
            file.Tenant.Id, "profile-verification-changed", file.Organisation.Id.ToString(), null,
            new { State = $"{verification.State}" }, now);
    }

    private static Mail Written(
        PrimaryContact contact, string recipient, string template, string key, params ReadOnlySpan<object?> arguments)
    {
        var culture = CultureOf(contact);
        object?[] all = [contact.FullName, .. arguments];
        return new Mail(
            recipient, Texts.In(culture, $"{key}.subject", all), Texts.In(culture, $"{key}.text", all), contact.Language,
            template);
    }

    private static CultureInfo CultureOf(PrimaryContact contact) => InvitationLinks.CultureOf(contact.Language);
}
