using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>
/// A one-time link with which a user takes over an account by choosing its password. A newer link of the same user voids
/// this one.
/// </summary>
public sealed class AccountClaim
{
    /// <summary>How long a link holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>SHA-256 of the token in the link; the token itself is not kept.</summary>
    public required byte[] TokenHash { get; init; }

    public required UserId UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The first instant at which the link no longer holds.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used, or voided by a newer one; null while it holds.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool HoldsAt(DateTimeOffset now) => ClosedAt is null && now < ExpiresAt;

    public void Close(DateTimeOffset now) => ClosedAt = now;
}
