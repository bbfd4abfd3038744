using Kontor.Kernel;

namespace Kontor.Membership;

/// <summary>Why a benefit of the membership is not granted, activated or withdrawn.</summary>
public static class BenefitReasons
{
    /// <summary>No network id is linked to the tenant (ENR-33).</summary>
    public static readonly Reason NoNetworkId = new(ReasonKind.NotFound, "MEMBERSHIP_NOT_LINKED", "ENR-33");

    /// <summary>There is none of that number, or it is another partner's.</summary>
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "BENEFIT_NOT_FOUND", "ENR-04");

    public static readonly Reason AlreadyActivated = new(ReasonKind.Conflict, "BENEFIT_ALREADY_ACTIVATED", "ENR-04");

    public static readonly Reason Expired = new(ReasonKind.Forbidden, "BENEFIT_EXPIRED", "ENR-04");

    /// <summary>Argument: the most.</summary>
    public static readonly Reason CountInvalid = new(ReasonKind.Invalid, "BENEFIT_COUNT_INVALID", "ENR-04");

    /// <summary>Argument: the most years.</summary>
    public static readonly Reason UntilInvalid = new(ReasonKind.Invalid, "BENEFIT_UNTIL_INVALID", "ENR-04");

    public static readonly Reason KindUnknown = new(ReasonKind.Invalid, "BENEFIT_KIND_UNKNOWN", "ENR-04");

    /// <summary>Argument: the most.</summary>
    public static readonly Reason TooMany = new(ReasonKind.Conflict, "BENEFITS_TOO_MANY", "ENR-04");

    /// <summary>Arguments: the most competencies, the most characters of one.</summary>
    public static readonly Reason CompetenciesInvalid = new(ReasonKind.Invalid, "COMPETENCIES_INVALID", "ENR-25");

    public static readonly Reason LevelUnknown = new(ReasonKind.Invalid, "MEMBERSHIP_LEVEL_UNKNOWN", "ENR-25");

    /// <summary>Somebody else changed it since it was read.</summary>
    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "MEMBERSHIP_CHANGED", "ENR-04");

    /// <summary>The membership names the organization as the program does, or has no profile of this network id.</summary>
    public static readonly Reason NothingToUpdate = new(ReasonKind.Conflict, "MEMBERSHIP_UP_TO_DATE", "ENR-04");
}
