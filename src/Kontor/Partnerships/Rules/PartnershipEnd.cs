using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>How a partnership came to its end (REL-52).</summary>
public enum EndWay
{
    /// <summary>REL-51: the provider removed it.</summary>
    ByProvider,

    /// <summary>REL-50: an operator executed the reseller's request.</summary>
    OnRequest,
}

/// <summary>Where a request to end a partnership stands. All but open are final.</summary>
public enum EndRequestState
{
    Open,

    /// <summary>An operator ended the partnership.</summary>
    Executed,

    /// <summary>An operator said no, and why.</summary>
    Refused,

    /// <summary>The reseller took it back.</summary>
    Withdrawn,

    /// <summary>The provider ended the partnership itself before anybody decided.</summary>
    Settled,
}

/// <summary>REL-53: the statement as somebody confirmed it; kept for good.</summary>
/// <param name="Version">Of the statement.</param>
/// <param name="Language">In which it was read: en, de or nl.</param>
/// <param name="Text">All its sentences, one per line.</param>
/// <param name="TenantId">For whom it was confirmed.</param>
/// <param name="UserId">Who; null for an application.</param>
/// <param name="Name">As whom that person or application signed in.</param>
/// <param name="At">When.</param>
public sealed record ConfirmedStatement(
    string Version, string Language, string Text, TenantId TenantId, UserId? UserId, string Name, DateTimeOffset At);

/// <summary>The evidence of an end (REL-53, REL-54): written once with it, never changed.</summary>
public sealed class PartnershipEnd
{
    public required PartnershipId PartnershipId { get; init; }

    public required TenantId ProviderId { get; init; }

    public required TenantId ResellerId { get; init; }

    public required EndWay Way { get; init; }

    /// <summary>The statement of the side that wanted the end.</summary>
    public required ConfirmedStatement Statement { get; init; }

    /// <summary>The request that was executed; null when the provider ended it.</summary>
    public EndRequestId? RequestId { get; init; }

    /// <summary>Who ended it, as whom they signed in.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>
/// REL-52: a reseller's request to the program that a partnership be ended. At most one is open per pair; it closes once.
/// </summary>
public sealed class PartnershipEndRequest
{
    public required EndRequestId Id { get; init; }

    public required PartnershipId PartnershipId { get; init; }

    public required TenantId ProviderId { get; init; }

    public required TenantId ResellerId { get; init; }

    /// <summary>Why, in the reseller's words; operators and both sides read it.</summary>
    public required string Reason { get; init; }

    public required ConfirmedStatement Statement { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    public EndRequestState State { get; private set; } = EndRequestState.Open;

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Who closed it, as whom they signed in; null while it is open.</summary>
    public string? ClosedBy { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Answer { get; private set; }

    /// <summary>Raised when it closes, so that of two who close it at once one does.</summary>
    public int Version { get; private set; }

    public bool IsOpen => State == EndRequestState.Open;

    public void Close(EndRequestState state, string by, DateTimeOffset now, string? answer = null)
    {
        (State, ClosedBy, ClosedAt, Answer) = (state, by, now, answer);
        Version++;
    }
}
