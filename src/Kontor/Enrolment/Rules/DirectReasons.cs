using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>Why somebody cannot apply as direct partner, or an application cannot be sent or decided.</summary>
public static class DirectReasons
{
    public static readonly Reason AlreadyDirectPartner =
        new(ReasonKind.Conflict, "ALREADY_ENROLLED_AS_DIRECT_PARTNER", "ENR-44");

    /// <summary>ENR-07: there is no way to begin as direct partner.</summary>
    public static readonly Reason ResellerFirst = new(ReasonKind.Forbidden, "DIRECT_NEEDS_ACTIVE_RESELLER", "ENR-07");

    public static readonly Reason NetworkIdMissing = new(ReasonKind.Forbidden, "DIRECT_NEEDS_NETWORK_ID", "ENR-40");

    /// <summary>Argument: the network id.</summary>
    public static readonly Reason MembershipInactive =
        new(ReasonKind.Forbidden, "DIRECT_NEEDS_ACTIVE_MEMBERSHIP", "ENR-40");

    public static readonly Reason AgreementMissing = new(ReasonKind.Forbidden, "DIRECT_NEEDS_AGREEMENT", "AGR-02");

    /// <summary>K-06: nothing was sold as a reseller yet. Argument: how many months.</summary>
    public static readonly Reason NeverSold = new(ReasonKind.Forbidden, "DIRECT_NEEDS_MONTHS_OF_SALES", "K-06");

    /// <summary>K-06. Arguments: how many months, since when, from when it is enough.</summary>
    public static readonly Reason TooEarly = new(ReasonKind.Forbidden, "DIRECT_TOO_EARLY", "K-06");

    /// <summary>ENR-41. Arguments: what is known, what is required.</summary>
    public static readonly Reason RevenueTooLow = new(ReasonKind.Forbidden, "DIRECT_REVENUE_TOO_LOW", "ENR-41");

    /// <summary>ENR-41: a declared figure is shown to be true.</summary>
    public static readonly Reason RevenueUnproved =
        new(ReasonKind.Forbidden, "DIRECT_REVENUE_NEEDS_DOCUMENTS", "ENR-41");

    /// <summary>Argument: the highest.</summary>
    public static readonly Reason RevenueInvalid = new(ReasonKind.Invalid, "DIRECT_REVENUE_INVALID", "ENR-41");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason SupportInvalid = new(ReasonKind.Invalid, "DIRECT_SUPPORT_INVALID", "ENR-40");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason SupportHoursInvalid =
        new(ReasonKind.Invalid, "DIRECT_SUPPORT_HOURS_INVALID", "ENR-40");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason SupportLanguagesInvalid =
        new(ReasonKind.Invalid, "DIRECT_SUPPORT_LANGUAGES_INVALID", "ENR-40");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason BillingInvalid = new(ReasonKind.Invalid, "DIRECT_BILLING_INVALID", "ENR-40");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason ProvisioningInvalid =
        new(ReasonKind.Invalid, "DIRECT_PROVISIONING_INVALID", "ENR-40");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason ServicesInvalid = new(ReasonKind.Invalid, "DIRECT_SERVICES_INVALID", "ENR-40");

    public static readonly Reason AuthorityNotConfirmed =
        new(ReasonKind.Invalid, "DIRECT_AUTHORITY_NOT_CONFIRMED", "ENR-40");

    public static readonly Reason CreditCheckNotAllowed =
        new(ReasonKind.Invalid, "DIRECT_CREDIT_CHECK_NOT_ALLOWED", "ENR-43");

    public static readonly Reason NotStarted = new(ReasonKind.NotFound, "DIRECT_NOT_STARTED", "ENR-44");

    public static readonly Reason NotEditable = new(ReasonKind.Conflict, "DIRECT_NOT_EDITABLE", "ENR-44");

    public static readonly Reason NotPossibleNow = new(ReasonKind.Conflict, "DIRECT_STATE_FORBIDS", "ENR-44");

    /// <summary>ENR-43: the plan is bought after the credit check, and not before.</summary>
    public static readonly Reason PlanTooEarly = new(ReasonKind.Conflict, "SUPPORT_PLAN_TOO_EARLY", "ENR-43");

    public static readonly Reason PlanLevelMissing = new(ReasonKind.Invalid, "SUPPORT_PLAN_LEVEL_MISSING", "ENR-40");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason PlanContractInvalid =
        new(ReasonKind.Invalid, "SUPPORT_PLAN_CONTRACT_INVALID", "ENR-40");

    public static readonly Reason DecisionMissing = new(ReasonKind.Invalid, "DIRECT_DECISION_MISSING", "ENR-44");

    /// <summary>Argument: how many characters.</summary>
    public static readonly Reason WordsInvalid = new(ReasonKind.Invalid, "DIRECT_DECISION_WORDS_INVALID", "ENR-44");
}
