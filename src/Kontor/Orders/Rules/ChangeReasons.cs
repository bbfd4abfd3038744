using Kontor.Kernel;

namespace Kontor.Orders;

/// <summary>Why a subscription is not changed, beyond what an order would be refused for.</summary>
public static class ChangeReasons
{
    /// <summary>Another partner sold it. Argument: what it is called.</summary>
    public static readonly Reason SoldByAnother = new(ReasonKind.Forbidden, "SUBSCRIPTION_SOLD_BY_ANOTHER", "MUL-04");

    /// <summary>A customer asks its partner, and the vendor changes nothing that its partners sold. Argument: the partner.</summary>
    public static readonly Reason ChangedBySeller = new(ReasonKind.Forbidden, "SUBSCRIPTION_CHANGED_BY_SELLER", "MUL-05");

    /// <summary>What raises the provider's charge is an order of the provider. Argument: the provider.</summary>
    public static readonly Reason ProviderOrders = new(ReasonKind.Forbidden, "SUBSCRIPTION_PROVIDER_ORDERS", "CAT-20");

    /// <summary>Somebody else changed it since it was read.</summary>
    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "SUBSCRIPTION_CHANGED_MEANWHILE", "CAT-42");

    /// <summary>Its state can be changed, or the rest of it, not both at once.</summary>
    public static readonly Reason OneAtATime = new(ReasonKind.Invalid, "SUBSCRIPTION_ONE_CHANGE_AT_A_TIME", "CAT-45");

    /// <summary>Cancelled, deleted and expired are final.</summary>
    public static readonly Reason Over = new(ReasonKind.Conflict, "SUBSCRIPTION_OVER", "CAT-45");

    /// <summary>From the present state it does not come to the wanted one.</summary>
    public static readonly Reason StateUnreachable = new(ReasonKind.Conflict, "SUBSCRIPTION_STATE_UNREACHABLE", "CAT-45");

    /// <summary>Argument: the largest length.</summary>
    public static readonly Reason NameWrong = new(ReasonKind.Invalid, "SUBSCRIPTION_NAME_WRONG", "CAT-39");

    /// <summary>Only what runs has a count to be changed.</summary>
    public static readonly Reason QuantityWhileNotActive =
        new(ReasonKind.Conflict, "SUBSCRIPTION_QUANTITY_WHILE_NOT_ACTIVE", "CAT-45");

    /// <summary>Use, trials and what was bought once have no count that changes.</summary>
    public static readonly Reason QuantityFixed = new(ReasonKind.Conflict, "SUBSCRIPTION_QUANTITY_FIXED", "CAT-39");

    /// <summary>Arguments: how many may be given back now, how many stay until the term ends.</summary>
    public static readonly Reason CommitmentRunning = new(ReasonKind.Conflict, "SUBSCRIPTION_COMMITMENT_RUNNING", "CAT-35");

    /// <summary>Without a term, and for a trial, there is nothing to renew.</summary>
    public static readonly Reason NeverRenews = new(ReasonKind.Conflict, "SUBSCRIPTION_NEVER_RENEWS", "CAT-41");

    /// <summary>The renewal is chosen for what runs.</summary>
    public static readonly Reason RenewalWhileNotActive =
        new(ReasonKind.Conflict, "SUBSCRIPTION_RENEWAL_WHILE_NOT_ACTIVE", "CAT-45");

    /// <summary>It is suspended, not cancelled.</summary>
    public static readonly Reason SuspendedInstead = new(ReasonKind.Conflict, "SUBSCRIPTION_SUSPENDED_INSTEAD", "CAT-45");

    /// <summary>It is cancelled, not suspended.</summary>
    public static readonly Reason CancelledInstead = new(ReasonKind.Conflict, "SUBSCRIPTION_CANCELLED_INSTEAD", "CAT-45");

    /// <summary>Argument: the instant at which the window closed.</summary>
    public static readonly Reason CancellationClosed = new(ReasonKind.Conflict, "SUBSCRIPTION_CANCELLATION_CLOSED", "CAT-36");

    /// <summary>The 30 days of software are over. Argument: the instant at which they were.</summary>
    public static readonly Reason SoftwareKept = new(ReasonKind.Conflict, "SUBSCRIPTION_SOFTWARE_KEPT", "CAT-38");

    /// <summary>Its data are deleted from this day on. Argument: the day.</summary>
    public static readonly Reason DeletionDue = new(ReasonKind.Conflict, "SUBSCRIPTION_DELETION_DUE", "CAT-33");

    /// <summary>A direct partner sells without a reseller, so there is none of record.</summary>
    public static readonly Reason RecordOfProvidersOnly =
        new(ReasonKind.Invalid, "SUBSCRIPTION_RECORD_OF_PROVIDERS_ONLY", "CAT-70");

    /// <summary>One of several that are changed together. Argument: what it is called.</summary>
    public static readonly Reason OneOver = new(ReasonKind.Conflict, "SUBSCRIPTION_OF_SEVERAL_OVER", "CAT-45");

    /// <summary>One of several that are changed together. Argument: what it is called.</summary>
    public static readonly Reason OneChangedMeanwhile =
        new(ReasonKind.Conflict, "SUBSCRIPTION_OF_SEVERAL_CHANGED_MEANWHILE", "CAT-42");

    /// <summary>Argument: how many can be changed together.</summary>
    public static readonly Reason NoneChosen = new(ReasonKind.Invalid, "SUBSCRIPTIONS_NOT_CHOSEN", "CAT-72");

    /// <summary>K-24: a provider's subscription keeps a reseller.</summary>
    public static readonly Reason RecordMissing = new(ReasonKind.Invalid, "SUBSCRIPTION_RECORD_MISSING", "K-24");
}
