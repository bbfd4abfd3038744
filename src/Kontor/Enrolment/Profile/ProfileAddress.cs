using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// Use cases around the link that goes to the changed address of a primary contact (ACC-49, ENR-35): to look behind it, to
/// confirm, and to want another one. Looking changes nothing.
/// </summary>
public sealed class ProfileAddress(KontorDb db, OrganisationFiles files, ProfileNews news, TimeProvider clock)
{
    public async Task<Result<OpenedAddressLink>> Open(string? token, CancellationToken cancel) =>
        await Find(token, cancel) is { } file ? Opened(file) : ApplicationReasons.LinkInvalid;

    /// <summary>Whoever holds the link confirms the address. A second click finds it confirmed.</summary>
    public async Task<Result<OpenedAddressLink>> Confirm(string? token, CancellationToken cancel)
    {
        if (await Find(token, cancel) is not { } file)
        {
            return ApplicationReasons.LinkInvalid;
        }

        var (now, verification) = (clock.Now(), file.Verification!);
        if (verification.LinkUsedAt is not null)
        {
            return Opened(file);
        }

        verification.UseLink(now);
        var contact = new Actor(file.Tenant.Id, file.Tenant.Kind, null, null, file.Legal.Contact.Email, []);
        file.Checks.Single(check => check.Kind == CheckKind.Email).Decide(passed: true, contact.Name, now);
        news.Note(file, ProfileEvent.AddressConfirmed, contact, now);
        db.Record(
            contact, "ContactAddressConfirmed", file.Organisation.Id.ToString(), null, new { Email = contact.Name }, now);
        if (verification.Settle(file.Checks, null, now))
        {
            news.Tell(file, null, now);
        }

        return await db.TrySaveChanges(cancel) is null ? Opened(file) : ApplicationReasons.LinkInvalid;
    }

    /// <summary>ENR-35: a new mail; the link in the old one is void.</summary>
    public async Task<Result<OrganisationFile>> Resend(Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var may = LegalProfileRules.MayWrite(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        var isOpen = file.Checks.Any(check => check is { Kind: CheckKind.Email, Outcome: CheckOutcome.Open });
        if (file.Verification is not { } verification || !isOpen)
        {
            return LegalProfileReasons.NoAddressOpen;
        }

        if (!verification.MaySendLink(now))
        {
            return ApplicationReasons.TooManyMails.About(ApplicationRules.MaxMails);
        }

        news.SendLink(file, now);
        news.Note(file, ProfileEvent.MailResent, actor, now);
        db.Record(
            actor, "VerificationMailResent", file.Organisation.Id.ToString(), null,
            new { Email = file.Organisation.ContactEmail }, now);
        return await db.TrySaveChanges(cancel) is null ? file : LegalProfileReasons.ChangedMeanwhile;
    }

    /// <summary>The profile behind a link that holds, or was used and not replaced since.</summary>
    private async Task<OrganisationFile?> Find(string? token, CancellationToken cancel) =>
        InvitationLinks.IsToken(token)
        && await files.WithLink(token, cancel) is { Verification: { } verification } file
        && (verification.LinkUsedAt is not null || verification.LinkHoldsAt(clock.Now()))
            ? file
            : null;

    private static OpenedAddressLink Opened(OrganisationFile file) => new(
        file.Organisation.Name,
        file.Legal.Contact.FullName,
        file.Organisation.ContactEmail,
        file.Verification!.LinkUsedAt is not null,
        IsOfApplication: false);
}
