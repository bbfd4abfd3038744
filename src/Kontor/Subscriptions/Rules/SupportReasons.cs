using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>Why somebody does not come to support a subscription.</summary>
public static class SupportReasons
{
    /// <summary>Who did not sell it changes nothing about it.</summary>
    public static readonly Reason NotSeller = new(ReasonKind.Forbidden, "SUPPORT_SELLER_CHOOSES", "MUL-04");

    /// <summary>The same whether there is no such partner or it has nothing to do with seller or customer.</summary>
    public static readonly Reason ContactNotListed = new(ReasonKind.Invalid, "SUPPORT_CONTACT_NOT_LISTED", "SUP-04");

    /// <summary>Argument: the reseller.</summary>
    public static readonly Reason ContactWithoutRights =
        new(ReasonKind.Conflict, "SUPPORT_CONTACT_WITHOUT_RIGHTS", "SUP-04");

    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "SUPPORT_CHANGED_MEANWHILE", "SUP-04");

    /// <summary>Other partners of the customer do not learn who supports what they have not sold.</summary>
    public static readonly Reason ContactHidden = new(ReasonKind.Forbidden, "SUPPORT_CONTACT_HIDDEN", "MUL-05");

    /// <summary>Whoever sold it has left the customer.</summary>
    public static readonly Reason NoContact = new(ReasonKind.NotFound, "SUPPORT_CONTACT_NONE", "CUS-70");

    public static readonly Reason NotCustomer = new(ReasonKind.Forbidden, "SUPPORTERS_CUSTOMER_CHOOSES", "MUL-26");

    /// <summary>The same whether there is no such partner or it is none of the customer's.</summary>
    public static readonly Reason SupporterNotRelated = new(ReasonKind.Invalid, "SUPPORTER_NOT_RELATED", "MUL-26");

    /// <summary>Argument: the partner.</summary>
    public static readonly Reason SupporterIsContact = new(ReasonKind.Conflict, "SUPPORTER_IS_CONTACT", "MUL-26");

    /// <summary>A deployment lets partners support only what they have sold. Argument: the cloud.</summary>
    public static readonly Reason SupportersOff = new(ReasonKind.Forbidden, "SUPPORTERS_OFF", "NAT-10");

    /// <summary>Argument: how many there are at most.</summary>
    public static readonly Reason TooManySupporters = new(ReasonKind.Conflict, "SUPPORTERS_TOO_MANY", "MUL-26");
}
