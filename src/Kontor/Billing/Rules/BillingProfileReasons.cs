using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>Why a billing profile is not changed.</summary>
public static class BillingProfileReasons
{
    /// <summary>Argument: how one of the country looks.</summary>
    public static readonly Reason VatIdInvalid = new(ReasonKind.Invalid, "VAT_ID_INVALID", "BIL-83");

    /// <summary>Where one is needed it is changed, not taken away.</summary>
    public static readonly Reason VatIdNeeded = new(ReasonKind.Invalid, "VAT_ID_NEEDED", "BIL-81");

    /// <summary>Argument: the most characters.</summary>
    public static readonly Reason PurchaseOrderInvalid = new(ReasonKind.Invalid, "PURCHASE_ORDER_NUMBER_INVALID", "ACC-48");

    /// <summary>Somebody else changed it since it was read.</summary>
    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "BILLING_PROFILE_CHANGED", "ACC-48");

    /// <summary>ROL-10: the address on bills is for global admins alone.</summary>
    public static readonly Reason AddressForGlobalAdmins = new(ReasonKind.Forbidden, "BILLING_ADDRESS_GLOBAL_ADMIN", "ROL-10");
}
