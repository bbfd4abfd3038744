using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>A partner's places, and what became of them.</summary>
/// <param name="Card">Who it is.</param>
/// <param name="Enrolments">One for each type.</param>
/// <param name="History">The newest first, bounded.</param>
/// <param name="Possible">What an operator can do now.</param>
public sealed record PartnerStanding(
    BusinessCard Card,
    IReadOnlyList<PartnerEnrolment> Enrolments,
    IReadOnlyList<StandingChange> History,
    IReadOnlyList<StandingAct> Possible)
{
    /// <summary>ENR-50: whether an operator can approve it as provider now.</summary>
    public bool MayBecomeProvider => ProviderRules.MayBeApproved(Enrolments).IsGranted;
}

/// <summary>
/// Use case: an operator suspends, reinstates or restricts a partner, or announces it (ENR-45, ENR-46, ENR-60, ENR-61). The
/// partner is mailed with the change. Of two operators at once, one acts.
/// </summary>
public sealed class ChangeStanding(
    KontorDb db, BusinessCards cards, StandingMails mails, Subjects subjects, TimeProvider clock)
{
    private const int MostShown = 100;

    /// <summary>Null where the tenant is no admitted partner.</summary>
    public async Task<PartnerStanding?> Look(TenantId partner, CancellationToken cancel)
    {
        var enrolments = await Admitted(partner, cancel);
        if (enrolments.Count == 0)
        {
            return null;
        }

        var history = await db.StandingChanges.AsNoTracking()
            .Where(c => c.TenantId == partner).OrderByDescending(c => c.Id).Take(MostShown).ToListAsync(cancel);
        return new PartnerStanding(
            await cards.Of(partner, cancel), enrolments, history, StandingChangeRules.Possible(enrolments, Today(clock.Now())));
    }

    public async Task<Result<StandingChange>> Handle(
        Actor actor, TenantId partner, StandingWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        var enrolments = await Admitted(partner, cancel);
        if (enrolments.Count == 0)
        {
            return StandingReasons.PartnerNotFound;
        }

        var decision = StandingChangeRules.May(wish, enrolments, Today(now));
        if (!decision.IsGranted)
        {
            return decision;
        }

        foreach (var enrolment in enrolments)
        {
            Apply(wish, enrolment, now);
        }

        var change = new StandingChange
        {
            TenantId = partner,
            Id = Guid.CreateVersion7(now),
            Act = wish.Act,
            Cause = wish.Act == StandingAct.Suspend ? wish.Cause : null,
            Note = wish.Note.Trim(),
            From = wish.Act == StandingAct.AnnounceRestriction ? wish.From : null,
            At = now,
            By = actor.Name,
        };
        db.Add(change);
        var details = new { TenantId = partner.ToString(), change.Act, change.Cause, change.From, change.Note };
        db.Record(actor, "PartnerStandingChanged", partner.ToString(), null, details, now);
        db.Announce(
            partner, "partner-standing-changed", partner.ToString(), null, new { change.Act, change.Cause, change.From }, now);
        db.Add(mails.Write(await cards.Of(partner, cancel), change).ToOutbox(now));
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return StandingReasons.NotPossible;
        }

        subjects.Changed(partner);
        return change;
    }

    private static void Apply(StandingWish wish, PartnerEnrolment enrolment, DateTimeOffset now)
    {
        var isDirect = enrolment.Type == PartnerType.DirectPartner;
        switch (wish.Act)
        {
            case StandingAct.Suspend:
                enrolment.TryBecome(EnrolmentEvent.Suspended, now);
                break;
            case StandingAct.Reinstate:
                enrolment.TryBecome(EnrolmentEvent.Reinstated, now);
                break;
            case StandingAct.AnnounceRestriction or StandingAct.CallOffRestriction when isDirect:
                enrolment.AnnounceRestriction(wish.Act == StandingAct.AnnounceRestriction ? wish.From : null);
                break;
            case StandingAct.Restrict when isDirect:
                enrolment.TryBecome(EnrolmentEvent.Restricted, now);
                break;
            case StandingAct.LiftRestriction when isDirect:
                enrolment.TryBecome(EnrolmentEvent.RequirementsMet, now);
                break;
        }
    }

    private Task<List<PartnerEnrolment>> Admitted(TenantId partner, CancellationToken cancel) => db.PartnerEnrolments
        .Where(e => e.TenantId == partner)
        .Where(e => e.State == EnrolmentState.Qualified || e.State == EnrolmentState.Active
            || e.State == EnrolmentState.Restricted || e.State == EnrolmentState.Suspended)
        .OrderBy(e => e.Type)
        .ToListAsync(cancel);

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
