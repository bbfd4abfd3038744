using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: a reseller's global admin says no. That ends an invitation made for one address; a general one stays open
/// for others (REL-31).
/// </summary>
public sealed class DeclinePartnerInvitation(KontorDb db, PartnerInvitationLookup invitations, TimeProvider clock)
{
    public async Task<Result<PartnerInvitation>> Handle(Actor actor, string? token, CancellationToken cancel)
    {
        var now = clock.Now();
        var invitation = await invitations.FindOpen(token, now, cancel);
        if (invitation is null)
        {
            return PartnershipReasons.LinkInvalid;
        }

        var decision = PartnershipRules.MayAnswer(actor);
        if (!decision.IsGranted)
        {
            return decision;
        }

        invitation.Answer(actor.TenantId, accepted: false, now);
        var id = invitation.Id.ToString();
        db.Record(actor, "PartnerInvitationDeclined", id, null, new { invitation.ProviderId }, now);
        db.Announce(
            invitation.ProviderId, "partner-invitation-declined", id, null, new { ResellerId = actor.TenantId }, now);
        return await db.TrySaveChanges(cancel) is null ? invitation : PartnershipReasons.LinkInvalid;
    }
}
