using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: the provider takes an open invitation back; its link no longer holds. Partnerships that it created stay
/// (REL-31).
/// </summary>
public sealed class RevokePartnerInvitation(KontorDb db, PartyFacts parties, TimeProvider clock)
{
    public async Task<Result<PartnerInvitation>> Handle(Actor actor, InvitationId id, CancellationToken cancel)
    {
        var now = clock.Now();
        var may = PartnershipRules.MayRevoke(actor, await parties.Of(actor.TenantId, cancel));
        if (!may.IsGranted)
        {
            return may;
        }

        var invitation = await db.PartnerInvitations
            .SingleOrDefaultAsync(i => i.Id == id && i.ProviderId == actor.TenantId, cancel);
        if (invitation is null)
        {
            return PartnershipReasons.InvitationNotFound;
        }

        if (invitation.StateAt(now) != InvitationState.Open)
        {
            return PartnershipReasons.InvitationNotOpen;
        }

        invitation.Revoke(now);
        db.Record(actor, "PartnerInvitationRevoked", id.ToString(), null, new { invitation.Email }, now);
        db.Announce(actor.TenantId, "partner-invitation-revoked", id.ToString(), null, new { invitation.Email }, now);
        return await db.TrySaveChanges(cancel) is null ? invitation : PartnershipReasons.InvitationNotOpen;
    }
}
