using System.CommandLine;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Announcements;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Eligibility;
using Kontor.Elsewhere;
using Kontor.Enrolment;
using Kontor.Exports;
using Kontor.Insights;
using Kontor.Invitations;
using Kontor.Jobs;
using Kontor.Licensing;
using Kontor.Locations;
using Kontor.Membership;
using Kontor.Operations;
using Kontor.Orders;
using Kontor.Partnerships;
using Kontor.Policy;
using Kontor.ProviderDirectory;
using Kontor.Sandbox;
using Kontor.Server;
using Kontor.Site;
using Kontor.Subscriptions;
using Kontor.Support;
using Kontor.Tenants;
using Kontor.Users;
using static Kontor.PartnerCenter.PartnerCenterEndpoints;

var parsed = new RootCommand("Kontor, the partner center for two-tier cloud distribution.")
{
    ServeCommand.Create(),
    MigrateCommand.Create(),
    ExplainCommand.Create(Verb.Open),
    ImportPricesCommand.Create(Verb.Open),
    WalkthroughCommand.Create(),
    CreateOperatorCommand.Create(Verb.OpenUsual),
}.Parse(args);
var code = await parsed.InvokeAsync();

// The library ends with 1 on words it does not know, which verbs keep for "no".
return parsed.Errors.Count > 0 ? Verb.CannotStart : code;

/// <summary>The application's table of contents: what it is made of, and what it answers.</summary>
public static partial class Program
{
    internal static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration) => services
        .AddKernel()
        .AddPolicy()
        .AddAccess(configuration)
        .AddAccounts()
        .AddMembership()
        .AddAnnouncements()
        .AddEnrolment(configuration)
        .AddLocations()
        .AddEligibility()
        .AddAgreements()
        .AddInvitations()
        .AddPartnerships()
        .AddCustomers()
        .AddDelegatedAdmin()
        .AddJobs()
        .AddExports()
        .AddOperations()
        .AddCatalog()
        .AddActivity()
        .AddBilling()
        .AddOrders()
        .AddSubscriptions()
        .AddElsewhere()
        .AddServiceRequests()
        .AddInsights()
        .AddUsers()
        .AddLicensing()
        .AddTenants()
        .AddProviderDirectory()
        .AddPartnerCenter()
        .AddSandbox()
        .AddSite(configuration);

    internal static void MapFeatures(this WebApplication app)
    {
        var api = app.MapGroup("/api");
        api.MapServer();
        api.MapPolicy();
        api.MapApplications();
        api.MapVetting();
        api.MapDirectApplications();
        api.MapStanding();
        api.MapProviders();
        api.MapProfiles();
        api.MapLocations();
        api.MapAgreements();
        api.MapPartnerships();
        api.MapResellerUsers();
        api.MapEndings();
        api.MapAgreementStates();
        api.MapCustomers();
        api.MapDelegatedAdmin();
        api.MapCustomerUsers();
        api.MapLicenses();
        api.MapSubscriptions();
        api.MapSubscriptionChanges();
        api.MapElsewhere();
        api.MapResellersOfRecord();
        api.MapResellerTerms();
        api.MapGivings();
        api.MapBillingProfile();
        api.MapMembership();
        api.MapAnnouncements();
        api.MapServiceRequests();
        api.MapSalesMap();
        api.MapUsers();
        api.MapTenants();
        api.MapMerges();
        api.MapAffiliates();
        api.MapEligibility();
        api.MapProviderDirectory();
        app.MapAccess();
        app.MapAgreementFiles();
        app.MapUserExport();
        app.MapTenantExport();
        app.MapImportedPasswords();
        app.MapCustomerExport();
        app.MapGrantExport();
        app.MapPartnershipExports();
        app.MapEndingExports();
        app.MapAgreementStateExport();
        app.MapOrderExport();
        app.MapLicenseExports();
        app.MapSubscriptionExport();
        app.MapElsewhereExports();
        app.MapServiceRequestExport();
        app.MapSalesMapExport();
        app.MapActivityExports();
        app.MapJobFiles();
        app.MapMailExport();
        app.MapPartnerExport();
        app.MapApplicationFiles();
        app.MapProfileExport();
        app.MapProviderProfileExport();
        app.MapPriceListExport();
        app.MapPartnerCenter();
        api.MapCatalog();
        app.MapApiDocuments();
        api.MapActivity();
        api.MapSandbox();
        app.MapHealth();
        app.MapSite();
    }
}
