using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>Who sees the month's figures, and who sees money among them.</summary>
public static class FiguresAccess
{
    /// <summary>
    /// The monthly value is what the vendor charges (MUL-05): partners' people who may see invoices see it, and so do those
    /// who may see every report (ROL-11) and the vendor's. A reseller is charged nothing by the vendor, so it has no monthly value to see.
    /// </summary>
    public static (bool Figures, bool Value) Of(Caller caller) => caller.Actor?.TenantKind switch
    {
        TenantKind.Partner => (
            caller.May(Permission.ViewSubscriptionAnalytics, PermissionLevel.Read).IsGranted,
            caller.May(Permission.ViewRevenueAnalytics, PermissionLevel.Read).IsGranted),
        TenantKind.Operator => (
            caller.May(Permission.ViewSubscriptions, PermissionLevel.Read).IsGranted,
            caller.May(Permission.ViewPriceLists, PermissionLevel.Read).IsGranted),
        _ => (false, false),
    };
}
