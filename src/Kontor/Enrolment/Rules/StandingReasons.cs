using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>Why nothing changes in a partner's place.</summary>
public static class StandingReasons
{
    public static readonly Reason PartnerNotFound = new(ReasonKind.NotFound, "PARTNER_NOT_FOUND", "ENR-60");

    /// <summary>ENR-39, ENR-44: not from the state in which the partner is; perhaps somebody was faster.</summary>
    public static readonly Reason NotPossible = new(ReasonKind.Conflict, "STANDING_NOT_POSSIBLE", "ENR-44");

    public static readonly Reason CauseMissing = new(ReasonKind.Invalid, "SUSPENSION_CAUSE_MISSING", "ENR-60");

    /// <summary>ENR-60: problems of a provider are a cause for resellers.</summary>
    public static readonly Reason CauseOfResellersOnly =
        new(ReasonKind.Invalid, "SUSPENSION_CAUSE_OF_RESELLERS", "ENR-60");

    /// <summary>ENR-45: the partner is told before.</summary>
    public static readonly Reason DayNotAhead = new(ReasonKind.Invalid, "RESTRICTION_DAY_NOT_AHEAD", "ENR-45");

    /// <summary>Argument: how long a note may be.</summary>
    public static readonly Reason NoteInvalid = new(ReasonKind.Invalid, "STANDING_NOTE_INVALID", "ENR-60");
}
