using System.Buffers.Text;
using System.Security.Cryptography;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>
/// Finds the invitation behind a link. To the one who follows it, a link either holds or does not (REL-30). Links are
/// of two kinds: a random token, shown once and kept as a hash; and, for the request link of the wire, which must be
/// the same each time it is asked for, the invitation's id, sealed so that nobody can make one up.
/// </summary>
public sealed class CustomerInvitationLookup(KontorDb db, IDataProtectionProvider protection)
{
    private const int LongestSealedToken = 400;

    private const int BytesOfId = 16;

    private readonly IDataProtector _protector = protection.CreateProtector("Kontor.CustomerRequestLink");

    /// <summary>The token of the request link for an invitation; nothing of it needs to be kept.</summary>
    public string Seal(InvitationId id) => Base64Url.EncodeToString(_protector.Protect(id.Value.ToByteArray()));

    /// <summary>Null for a link that does not hold, and for one that was made for the people of another tenant (REL-60).</summary>
    public async Task<CustomerInvitation?> FindOpen(
        Actor reader, string? token, DateTimeOffset now, CancellationToken cancel)
    {
        CustomerInvitation? invitation = null;
        if (InvitationLinks.IsToken(token))
        {
            var hash = Secrets.Hash(token);
            invitation = await db.CustomerInvitations.SingleOrDefaultAsync(i => i.TokenHash == hash, cancel);
        }
        else if (Unseal(token) is { } id)
        {
            invitation = await db.CustomerInvitations.SingleOrDefaultAsync(i => i.Id == id, cancel);
        }

        return invitation?.StateAt(now) == InvitationState.Open
            && (invitation.CustomerId is not { } only || only == reader.TenantId) ? invitation : null;
    }

    private InvitationId? Unseal(string? token)
    {
        if (token is not { Length: > InvitationLinks.TokenLength and <= LongestSealedToken }
            || !Base64Url.IsValid(token))
        {
            return null;
        }

        try
        {
            var bytes = _protector.Unprotect(Base64Url.DecodeFromChars(token));
            return bytes.Length == BytesOfId ? new InvitationId(new Guid(bytes)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
