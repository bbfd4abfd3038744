using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>
/// Use case: the partner takes an open invitation back; its link no longer holds. Relationships that it created stay
/// (CUS-75). What a provider asks for its reseller the reseller may refuse the same way (REL-60): nobody has to take a customer.
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
            .SingleOrDefaultAsync(i => i.Id == id && (i.PartnerId == actor.TenantId || i.SenderId == actor.TenantId), cancel);
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
        foreach (var side in new[] { invitation.PartnerId, invitation.SenderId, invitation.CustomerId }.OfType<TenantId>())
        {
            db.Announce(side, "customer-invitation-revoked", id.ToString(), null, new { invitation.Email }, now);
        }

        return await db.TrySaveChanges(cancel) is null ? invitation : CustomerReasons.InvitationNotOpen;
    }
}
