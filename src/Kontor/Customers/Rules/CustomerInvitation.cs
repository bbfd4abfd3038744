using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>
/// A request to a customer: joint, by a reseller with one of its providers (CUS-10), or single, by one partner
/// (CUS-20). The link carries the facts of CUS-17; they stand here, the link holds only a token.
/// </summary>
public sealed class CustomerInvitation
{
    public required InvitationId Id { get; init; }

    /// <summary>The partner that invites: the reseller in a joint invitation.</summary>
    public required TenantId PartnerId { get; init; }

    /// <summary>What the inviting partner becomes to whoever accepts (CUS-07): fixed when it invites.</summary>
    public required RelationshipKind Kind { get; init; }

    /// <summary>The provider of a joint invitation; null in a single one.</summary>
    public TenantId? ProviderId { get; init; }

    /// <summary>
    /// REL-60: the provider that asks for its reseller: it gives the reseller a customer that it has already. Null where the
    /// inviting partner asks for itself.
    /// </summary>
    public TenantId? SenderId { get; init; }

    /// <summary>REL-60: the customer that is asked; nobody else may answer. Null where whoever has the link may.</summary>
    public TenantId? CustomerId { get; init; }

    /// <summary>CUS-18, CUS-23: whether the inviting partner asks for delegated admin rights.</summary>
    public required bool AsksAdminRights { get; init; }

    /// <summary>CUS-18: whether the provider asks for them too.</summary>
    public required bool ProviderAsksAdminRights { get; init; }

    /// <summary>CUS-03: where the inviting partner has the customer from; null where it did not say.</summary>
    public CustomerChannel? Channel { get; init; }

    /// <summary>The one address it was made for, accepted once; null for a general invitation (REL-30).</summary>
    public string? Email { get; init; }

    /// <summary>SHA-256 of the token in the link; the token itself is not kept.</summary>
    public required byte[] TokenHash { get; init; }

    public required UserId? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public TenantId? AnsweredBy { get; private set; }

    public bool? WasAccepted { get; private set; }

    /// <summary>
    /// Raised by one on each change that ends it, so that of two such changes at once only one is saved. Answers to a
    /// general invitation leave it as it is: several organisations may answer at once, but none after a revocation.
    /// </summary>
    public int Version { get; private set; }

    public bool IsGeneral => Email is null;

    public bool IsJoint => ProviderId is not null;

    /// <summary>CUS-03: where a partner has whoever accepts from. The provider of a joint invitation has it from the reseller.</summary>
    public CustomerChannel? ChannelOf(TenantId partner) =>
        partner == ProviderId ? CustomerChannel.Reseller : Channel;

    public InvitationState StateAt(DateTimeOffset now) =>
        InvitationStates.Of(IsGeneral, WasAccepted, RevokedAt, ExpiresAt, now);

    public void Revoke(DateTimeOffset now)
    {
        RevokedAt = now;
        Version++;
    }

    public void Answer(TenantId customer, bool accepted, DateTimeOffset now)
    {
        AnsweredBy = customer;
        AnsweredAt = now;
        WasAccepted = accepted;
        Version += IsGeneral ? 0 : 1;
    }
}
