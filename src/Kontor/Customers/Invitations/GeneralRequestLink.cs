using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>A link that a partner may give to any customer, and until when it holds.</summary>
public sealed record RequestLink(InvitationId InvitationId, string Url, DateTimeOffset ExpiresAt);

/// <summary>
/// Use case: the one link with which a partner asks customers for a reseller relationship with delegated admin rights,
/// the same each time it is asked for (CUS-20, the wire's relationship request). Behind it stands an ordinary general
/// invitation: it expires, can be revoked, and is followed by the next one.
/// </summary>
public sealed class GeneralRequestLink(
    KontorDb db,
    InviteCustomer invite,
    CustomerInvitationLookup invitations,
    InvitationLinks links,
    CurrentPolicy policy,
    TimeProvider clock)
{
    /// <summary>
    /// A link is handed out only while it holds for at least this long, or for half of its life where that is shorter.
    /// </summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(30);

    public async Task<Result<RequestLink>> Handle(Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var wish = new CustomerWish(new InvitationWish(null, "en", null, null, Send: false));
        var (request, ties) = await invite.Understand(actor, wish, cancel);
        var decision = CustomerInvitationRules.MayAsk(actor, request, ties, policy.Value);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var invitation = await Current(actor, CustomerInvitationRules.KindOf(request.Type!.Value), now, cancel);
        if (invitation is null)
        {
            // No random link belongs to it: the hash is that of a token nobody has seen.
            invitation = invite.Issue(actor, request, null, Secrets.Hash(Secrets.New()), now);
            await db.SaveChangesAsync(cancel);
        }

        return new RequestLink(
            invitation.Id, links.ToCustomer(invitations.Seal(invitation.Id)), invitation.ExpiresAt);
    }

    /// <summary>The open general invitation of that kind that holds longest.</summary>
    private async Task<CustomerInvitation?> Current(
        Actor actor, RelationshipKind kind, DateTimeOffset now, CancellationToken cancel)
    {
        var half = TimeSpan.FromDays(policy.Value.InvitationLifetimeDays) / 2;
        var until = now + (half < LongestRest ? half : LongestRest);
        return await db.CustomerInvitations.AsNoTracking()
            .Where(i => i.PartnerId == actor.TenantId && i.Kind == kind && i.AsksAdminRights)
            .Where(i => i.Email == null && i.ProviderId == null && i.RevokedAt == null && i.ExpiresAt > until)
            .OrderByDescending(i => i.ExpiresAt).ThenByDescending(i => i.CreatedAt)
            .FirstOrDefaultAsync(cancel);
    }
}
