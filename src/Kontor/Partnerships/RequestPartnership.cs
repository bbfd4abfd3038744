using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: a provider asks one reseller, or any that gets the link, to authorize it (REL-10 … REL-14, REL-30). The
/// link is in the answer and nowhere else; Kontor keeps the hash of its token.
/// </summary>
public sealed class RequestPartnership(
    KontorDb db,
    PartyFacts parties,
    PartnershipDrafts drafts,
    InvitationLinks links,
    CurrentPolicy policy,
    MailSeal seal,
    TimeProvider clock)
{
    /// <summary>Whether this actor may ask resellers at all; for the page that offers it.</summary>
    public async Task<Decision> May(Actor actor, CancellationToken cancel) =>
        PartnershipRules.MayAsk(actor, await parties.Of(actor.TenantId, cancel), policy.Value);

    /// <summary>REL-12: the mail that is proposed, before anything is made.</summary>
    public async Task<Result<DraftMail>> Draft(Actor actor, string language, CancellationToken cancel)
    {
        var decision = (await May(actor, cancel)).And(InvitationWish.MayBeWritten(language));
        return decision.IsGranted ? await drafts.Request(actor.TenantId, language, cancel) : decision;
    }

    public async Task<Result<IssuedInvitation>> Handle(Actor actor, InvitationWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        var provider = await parties.Of(actor.TenantId, cancel);
        var decision = PartnershipRules.MayAsk(actor, provider, policy.Value).And(wish.MayBeDrafted());
        if (!decision.IsGranted)
        {
            return decision;
        }

        var draft = wish.Edit(await drafts.Request(actor.TenantId, wish.Language, cancel));
        decision = draft.MayBeUsed().And(await ConflictsWithRecipient(provider, wish.Recipient, cancel));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var token = Secrets.New();
        var invitation = new PartnerInvitation
        {
            Id = new(Guid.CreateVersion7(now)),
            ProviderId = actor.TenantId,
            Email = wish.Recipient,
            TokenHash = Secrets.Hash(token),
            CreatedBy = actor.UserId,
            CreatedAt = now,
            ExpiresAt = now.AddDays(policy.Value.InvitationLifetimeDays),
        };
        db.Add(invitation);

        var link = links.ToPartner(token);
        var mail = draft.WithLink(link);
        if (wish.Send)
        {
            db.Add(seal.Close(
                new Mail(wish.Recipient!, mail.Subject, mail.Text, mail.Language, "partnerInvitation"), now));
        }

        var id = invitation.Id.ToString();
        var news = new { invitation.Email, invitation.ExpiresAt };
        db.Record(actor, "PartnershipRequested", id, null, news, now);
        db.Announce(actor.TenantId, "partner-invitation-created", id, null, news, now);
        await db.SaveChangesAsync(cancel);
        return new IssuedInvitation(invitation.Id, link, mail, invitation.ExpiresAt, wish.Send);
    }

    /// <summary>SCN-10: the recipient is known when its mail domain belongs to a tenant.</summary>
    private async Task<Decision> ConflictsWithRecipient(Party provider, string? recipient, CancellationToken cancel)
    {
        if (recipient is null)
        {
            return Decision.Granted;
        }

        var domain = EmailAddress.DomainOf(recipient);
        var known = await db.TenantDomains.Where(d => d.Domain == domain).Select(d => d.TenantId).ToListAsync(cancel);
        if (known is not [var tenant])
        {
            return Decision.Granted;
        }

        // Its name stays unknown to whoever only knows its domain.
        var reseller = await parties.Of(tenant, cancel) with { Name = domain };
        var ties = await parties.TiesBetween([provider.TenantId, tenant], cancel);
        return PartnershipRules.MayAsk(provider, reseller, ties);
    }
}
