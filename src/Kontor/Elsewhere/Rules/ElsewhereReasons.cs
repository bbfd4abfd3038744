using Kontor.Kernel;

namespace Kontor.Elsewhere;

/// <summary>Why something that was bought elsewhere is not entered, not shown or not changed.</summary>
public static class ElsewhereReasons
{
    /// <summary>There is none, or the actor may not know of it.</summary>
    public static readonly Reason Unknown = new(ReasonKind.NotFound, "OUTSIDE_UNKNOWN", "MUL-05");

    /// <summary>The same whether there is no such customer or it is somebody else's.</summary>
    public static readonly Reason CustomerUnknown = new(ReasonKind.NotFound, "OUTSIDE_CUSTOMER_UNKNOWN", "MUL-22");

    /// <summary>A deployment lets partners manage only what they have sold. Argument: the cloud.</summary>
    public static readonly Reason MultiChannelOff = new(ReasonKind.Forbidden, "OUTSIDE_MULTI_CHANNEL_OFF", "MUL-25");

    /// <summary>MUL-04: a partner changes nothing about it. Arguments: its name, the channel.</summary>
    public static readonly Reason BoughtElsewhere = new(ReasonKind.Forbidden, "BOUGHT_ELSEWHERE", "MUL-22");

    /// <summary>The same for what is metered. Arguments: its name, the channel.</summary>
    public static readonly Reason UsageBoughtElsewhere = new(ReasonKind.Forbidden, "USAGE_BOUGHT_ELSEWHERE", "MUL-23");

    public static readonly Reason CustomerChooses = new(ReasonKind.Forbidden, "OUTSIDE_CUSTOMER_CHOOSES", "MUL-26");

    /// <summary>An operator names a customer by tenant id or domain, and there is none.</summary>
    public static readonly Reason NoSuchCustomer = new(ReasonKind.Invalid, "OUTSIDE_NO_SUCH_CUSTOMER", "MUL-20");

    /// <summary>Argument: the most.</summary>
    public static readonly Reason TooMany = new(ReasonKind.Conflict, "OUTSIDE_TOO_MANY", "MUL-20");

    public static readonly Reason ChannelMissing = new(ReasonKind.Invalid, "OUTSIDE_CHANNEL_MISSING", "MUL-21");

    public static readonly Reason SkuUnknown = new(ReasonKind.Invalid, "OUTSIDE_SKU_UNKNOWN", "MUL-22");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason NameInvalid = new(ReasonKind.Invalid, "OUTSIDE_NAME_INVALID", "MUL-20");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason PublisherInvalid = new(ReasonKind.Invalid, "OUTSIDE_PUBLISHER_INVALID", "MUL-20");

    /// <summary>Argument: the most.</summary>
    public static readonly Reason QuantityInvalid = new(ReasonKind.Invalid, "OUTSIDE_QUANTITY_INVALID", "MUL-20");

    /// <summary>Nothing was said, or something else than the catalog says of the SKU.</summary>
    public static readonly Reason BillingWrong = new(ReasonKind.Invalid, "OUTSIDE_BILLING_WRONG", "MUL-22");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason ContractInvalid = new(ReasonKind.Invalid, "OUTSIDE_CONTRACT_INVALID", "MUL-20");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason SellerInvalid = new(ReasonKind.Invalid, "OUTSIDE_SELLER_INVALID", "MUL-21");

    /// <summary>What a partner sold is no purchase elsewhere. Argument: the name.</summary>
    public static readonly Reason SellerIsPartner = new(ReasonKind.Invalid, "OUTSIDE_SELLER_IS_PARTNER", "MUL-21");

    /// <summary>Argument: the most years.</summary>
    public static readonly Reason DaysInvalid = new(ReasonKind.Invalid, "OUTSIDE_DAYS_INVALID", "MUL-20");

    /// <summary>The same of the same contract is on record and has not ended.</summary>
    public static readonly Reason EnteredAlready = new(ReasonKind.Conflict, "OUTSIDE_ENTERED_ALREADY", "MUL-20");

    public static readonly Reason Over = new(ReasonKind.Conflict, "OUTSIDE_ENDED", "MUL-20");

    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "OUTSIDE_CHANGED_MEANWHILE", "MUL-20");
}
