using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>
/// Use case: the partner takes an open invitation back; its link no longer holds. Relationships that it created stay
/// (CUS-75).
/// </summary>
public sealed class RevokeCustomerInvitation(KontorDb db, TimeProvider clock)
{
    public async Task<Result<CustomerInvitation>> Handle(Actor actor, InvitationId id, CancellationToken cancel)
    {
        var now = clock.Now();
        var may = CustomerInvitationRules.MayRevoke(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var invitation = await db.CustomerInvitations
            .SingleOrDefaultAsync(i => i.Id == id && i.PartnerId == actor.TenantId, cancel);
        if (invitation is null)
        {
            return CustomerReasons.InvitationNotFound;
        }

        if (invitation.StateAt(now) != InvitationState.Open)
        {
            return CustomerReasons.InvitationNotOpen;
        }

        invitation.Revoke(now);
        db.Record(actor, "CustomerInvitationRevoked", id.ToString(), null, new { invitation.Email }, now);
        db.Announce(actor.TenantId, "customer-invitation-revoked", id.ToString(), null, new { invitation.Email }, now);
        return await db.TrySaveChanges(cancel) is null ? invitation : CustomerReasons.InvitationNotOpen;
    }
}
