using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>Where an invitation to merge stands; one that is open past its day has expired.</summary>
public enum MergeState
{
    Open,
    Accepted,
    Declined,
    Revoked,

    /// <summary>One of the two merged with somebody else before it was answered.</summary>
    Overtaken,
}

/// <summary>
/// ACC-46: one partner organization invites another to become one with it. The inviting one keeps the global account.
/// Both see the invitation in their account settings, so there is no link that could be passed on.
/// </summary>
public sealed class MergeInvitation
{
    /// <summary>How long it can be accepted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public required Guid Id { get; init; }

    public required OrganisationId InvitingId { get; init; }

    public required OrganisationId InvitedId { get; init; }

    /// <summary>The primary tenant of the inviting organization when it invited.</summary>
    public required TenantId InvitingTenantId { get; init; }

    /// <summary>The primary tenant of the invited organization, whose global admins answer.</summary>
    public required TenantId InvitedTenantId { get; init; }

    /// <summary>For the inviting organization: who did it.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public MergeState State { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Whether it can still be answered or taken back.</summary>
    public bool IsOpenAt(DateTimeOffset now) => State == MergeState.Open && now < ExpiresAt;

    public void Close(MergeState state, DateTimeOffset now) => (State, ClosedAt) = (state, now);
}
