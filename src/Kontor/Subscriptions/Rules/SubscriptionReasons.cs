using Kontor.Kernel;

namespace Kontor.Subscriptions;

public static class SubscriptionReasons
{
    /// <summary>There is none, or the actor may not know of it.</summary>
    public static readonly Reason Unknown = new(ReasonKind.NotFound, "SUBSCRIPTION_UNKNOWN", "MUL-05");

    /// <summary>A partner has to say whose subscriptions it wants.</summary>
    public static readonly Reason CustomerMissing = new(ReasonKind.Invalid, "SUBSCRIPTION_CUSTOMER_MISSING", "MUL-05");
}
