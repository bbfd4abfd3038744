namespace Kontor.Kernel;

/// <summary>
/// What a user or application may be at most, within its own tenant (ROL-06, ROL-10, ROL-13, ROL-14). What each role may
/// do stands in <c>Access/Rules/PermissionTable.cs</c>.
/// </summary>
public enum Role
{
    GlobalAdmin,
    UserManagementAdmin,
    BillingAdmin,
    AdminAgent,
    SalesAgent,
    HelpdeskAgent,
    AccountAdmin,

    /// <summary>Vendor side: enrolments, suspensions, policy.</summary>
    ProgramOperator,

    /// <summary>Vendor side: products and price lists.</summary>
    CatalogManager,

    /// <summary>Vendor side: credit, invoices.</summary>
    BillingOperator,

    /// <summary>Vendor side: escalated support.</summary>
    SupportEngineer,

    /// <summary>Vendor side: reads everything, changes nothing.</summary>
    Auditor,
}
