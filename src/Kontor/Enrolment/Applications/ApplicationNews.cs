using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Enrolment;

/// <summary>
/// What is told of an application: its history, the event of its tenant, and the mails to the primary contact (ENR-29,
/// ENR-30). All of it is saved with the change that it tells of.
/// </summary>
public sealed class ApplicationNews(KontorDb db, MailSeal seal, PublicAddress address, CurrentPolicy policy)
{
    public const string LinkPath = "/verify-email/";

    public const string StatusPath = "/enrol/status";

    private const string LinkMail = "enrolmentVerification";

    private const string StatusMail = "enrolmentStatus";

    /// <summary>Adds a line to the history.</summary>
    public void Note(
        IPartnerApplication application, ApplicationEvent what, Actor by, DateTimeOffset now, string? reason = null) =>
        db.Add(new ApplicationHistory
        {
            Id = Guid.CreateVersion7(now),
            TenantId = application.TenantId,
            Type = application.Type,
            Number = application.Number,
            Event = what,
            At = now,
            By = by.Name,
            IsByOperator = by.TenantKind == TenantKind.Operator,
            Reason = reason,
        });

    /// <summary>Makes a new link, which voids the one before, and mails it.</summary>
    public void SendLink(ApplicationFile file, DateTimeOffset now)
    {
        var application = file.Application!;
        var token = Secrets.New();
        application.NewLink(Secrets.Hash(token), now);
        var until = now + ApplicationRules.LinkLifetime;
        var mail = Written(
            application, LinkMail, "enrolmentMail.verify", application.Contact.FullName, application.Profile.LegalName,
            address.Of(LinkPath + token), until.UtcDateTime.ToString("D", CultureOf(application)));
        db.Add(seal.Close(mail, now));
        Announce(file, now);
    }

    /// <summary>Mails where the application stands now.</summary>
    public void Tell(ApplicationFile file, DateTimeOffset now)
    {
        var (application, state) = (file.Application!, file.Enrolment!.State);
        var culture = CultureOf(application);
        var failed = string.Join(", ", file.Checks
            .Where(check => check.Outcome == CheckOutcome.Failed)
            .Select(check => Texts.In(culture, $"CheckKind.{check.Kind}")));
        db.Add(Written(
            application, StatusMail, $"enrolmentMail.{state}", application.Contact.FullName, application.Profile.LegalName,
            address.Of(StatusPath), policy.Value.EnrolmentReviewWorkingDays, failed, application.RejectedBecause ?? "")
            .ToOutbox(now));
        Announce(file, now);
    }

    private void Announce(ApplicationFile file, DateTimeOffset now) => db.Announce(
        file.Tenant.Id, "enrolment-changed", file.Tenant.Id.ToString(), null,
        new { Type = $"{PartnerType.Reseller}", State = $"{file.Enrolment!.State}" }, now);

    private static Mail Written(ResellerApplication application, string template, string key, params object?[] arguments)
    {
        var culture = CultureOf(application);
        return new Mail(
            application.Contact.Email,
            Texts.In(culture, $"{key}.subject", arguments),
            Texts.In(culture, $"{key}.text", arguments),
            application.Contact.Language,
            template);
    }

    private static System.Globalization.CultureInfo CultureOf(ResellerApplication application) =>
        InvitationLinks.CultureOf(application.Contact.Language);
}
