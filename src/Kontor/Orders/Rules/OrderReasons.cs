using Kontor.Kernel;

namespace Kontor.Orders;

/// <summary>Why an order is refused, beyond what Eligibility and Catalog say.</summary>
public static class OrderReasons
{
    /// <summary>The customer does not exist for this partner.</summary>
    public static readonly Reason CustomerUnknown = new(ReasonKind.NotFound, "CUSTOMER_UNKNOWN", "CUS-01");

    /// <summary>It never was, or it is another partner's.</summary>
    public static readonly Reason OrderUnknown = new(ReasonKind.NotFound, "ORDER_UNKNOWN", "CAT-22");

    /// <summary>Argument: the reseller's name.</summary>
    public static readonly Reason ResellerCannotOrder = new(ReasonKind.Forbidden, "RESELLER_CANNOT_ORDER", "CAT-20");

    /// <summary>A provider's own relationship with the customer is missing. Argument: the customer's name.</summary>
    public static readonly Reason RelationshipMissing = new(ReasonKind.Forbidden, "RELATIONSHIP_MISSING", "CUS-02");

    /// <summary>Argument: the network id that was named.</summary>
    public static readonly Reason NetworkIdUnknown = new(ReasonKind.NotFound, "PARTNER_OF_RECORD_UNKNOWN", "CAT-72");

    /// <summary>Argument: the network id that was named.</summary>
    public static readonly Reason NetworkIdIsNoReseller = new(ReasonKind.Invalid, "PARTNER_OF_RECORD_NO_RESELLER", "CAT-72");

    /// <summary>Argument: the network id that was named.</summary>
    public static readonly Reason NetworkIdIsOwn = new(ReasonKind.NotFound, "PARTNER_OF_RECORD_IS_OWN", "CAT-72");

    /// <summary>Arguments: the provider's name, the reseller's name.</summary>
    public static readonly Reason PartnershipMissing = new(ReasonKind.Forbidden, "PARTNERSHIP_MISSING", "REL-55");

    /// <summary>Arguments: the reseller's name, the customer's name.</summary>
    public static readonly Reason ResellerNotRelated = new(ReasonKind.Forbidden, "RESELLER_NOT_RELATED", "CUS-01");

    /// <summary>Argument: the customer's name.</summary>
    public static readonly Reason CustomerAgreementMissing = new(ReasonKind.Forbidden, "CUSTOMER_AGREEMENT_MISSING", "AGR-20");

    /// <summary>Arguments: the customer's name, its country.</summary>
    public static readonly Reason RegistrationIncomplete = new(ReasonKind.Forbidden, "CUSTOMER_REGISTRATION_INCOMPLETE", "CUS-64");

    /// <summary>The vendor could not write bills without tax. Argument: the seller's name.</summary>
    public static readonly Reason VatIdMissing = new(ReasonKind.Forbidden, "VAT_ID_MISSING", "BIL-81");

    /// <summary>Arguments: what the purchase takes, what is available; both in USD.</summary>
    public static readonly Reason CreditExceeded = new(ReasonKind.Forbidden, "CREDIT_LIMIT_EXCEEDED", "BIL-72");

    /// <summary>The vendor has set no limit for this partner yet.</summary>
    public static readonly Reason CreditNotSet = new(ReasonKind.Forbidden, "CREDIT_LIMIT_NOT_SET", "BIL-70");

    /// <summary>Argument: the largest number of lines.</summary>
    public static readonly Reason LineCountWrong = new(ReasonKind.Invalid, "ORDER_LINE_COUNT", "CAT-22");

    /// <summary>Argument: the line number that stands twice.</summary>
    public static readonly Reason LineNumberTwice = new(ReasonKind.Invalid, "ORDER_LINE_NUMBER_TWICE", "CAT-22");

    /// <summary>Argument: what was given as the catalog item.</summary>
    public static readonly Reason ItemMalformed = new(ReasonKind.Invalid, "ORDER_ITEM_MALFORMED", "CAT-22");

    /// <summary>Argument: the line number.</summary>
    public static readonly Reason NameTooLong = new(ReasonKind.Invalid, "ORDER_NAME_TOO_LONG", "CAT-39");

    /// <summary>All lines of an order are billed alike (BIL-16).</summary>
    public static readonly Reason BillingCyclesDiffer = new(ReasonKind.Invalid, "ORDER_BILLING_CYCLES_DIFFER", "BIL-16");
}
