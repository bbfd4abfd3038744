using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>
/// Use case: a customer's global admin says no (CUS-31). That ends an invitation made for one address; a general one
/// stays open for others (CUS-75).
/// </summary>
public sealed class DeclineCustomerInvitation(KontorDb db, CustomerInvitationLookup invitations, TimeProvider clock)
{
    public async Task<Result<CustomerInvitation>> Handle(Actor actor, string? token, CancellationToken cancel)
    {
        var now = clock.Now();
        var invitation = await invitations.FindOpen(actor, token, now, cancel);
        if (invitation is null)
        {
            return CustomerReasons.LinkInvalid;
        }

        var decision = CustomerInvitationRules.MayAnswer(actor);
        if (!decision.IsGranted)
        {
            return decision;
        }

        invitation.Answer(actor.TenantId, accepted: false, now);
        var id = invitation.Id.ToString();
        db.Record(actor, "CustomerInvitationDeclined", id, actor.TenantId, new { invitation.PartnerId }, now);
        foreach (var side in new[] { invitation.PartnerId, invitation.SenderId }.OfType<TenantId>())
        {
            db.Announce(side, "customer-invitation-declined", id, invitation.CustomerId, new { invitation.Email }, now);
        }

        return await db.TrySaveChanges(cancel) is null ? invitation : CustomerReasons.LinkInvalid;
    }
}
