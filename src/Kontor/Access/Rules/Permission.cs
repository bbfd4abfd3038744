using System.Diagnostics.CodeAnalysis;

namespace Kontor.Access;

/// <summary>How far a permission goes. Each level includes the ones before it.</summary>
public enum PermissionLevel
{
    None,

    /// <summary>May look, and change nothing.</summary>
    Read,

    Full,
}

/// <summary>
/// What somebody may do. The first block is ROL-10, one member per row of its table and in its order; two rows are
/// split because the limits of a reseller divide them. Who holds what stands in <see cref="PermissionTable"/>.
/// </summary>
[SuppressMessage(
    "Naming", "CA1711", Justification = "The suffix is reserved for .NET code access security, which is gone.")]
public enum Permission
{
    ViewOwnProfile,

    /// <summary>Create portal support tickets and see the own ones.</summary>
    UseSupportTickets,

    /// <summary>See, add and change the users of the own tenant (ROL-01); on the page of the partner: partner users.</summary>
    ManageUsers,
    AssignBusinessRoles,
    ViewPartnerProfiles,
    EditResellerLegalProfile,
    AddLocations,
    LinkTenants,

    /// <summary>View and sign the partner agreement; reading is enough to view it.</summary>
    SignPartnerAgreement,

    /// <summary>The vendor's price lists (CAT-11).</summary>
    ViewPriceLists,

    /// <summary>Offers of the catalog, without the vendor's prices. Shares the row of price lists.</summary>
    ViewCatalog,
    ViewInvoices,
    ManageBillingProfile,
    ChangeBillingAddress,
    ViewCustomers,
    AddCustomers,
    EditCustomerDetails,
    RequestRelationship,
    RequestDelegatedAdmin,

    /// <summary>End a customer relationship as provider or direct partner (CUS-70).</summary>
    RemoveCustomerAsSeller,

    /// <summary>End a customer relationship as reseller (CUS-71).</summary>
    RemoveCustomerAsReseller,
    AttestCustomerAgreement,
    ViewCustomerAgreement,
    AdministerOnBehalf,

    /// <summary>Carts and orders, their history included (CAT-20).</summary>
    CreateOrders,

    /// <summary>Manage subscriptions as far as the own part in them goes. Shares the row of orders.</summary>
    ManageSubscriptions,

    /// <summary>Suspend, cancel, change the quantity of a subscription.</summary>
    ChangeSubscriptions,

    /// <summary>Cancel a software purchase, get its keys.</summary>
    CancelSoftware,
    ManageCustomerUsers,
    BulkAssignLicenses,
    SetPurchasePermission,
    SetSpendingBudgets,

    /// <summary>Service health and the customers' service requests.</summary>
    HandleCustomerService,
    AssignSupportContact,

    /// <summary>Request or remove a partnership with a reseller.</summary>
    ManageResellers,
    AcceptProviderInvitation,

    /// <summary>Create a transfer request (ENR-54).</summary>
    CreateTransferRequest,

    /// <summary>Accept or reject a transfer request (ENR-54).</summary>
    DecideTransferRequest,
    ManageLeads,
    ViewPromotions,
    ViewResellerAnalytics,
    ViewSubscriptionAnalytics,

    /// <summary>ROL-11: what subscriptions are worth, among the figures on them. Shares the row of invoices.</summary>
    ViewRevenueAnalytics,

    /// <summary>View and export the own tenant's activity log.</summary>
    ViewActivityLog,
    UseSharedServices,
    RegisterDevices,
    ApplyDeviceProfiles,

    /// <summary>ROL-16: the page on the three partner types and the eight scenarios.</summary>
    ReadProgramGuide,

    /// <summary>OPS-20: news of the program, as far as they are for the own partner types and region.</summary>
    ReadAnnouncements,

    /// <summary>OPS-20: announce, correct and withdraw.</summary>
    PublishAnnouncements,

    /// <summary>ROL-08: the entry to work with other partners, and the lists of resellers and providers.</summary>
    ViewPartnerships,

    /// <summary>See subscriptions, as far as they are theirs (MUL-05): partners who may change them, customers, the vendor.</summary>
    ViewSubscriptions,

    /// <summary>
    /// SUP-06: service requests as far as they are one's own: a customer's, those that a partner answers (it shares the row of
    /// service health), and those that were escalated to the vendor.
    /// </summary>
    UseServiceRequests,

    /// <summary>Write the provider's profile in the public directory, and hand it in (ENR-50).</summary>
    EditProviderProfile,

    /// <summary>BIL-04: grant the own resellers payment terms and credit.</summary>
    SetResellerTerms,

    /// <summary>ROL-11: activate what the membership gives, and keep its data right (ENR-04).</summary>
    ManageBenefits,

    /// <summary>Ask whether a sale or a partnership is possible, and why not.</summary>
    AskEligibility,

    /// <summary>ROL-14: accept relationships and agreements for the customer.</summary>
    AcceptRelationship,

    /// <summary>ROL-14: take delegated admin rights away from a partner.</summary>
    RemovePartnerRights,

    /// <summary>MUL-26: let partners support a subscription beside the one that does.</summary>
    ChooseSupporters,
    ViewOwnPartners,

    /// <summary>CAT-50: a customer's own admins see its licenses and assign them to its users.</summary>
    ManageOwnLicenses,

    /// <summary>The map of who sells to whom, as far as the own tenant has to do with it.</summary>
    ViewSalesMap,

    /// <summary>MUL-20: keep the vendor's record of what customers did not buy from partners of the program.</summary>
    KeepOutsideSubscriptions,

    /// <summary>ROL-13: enrolments and suspensions.</summary>
    DecideEnrolments,
    SetPolicy,

    /// <summary>ROL-13: publish versions of the agreements, and see who signed.</summary>
    PublishAgreements,
    ViewPartners,
    ImportPriceLists,
    SetCreditLimits,
    HandleEscalatedSupport,

    /// <summary>The activity of every tenant.</summary>
    ViewAllActivity,

    /// <summary>The jobs of every tenant, and the mail that leaves.</summary>
    OverseeServer,

    /// <summary>The mailbox of a demo world, which shows every mail sent. Outside of one it does not exist.</summary>
    ReadMailbox,
}
