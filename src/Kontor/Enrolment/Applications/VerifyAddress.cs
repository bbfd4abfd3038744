using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>What the page behind the link shows: for what the address is confirmed.</summary>
/// <param name="Organisation">The name that was sent.</param>
/// <param name="Contact">The person it was sent to.</param>
/// <param name="Email">The address.</param>
/// <param name="IsConfirmed">The link was used before.</param>
/// <param name="IsOfApplication">Whether it is of an application; else of a profile that was changed (ACC-49).</param>
public sealed record OpenedAddressLink(
    string Organisation, string Contact, string Email, bool IsConfirmed, bool IsOfApplication);

/// <summary>
/// Use cases around the link that proves who the primary contact is (ENR-29, ENR-35): to look behind it, to confirm, to
/// want another one, and to name another address. Programs that look through mails open links, so looking changes nothing.
/// </summary>
public sealed class VerifyAddress(
    KontorDb db,
    ApplicationFiles files,
    ApplicationNews news,
    ProfileAddress changed,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <summary>Looks behind the link; changes nothing.</summary>
    public async Task<Result<OpenedAddressLink>> Open(string? token, CancellationToken cancel) =>
        await Find(token, cancel) is { } file ? Opened(file) : await changed.Open(token, cancel);

    /// <summary>Whoever holds the link confirms the address. A second click finds it confirmed.</summary>
    public async Task<Result<OpenedAddressLink>> Confirm(string? token, CancellationToken cancel)
    {
        if (await Find(token, cancel) is not { } file)
        {
            return await changed.Confirm(token, cancel);
        }

        var (now, application) = (clock.Now(), file.Application!);
        if (application.LinkUsedAt is not null)
        {
            return Opened(file);
        }

        if (!file.Enrolment!.TryBecome(EnrolmentEvent.EmailVerified, now))
        {
            return ApplicationReasons.LinkInvalid;
        }

        application.UseLink(now);
        var contact = new Actor(file.Tenant.Id, file.Tenant.Kind, null, null, application.Contact.Email, []);
        file.Checks.Single(check => check.Kind == CheckKind.Email).Decide(passed: true, contact.Name, now);
        news.Note(application, ApplicationEvent.AddressConfirmed, contact, now);
        news.Tell(file, now);
        db.Record(
            contact, "ContactAddressConfirmed", file.Tenant.Id.ToString(), null, new { application.Contact.Email }, now);
        return await db.TrySaveChanges(cancel) is null ? Opened(file) : ApplicationReasons.LinkInvalid;
    }

    /// <summary>ENR-39: a new mail; the link in the old one is void.</summary>
    public Task<Result<ApplicationFile>> Resend(Actor actor, CancellationToken cancel) =>
        Mail(actor, EnrolmentEvent.MailResent, ApplicationEvent.MailResent, null, cancel);

    /// <summary>ENR-39: the primary contact has another address, which gets the only link that counts.</summary>
    public Task<Result<ApplicationFile>> Change(Actor actor, string email, CancellationToken cancel) =>
        Mail(actor, EnrolmentEvent.AddressChanged, ApplicationEvent.AddressChanged, email.Trim(), cancel);

    private async Task<Result<ApplicationFile>> Mail(
        Actor actor, EnrolmentEvent happened, ApplicationEvent what, string? email, CancellationToken cancel)
    {
        var now = clock.Now();
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        if (file.Application is not { } application)
        {
            return ApplicationReasons.NotStarted;
        }

        var decision = (email is null ? Decision.Granted : ProfileRules.AddressIsGood(email, options.Value.DirectoryDomain))
            .And(Decision.RequireAll(
                (application.MaySendLink(now), ApplicationReasons.TooManyMails.About(ApplicationRules.MaxMails))));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (!file.Enrolment!.TryBecome(happened, now))
        {
            return ApplicationReasons.NotPossibleNow;
        }

        if (email is not null)
        {
            application.Contact = application.Contact with { Email = email };
            ApplicationDraft.Adopt(db, file);
        }

        news.SendLink(file, now);
        news.Note(application, what, actor, now);
        if (email is null)
        {
            db.Record(actor, "VerificationMailResent", actor.TenantId.ToString(), null, new { application.Contact.Email }, now);
        }
        else
        {
            db.Record(actor, "ContactAddressChanged", actor.TenantId.ToString(), null, new { application.Contact.Email }, now);
        }

        return await db.TrySaveChanges(cancel) is null ? file : ApplicationReasons.ChangedMeanwhile;
    }

    /// <summary>The file behind a link that holds, or was used and not replaced since.</summary>
    private async Task<ApplicationFile?> Find(string? token, CancellationToken cancel)
    {
        if (!InvitationLinks.IsToken(token) || await files.WithLink(token, cancel) is not { Application: { } application } file)
        {
            return null;
        }

        return application.LinkUsedAt is not null
            || (application.LinkHoldsAt(clock.Now()) && file.State == EnrolmentState.AwaitingEmailVerification)
            ? file
            : null;
    }

    private static OpenedAddressLink Opened(ApplicationFile file) => new(
        file.Application!.Profile.LegalName,
        file.Application.Contact.FullName,
        file.Application.Contact.Email,
        file.Application.LinkUsedAt is not null,
        IsOfApplication: true);
}
