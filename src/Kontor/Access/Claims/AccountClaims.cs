using System.Buffers.Text;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>A link with which a user takes over an account; shown once.</summary>
/// <param name="User">Whose account.</param>
/// <param name="Link">Where to go.</param>
/// <param name="ExpiresAt">The first instant at which it no longer holds.</param>
public sealed record IssuedClaim(User User, string Link, DateTimeOffset ExpiresAt);

/// <summary>Makes and finds one-time links to accounts.</summary>
public sealed class AccountClaims(KontorDb db, PublicAddress address)
{
    /// <summary>Where the link leads; the token follows.</summary>
    private const string Path = "/welcome/";

    private const int TokenLength = 43;

    /// <summary>Adds a link, to be saved by the caller, and voids the user's earlier ones.</summary>
    public async Task<IssuedClaim> Issue(User user, DateTimeOffset now, CancellationToken cancel)
    {
        var earlier = await db.AccountClaims
            .Where(claim => claim.UserId == user.UserId && claim.ClosedAt == null)
            .ToListAsync(cancel);
        earlier.ForEach(claim => claim.Close(now));
        var token = Secrets.New();
        var claim = new AccountClaim
        {
            TokenHash = Secrets.Hash(token),
            UserId = user.UserId,
            CreatedAt = now,
            ExpiresAt = now + AccountClaim.Lifetime,
        };
        db.Add(claim);
        return new IssuedClaim(user, address.Of(Path + token), claim.ExpiresAt);
    }

    /// <summary>The account behind a token, while its link holds and its user has not left; else null.</summary>
    public async Task<(AccountClaim Claim, User User)?> Find(
        string? token, DateTimeOffset now, CancellationToken cancel)
    {
        if (token is not { Length: TokenLength } || !Base64Url.IsValid(token))
        {
            return null;
        }

        var hash = Secrets.Hash(token);
        var claim = await db.AccountClaims.SingleOrDefaultAsync(c => c.TokenHash == hash, cancel);
        if (claim?.HoldsAt(now) != true)
        {
            return null;
        }

        var user = await db.Users.SingleAsync(u => u.Id == claim.UserId.Value, cancel);
        return user.DeactivatedAt is null ? (claim, user) : null;
    }
}
