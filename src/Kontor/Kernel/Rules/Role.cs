namespace Kontor.Kernel;

/// <summary>
/// What a user or application may be at most, within its own tenant (ROL-06, ROL-10, ROL-11, ROL-13, ROL-14). What each
/// role may do stands in <c>Access/Rules/PermissionTable.cs</c>.
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

    /// <summary>Looks after the membership; sees profiles, and who holds which role.</summary>
    MembershipPartnerAdmin,

    /// <summary>Sees and works on all leads and deals of the locations in its scope (ROL-12).</summary>
    ReferralsAdmin,

    /// <summary>Creates deals for the locations in its scope (ROL-12) and works on those whose team it is in.</summary>
    ReferralsUser,
    BusinessProfileAdmin,
    IncentivesAdmin,
    IncentivesUser,

    /// <summary>Sees every report.</summary>
    ExecutiveReportViewer,

    /// <summary>Sees reports without revenue, customers' data and personal data.</summary>
    ReportViewer,

    /// <summary>Looks after the CPV profile and its users.</summary>
    CpvGlobalAdmin,

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
