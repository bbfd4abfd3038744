using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: the applicant writes a part of the application (ENR-27, ENR-28). What is put aside for later may be half
/// written; what is meant to be complete is looked at.
/// </summary>
public sealed class WriteApplication(
    KontorDb db, ApplicationFiles files, Markets markets, IOptions<EnrolmentOptions> options)
{
    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="profile">Of the organization.</param>
    /// <param name="isForLater">Whether the applicant goes on another time.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<ApplicationFile>> Profile(
        Actor actor, LegalProfile profile, bool isForLater, CancellationToken cancel) => Write(
        actor,
        file => isForLater
            ? ProfileRules.HasBounds(profile)
            : ProfileRules.IsComplete(profile, markets.Of(file.Tenant.Market).IsoCode),
        application => application.Profile = profile,
        cancel);

    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="contact">Null where the organization is known already (ENR-06).</param>
    /// <param name="support">Whom customers ask.</param>
    /// <param name="isForLater">Whether the applicant goes on another time.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<ApplicationFile>> Contacts(
        Actor actor, PrimaryContact? contact, SupportContact support, bool isForLater, CancellationToken cancel) => Write(
        actor,
        file => isForLater
            ? (contact is null ? Decision.Granted : ProfileRules.HasBounds(contact)).And(ProfileRules.HasBounds(support))
            : (contact is null || file.Application!.IsOfKnownOrganisation
                ? Decision.Granted
                : ProfileRules.IsComplete(contact, options.Value.DirectoryDomain)).And(ProfileRules.IsComplete(support)),
        application =>
        {
            application.Support = support;
            if (contact is not null && !application.IsOfKnownOrganisation)
            {
                application.Contact = contact;
            }
        },
        cancel);

    private async Task<Result<ApplicationFile>> Write(
        Actor actor, Func<ApplicationFile, Decision> look, Action<ResellerApplication> write, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        if (file.Editable.ValueOrNull is not { } application)
        {
            return file.Editable.Decision;
        }

        var decision = look(file);
        if (!decision.IsGranted)
        {
            return decision;
        }

        write(application);
        application.Touch();
        return await db.TrySaveChanges(cancel) is null ? file : ApplicationReasons.ChangedMeanwhile;
    }
}
