using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>
/// Finds the invitation behind a link. To the one who follows it, a link either holds or does not (REL-30).
/// </summary>
public sealed class PartnerInvitationLookup(KontorDb db)
{
    public async Task<PartnerInvitation?> FindOpen(string? token, DateTimeOffset now, CancellationToken cancel)
    {
        if (!InvitationLinks.IsToken(token))
        {
            return null;
        }

        var hash = Secrets.Hash(token);
        var invitation = await db.PartnerInvitations.SingleOrDefaultAsync(i => i.TokenHash == hash, cancel);
        return invitation?.StateAt(now) == InvitationState.Open ? invitation : null;
    }
}
