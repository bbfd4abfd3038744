using Kontor.Kernel;

namespace Kontor.Support;

/// <summary>Why a service request is not opened, or does not move on.</summary>
public static class ServiceRequestReasons
{
    /// <summary>The same whether there is none or somebody else's.</summary>
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "SERVICE_REQUEST_NOT_FOUND", "SUP-06");

    /// <summary>The same whether there is no such customer or it is somebody else's.</summary>
    public static readonly Reason CustomerUnknown = new(ReasonKind.NotFound, "SERVICE_REQUEST_CUSTOMER_UNKNOWN", "SUP-06");

    /// <summary>The same whether there is no such subscription or it is another customer's.</summary>
    public static readonly Reason SubscriptionUnknown = new(ReasonKind.NotFound, "SERVICE_REQUEST_SUBSCRIPTION_UNKNOWN", "SUP-06");

    /// <summary>Argument: whom to ask instead.</summary>
    public static readonly Reason VendorNotAsked = new(ReasonKind.Forbidden, "SERVICE_REQUEST_VENDOR_NOT_ASKED", "SUP-03");

    /// <summary>Argument: whom to ask instead.</summary>
    public static readonly Reason PartnerNotAsked = new(ReasonKind.Invalid, "SERVICE_REQUEST_PARTNER_NOT_ASKED", "SUP-04");

    /// <summary>Nobody is there to be asked.</summary>
    public static readonly Reason NobodyToAsk = new(ReasonKind.Conflict, "SERVICE_REQUEST_NOBODY_TO_ASK", "SUP-03");

    /// <summary>Argument: the cloud.</summary>
    public static readonly Reason MultiChannelOff = new(ReasonKind.Forbidden, "SERVICE_REQUEST_MULTI_CHANNEL_OFF", "MUL-25");

    /// <summary>A reseller whose partnership with the seller ended.</summary>
    public static readonly Reason ProviderGone = new(ReasonKind.Forbidden, "SERVICE_REQUEST_PROVIDER_GONE", "SUP-06");

    public static readonly Reason RightMissing = new(ReasonKind.Forbidden, "SERVICE_REQUEST_RIGHT_MISSING", "CUS-46");

    public static readonly Reason RelationshipEnded = new(ReasonKind.Conflict, "SERVICE_REQUEST_RELATIONSHIP_ENDED", "SUP-06");

    public static readonly Reason TopicMissing = new(ReasonKind.Invalid, "SERVICE_REQUEST_TOPIC_MISSING", "SUP-06");

    public static readonly Reason SeverityMissing = new(ReasonKind.Invalid, "SERVICE_REQUEST_SEVERITY_MISSING", "SUP-07");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason TitleInvalid = new(ReasonKind.Invalid, "SERVICE_REQUEST_TITLE_INVALID", "SUP-06");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason DescriptionInvalid = new(ReasonKind.Invalid, "SERVICE_REQUEST_DESCRIPTION_INVALID", "SUP-06");

    public static readonly Reason LanguageUnknown = new(ReasonKind.Invalid, "SERVICE_REQUEST_LANGUAGE_UNKNOWN", "SUP-07");

    /// <summary>Arguments: the most characters of name and of phone.</summary>
    public static readonly Reason ContactInvalid = new(ReasonKind.Invalid, "SERVICE_REQUEST_CONTACT_INVALID", "SUP-06");

    public static readonly Reason ContactIsCustomers = new(ReasonKind.Invalid, "SERVICE_REQUEST_CONTACT_IS_CUSTOMERS", "SUP-06");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason TextInvalid = new(ReasonKind.Invalid, "SERVICE_REQUEST_TEXT_INVALID", "SUP-13");

    public static readonly Reason TextMissing = new(ReasonKind.Invalid, "SERVICE_REQUEST_TEXT_MISSING", "SUP-13");

    /// <summary>Argument: where it stands.</summary>
    public static readonly Reason NotPossible = new(ReasonKind.Conflict, "SERVICE_REQUEST_NOT_POSSIBLE", "SUP-13");

    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "SERVICE_REQUEST_CHANGED_MEANWHILE", "SUP-13");

    public static readonly Reason EscalationReasonMissing =
        new(ReasonKind.Invalid, "SERVICE_REQUEST_ESCALATION_REASON_MISSING", "SUP-05");

    public static readonly Reason HealthNotChecked = new(ReasonKind.Invalid, "SERVICE_REQUEST_HEALTH_NOT_CHECKED", "SUP-05");

    public static readonly Reason PlanMissing = new(ReasonKind.Forbidden, "SERVICE_REQUEST_PLAN_MISSING", "SUP-08");
}
