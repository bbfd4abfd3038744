using Kontor.Kernel;

namespace Kontor.Activity;

/// <summary>
/// Who did what, for whom (OPS-60, OPS-61, CAT-42). Written in the transaction of the change; its number and its place
/// in the tenant's hash chain are given afterwards, in commit order, by the sequencer.
/// </summary>
public sealed class ActivityRecord
{
    public required Guid Id { get; init; }

    /// <summary>Whose log it stands in: the acting tenant.</summary>
    public required TenantId TenantId { get; init; }

    public required DateTimeOffset At { get; init; }

    public UserId? UserId { get; init; }

    public ClientId? ClientId { get; init; }

    /// <summary>Sign-in name or application name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>Stable code, such as <c>OrderPlaced</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The customer it concerned, if any.</summary>
    public TenantId? CustomerId { get; init; }

    /// <summary>Id of the order, invitation … it concerned.</summary>
    public required string ResourceId { get; init; }

    /// <summary>JSON object with the details of the action; no secrets.</summary>
    public required string Details { get; init; }

    /// <summary>1, 2, 3 … per tenant without a gap; null until sequenced.</summary>
    public long? Sequence { get; init; }

    /// <summary>SHA-256 over the previous record's hash and this record; null until sequenced.</summary>
    public byte[]? Hash { get; init; }
}

/// <summary>What integrators of a tenant hear about, in order and without loss. Numbered like the activity log.</summary>
public sealed class ProgramEvent
{
    public required Guid Id { get; init; }

    /// <summary>Whose feed it stands in.</summary>
    public required TenantId TenantId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Resource and verb, such as <c>order-placed</c>.</summary>
    public required string Type { get; init; }

    public TenantId? CustomerId { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>JSON object.</summary>
    public required string Payload { get; init; }

    public long? Sequence { get; init; }
}
