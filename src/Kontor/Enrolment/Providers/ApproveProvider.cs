using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: an operator approves a partner of another type as provider (ENR-50). Its global admin signs the agreement
/// before the new place can be used, as every partner does. Of two operators at once, one approves.
/// </summary>
public sealed class ApproveProvider(
    KontorDb db, BusinessCards cards, ProviderMails mails, Subjects subjects, TimeProvider clock)
{
    /// <summary>Whether it can be approved at present.</summary>
    public async Task<Decision> May(TenantId partner, CancellationToken cancel) =>
        await Enrolments(partner, cancel) is { Count: > 0 } known
            ? ProviderRules.MayBeApproved(known)
            : Decision.Refused(StandingReasons.PartnerNotFound);

    public async Task<Result<PartnerEnrolment>> Handle(Actor actor, TenantId partner, CancellationToken cancel)
    {
        var decision = await May(partner, cancel);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        var enrolment = new PartnerEnrolment
        {
            TenantId = partner,
            Type = PartnerType.Provider,
            State = EnrolmentStates.FirstOf(PartnerType.Provider),
            Since = now,
        };
        db.Add(enrolment);
        var card = await cards.Of(partner, cancel);
        var details = new { TenantId = partner.ToString(), card.Name };
        db.Record(actor, "ProviderApproved", partner.ToString(), null, details, now);
        db.Announce(partner, "provider-approved", partner.ToString(), null, new { Id = partner.ToString() }, now);
        db.Add(mails.Write(card.ContactEmail, card.ContactName, card.Name, card.Language).ToOutbox(now));
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return ProviderReasons.IsProvider;
        }

        subjects.Changed(partner);
        return enrolment;
    }

    private Task<List<PartnerEnrolment>> Enrolments(TenantId partner, CancellationToken cancel) => db.PartnerEnrolments
        .AsNoTracking()
        .Where(e => e.TenantId == partner && e.State != EnrolmentState.Draft && e.State != EnrolmentState.Withdrawn)
        .ToListAsync(cancel);
}
