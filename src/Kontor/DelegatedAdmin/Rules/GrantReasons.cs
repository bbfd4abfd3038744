using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>Why delegated admin rights are not asked for, given, changed or used.</summary>
public static class GrantReasons
{
    /// <summary>There is no such grant, or it is between others.</summary>
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "DELEGATED_GRANT_NOT_FOUND", "CUS-75");

    /// <summary>CUS-75: it does not happen in this state. Argument: the state.</summary>
    public static readonly Reason NotPossible = new(ReasonKind.Conflict, "DELEGATED_GRANT_NOT_POSSIBLE", "CUS-75");

    /// <summary>CUS-75: the partner has asked already, and the customer has not answered.</summary>
    public static readonly Reason RequestOpen = new(ReasonKind.Conflict, "DELEGATED_REQUEST_OPEN", "CUS-75");

    /// <summary>CUS-40: the partner has the rights without end already.</summary>
    public static readonly Reason ClassicHeld = new(ReasonKind.Conflict, "DELEGATED_RIGHTS_HELD", "CUS-40");

    /// <summary>CUS-01: the partner works with the customer no longer.</summary>
    public static readonly Reason RelationshipEnded = new(ReasonKind.Conflict, "DELEGATED_RELATIONSHIP_ENDED", "CUS-01");

    /// <summary>CUS-01: there is no such customer, or it is another partner's.</summary>
    public static readonly Reason CustomerUnknown = new(ReasonKind.NotFound, "DELEGATED_CUSTOMER_UNKNOWN", "CUS-01");

    /// <summary>CUS-40: the partner has no right in the tenant of such a customer, if there is one.</summary>
    public static readonly Reason NoRightThere = new(ReasonKind.NotFound, "DELEGATED_NO_RIGHT_THERE", "CUS-40");

    /// <summary>CUS-43: another role is needed there. Arguments: the customer's name, the roles that suffice.</summary>
    public static readonly Reason RoleMissingThere =
        new(ReasonKind.Forbidden, "DELEGATED_ROLE_MISSING_THERE", "CUS-43");

    /// <summary>CUS-33: no such partner works for the customer, or has rights there.</summary>
    public static readonly Reason PartnerUnknown = new(ReasonKind.NotFound, "PARTNER_OF_MINE_UNKNOWN", "CUS-33");

    public static readonly Reason RolesMissing = new(ReasonKind.Invalid, "DELEGATED_ROLES_MISSING", "CUS-76");

    /// <summary>CUS-76. Argument: the most days.</summary>
    public static readonly Reason DaysOutOfRange = new(ReasonKind.Invalid, "DELEGATED_DAYS_OUT_OF_RANGE", "CUS-76");

    /// <summary>CUS-76: only the two classic roles come without end.</summary>
    public static readonly Reason EndMissing = new(ReasonKind.Invalid, "DELEGATED_END_MISSING", "CUS-76");

    /// <summary>CUS-77: rights with the highest role end when they were said to end.</summary>
    public static readonly Reason HighestRoleEnds = new(ReasonKind.Forbidden, "DELEGATED_HIGHEST_ROLE_ENDS", "CUS-77");

    /// <summary>CUS-77: what has no end cannot be extended.</summary>
    public static readonly Reason HasNoEnd = new(ReasonKind.Conflict, "DELEGATED_RIGHTS_WITHOUT_END", "CUS-77");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason NoteTooLong = new(ReasonKind.Invalid, "DELEGATED_NOTE_TOO_LONG", RequestReasons.Protocol);

    /// <summary>Argument: the most grants.</summary>
    public static readonly Reason TooMany = new(ReasonKind.Invalid, "DELEGATED_TOO_MANY", RequestReasons.Protocol);

    /// <summary>CUS-31: the box is not ticked.</summary>
    public static readonly Reason NotConfirmed = new(ReasonKind.Invalid, "DELEGATED_NOT_CONFIRMED", "CUS-31");

    /// <summary>CUS-44: no role was chosen that is granted.</summary>
    public static readonly Reason NothingTaken = new(ReasonKind.Invalid, "DELEGATED_NOTHING_TAKEN", "CUS-44");

    /// <summary>CUS-44: whoever takes every role takes the rights away.</summary>
    public static readonly Reason NothingLeft = new(ReasonKind.Invalid, "DELEGATED_NOTHING_LEFT", "CUS-44");
}
