using Kontor.Kernel;

namespace Kontor.Tenants;

public enum AffiliationAct
{
    Recorded,
    Ended,
}

/// <summary>
/// ACC-47: what operators recorded about who controls whom, line by line. Who is affiliated at present stands with the
/// organizations, which share a control group.
/// </summary>
public sealed class AffiliationChange
{
    public const int MaxNoteLength = 500;

    /// <summary>Grows with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The organization from whose page it was recorded.</summary>
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>The other one, which came to the group or left it.</summary>
    public required OrganisationId OtherId { get; init; }

    public required AffiliationAct Act { get; init; }

    /// <summary>For operators: from where it is known.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }
}
