using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>Why a credit limit may not be set.</summary>
public static class BillingReasons
{
    public static readonly Reason BillingOperatorRequired =
        new(ReasonKind.Forbidden, "BILLING_OPERATOR_REQUIRED", "ROL-13");

    /// <summary>Only who buys from the vendor has credit with it. Argument: the name of the organisation.</summary>
    public static readonly Reason CreditForBuyersOnly = new(ReasonKind.Invalid, "CREDIT_FOR_BUYERS_ONLY", "BIL-70");

    /// <summary>Argument: the largest limit.</summary>
    public static readonly Reason CreditLimitOutOfRange =
        new(ReasonKind.Invalid, "CREDIT_LIMIT_OUT_OF_RANGE", "BIL-70");

    public static readonly Reason PartnerUnknown = new(ReasonKind.NotFound, "CREDIT_PARTNER_UNKNOWN", "BIL-70");
}
