using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: Kontor sends the mail for an invitation that was made before (CUS-26). Only the sender still has the link,
/// so the text must hold it; a text without it, or with another link, is refused.
/// </summary>
public sealed class SendPartnerInvitation(
    KontorDb db, PartyFacts parties, InvitationLinks links, CurrentPolicy policy, MailSeal seal, TimeProvider clock)
{
    public async Task<Result<PartnerInvitation>> Handle(
        Actor actor, InvitationId id, string? recipient, DraftMail mail, CancellationToken cancel)
    {
        var now = clock.Now();
        var may = PartnershipRules.MayAsk(actor, await parties.Of(actor.TenantId, cancel), policy.Value);
        if (!may.IsGranted)
        {
            return may;
        }

        var invitation = await db.PartnerInvitations.AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == id && i.ProviderId == actor.TenantId, cancel);
        if (invitation is null)
        {
            return PartnershipReasons.InvitationNotFound;
        }

        var decision = Decision.RequireAll(
                (invitation.StateAt(now) == InvitationState.Open, PartnershipReasons.InvitationNotOpen))
            .And(DraftMail.MaySendTo(invitation.Email, recipient))
            .And(mail.MayBeUsed(links.HasPartnerLink(mail.Text, invitation.TokenHash)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var to = invitation.Email ?? recipient!;
        db.Add(seal.Close(
            new Mail(to, mail.Subject, mail.Text, mail.Language, "partnerInvitation"), now));
        db.Record(actor, "PartnershipRequestSent", id.ToString(), null, new { To = to }, now);
        await db.SaveChangesAsync(cancel);
        return invitation;
    }
}
