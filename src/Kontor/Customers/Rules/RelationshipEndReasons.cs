using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>Why a customer relationship does not end, or its details do not change.</summary>
public static class RelationshipEndReasons
{
    /// <summary>CUS-70: of a provider or direct partner only a global admin ends it.</summary>
    public static readonly Reason SellerAdminRequired =
        new(ReasonKind.Forbidden, "SELLER_ADMIN_ENDS_RELATIONSHIP", "CUS-70");

    /// <summary>CUS-71: of a reseller, global admins and admin agents do.</summary>
    public static readonly Reason RoleMayNotEnd = new(ReasonKind.Forbidden, "ROLE_MAY_NOT_END_RELATIONSHIP", "CUS-71");

    /// <summary>CUS-70. Argument: how many subscriptions still run.</summary>
    public static readonly Reason StillRunning = new(ReasonKind.Conflict, "CUSTOMER_STILL_SUBSCRIBED", "CUS-70");

    /// <summary>ACC-27: a partner stays the customer of its own tenant for shared services.</summary>
    public static readonly Reason OwnTenant = new(ReasonKind.Forbidden, "OWN_TENANT_STAYS_CUSTOMER", "ACC-27");

    /// <summary>CUS-71: the box is not ticked, or another statement was read than the one in force.</summary>
    public static readonly Reason NotConfirmed = new(ReasonKind.Invalid, "RELATIONSHIP_END_NOT_CONFIRMED", "CUS-71");
}
