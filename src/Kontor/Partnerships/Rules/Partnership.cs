using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>
/// A provider and a reseller work together (REL-17). Created active by an acceptance, ended for good (REL-31). At most
/// one active partnership per pair of tenants.
/// </summary>
public sealed class Partnership
{
    public required PartnershipId Id { get; init; }

    public required TenantId ProviderId { get; init; }

    public required TenantId ResellerId { get; init; }

    /// <summary>The location network id with which the reseller joined (CAT-70).</summary>
    public required string ResellerNetworkId { get; init; }

    /// <summary>The provider's legal name in lower case: its resellers' lists are ordered and searched by it.</summary>
    public required string ProviderNameKey { get; init; }

    /// <summary>The reseller's legal name in lower case: its providers' lists are ordered and searched by it.</summary>
    public required string ResellerNameKey { get; init; }

    /// <summary>The invitation that was accepted; null when an operator recorded the partnership.</summary>
    public InvitationId? InvitationId { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>REL-19: whether the provider may administer the reseller's own partner tenant.</summary>
    public bool ProviderHasAdminAccess { get; private set; } = true;

    /// <summary>Raised by one on each change, so that of two changes at once only one is saved.</summary>
    public int Version { get; private set; }

    public bool IsActive => EndedAt is null;

    public void End(DateTimeOffset now)
    {
        EndedAt = now;
        Version++;
    }

    /// <summary>REL-20: the reseller lets the provider into its tenant, or no longer.</summary>
    public void SetAdminAccess(bool isGranted)
    {
        ProviderHasAdminAccess = isGranted;
        Version++;
    }

    /// <summary>REL-52: a request to end it counts as a change, so that none is filed for what ends at that moment.</summary>
    public void NoteEndRequest() => Version++;
}

/// <summary>
/// A provider's request that resellers authorize it (REL-12 … REL-14). Open until it is answered, revoked or expired
/// (REL-31).
/// </summary>
public sealed class PartnerInvitation
{
    public required InvitationId Id { get; init; }

    public required TenantId ProviderId { get; init; }

    /// <summary>The one address it was made for, accepted once; null for a general invitation (REL-30).</summary>
    public string? Email { get; init; }

    /// <summary>SHA-256 of the token in the link; the token itself is not kept.</summary>
    public required byte[] TokenHash { get; init; }

    public required UserId? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The first instant at which it no longer holds.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The last answer. A general invitation stays open after it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public TenantId? AnsweredBy { get; private set; }

    public bool? WasAccepted { get; private set; }

    /// <summary>
    /// Raised by one on each change that ends it, so that of two such changes at once only one is saved. Answers to a
    /// general invitation leave it as it is: several organisations may answer at once, but none after a revocation.
    /// </summary>
    public int Version { get; private set; }

    public bool IsGeneral => Email is null;

    public InvitationState StateAt(DateTimeOffset now) =>
        InvitationStates.Of(IsGeneral, WasAccepted, RevokedAt, ExpiresAt, now);

    public void Revoke(DateTimeOffset now)
    {
        RevokedAt = now;
        Version++;
    }

    public void Answer(TenantId reseller, bool accepted, DateTimeOffset now)
    {
        AnsweredBy = reseller;
        AnsweredAt = now;
        WasAccepted = accepted;
        Version += IsGeneral ? 0 : 1;
    }
}
