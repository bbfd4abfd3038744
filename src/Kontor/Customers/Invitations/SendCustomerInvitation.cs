using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>
/// Use case: Kontor sends the mail for an invitation that was made before (CUS-26). Only the sender still has the link,
/// so the text must hold it; a text without it, or with another link, is refused.
/// </summary>
public sealed class SendCustomerInvitation(
    KontorDb db, InviteCustomer invite, InvitationLinks links, MailSeal seal, TimeProvider clock)
{
    public async Task<Result<CustomerInvitation>> Handle(
        Actor actor, InvitationId id, string? recipient, DraftMail mail, CancellationToken cancel)
    {
        var now = clock.Now();
        var may = CustomerInvitationRules.MayRevoke(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var invitation = await db.CustomerInvitations.AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == id && i.PartnerId == actor.TenantId, cancel);
        if (invitation is null)
        {
            return CustomerReasons.InvitationNotFound;
        }

        if (invitation.SenderId is not null)
        {
            return GivingReasons.ProviderAsks;
        }

        // ENR-61: what a partner may not ask today, it does not send today either.
        var wish = new CustomerWish(
            new InvitationWish(invitation.Email, mail.Language, null, null, Send: true), invitation.ProviderId,
            invitation.AsksAdminRights, invitation.ProviderAsksAdminRights,
            CustomerInvitationRules.TypeOf(invitation.Kind));
        may = await invite.May(actor, wish, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var decision = Decision.RequireAll(
                (invitation.StateAt(now) == InvitationState.Open, CustomerReasons.InvitationNotOpen))
            .And(DraftMail.MaySendTo(invitation.Email, recipient))
            .And(mail.MayBeUsed(links.HasCustomerLink(mail.Text, invitation.TokenHash)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var to = invitation.Email ?? recipient!;
        db.Add(seal.Close(
            new Mail(to, mail.Subject, mail.Text, mail.Language, "customerInvitation"), now));
        db.Record(actor, "CustomerInvitationSent", id.ToString(), null, new { To = to }, now);
        await db.SaveChangesAsync(cancel);
        return invitation;
    }
}
