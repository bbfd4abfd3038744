using Kontor.Access;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>The partners' places in the program.</summary>
public static class EnrolmentRegistration
{
    public static IServiceCollection AddEnrolment(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<EnrolmentOptions>(configuration.GetSection(EnrolmentOptions.Section))
        .AddSingleton<NewAccountLimit>()
        .AddScoped<PartnerQueries>()
        .AddScoped<PartnerList>()
        .AddScoped<ApplicationFiles>()
        .AddScoped<ApplicationNews>()
        .AddScoped<ApplicationQueries>()
        .AddScoped<ApplicationList>()
        .AddScoped<ApplicationDocuments>()
        .AddScoped<NetworkIdLinks>()
        .AddScoped<FoundDirectory>()
        .AddScoped<StartApplication>()
        .AddScoped<WriteApplication>()
        .AddScoped<LinkNetworkId>()
        .AddScoped<SubmitApplication>()
        .AddScoped<VerifyAddress>()
        .AddScoped<AnswerRejection>()
        .AddScoped<WithdrawApplication>()
        .AddScoped<DecideApplication>()
        .AddScoped<ApplicationStatusQuery>()
        .AddScoped<RevenueQuery>()
        .AddScoped<DirectFiles>()
        .AddScoped<DirectNews>()
        .AddScoped<StartDirectApplication>()
        .AddScoped<SendDirectApplication>()
        .AddScoped<NameSupportPlan>()
        .AddScoped<DecideDirectApplication>()
        .AddScoped<ChangeStanding>()
        .AddSingleton<StandingMails>()
        .AddScoped<CreateProvider>()
        .AddScoped<ApproveProvider>()
        .AddSingleton<ProviderMails>()
        .AddScoped<OrganisationFiles>()
        .AddScoped<ProfileNews>()
        .AddScoped<ChangeLegalProfile>()
        .AddScoped<WriteCompanyProfile>()
        .AddScoped<ProfileAddress>()
        .AddScoped<DecideProfile>()
        .AddScoped<ProfileChangeQueries>()
        .AddScoped<ProfileChangeList>()
        .AddSingleton<IWaitingItems>(OwnStanding.Suspended)
        .AddSingleton<IWaitingItems>(OwnStanding.Restricted)
        .AddSingleton<IWaitingItems>(OwnStanding.RestrictedSoon)
        .AddSingleton<IWaitingItems, ApplicationsInReview>()
        .AddSingleton<IWaitingItems, OwnApplication>()
        .AddSingleton<IWaitingItems, DirectApplicationsToDecide>()
        .AddSingleton<IWaitingItems, OwnDirectApplication>()
        .AddSingleton<IWaitingItems, ProfilesToVerify>()
        .AddSingleton<IWaitingItems, OwnProfileRejected>();

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapPartnerExport(this IEndpointRouteBuilder app) =>
        app.MapGet(PartnerList.ExportPath, Export)
            .RequirePermission(Permission.ViewPartners, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static ListExport<PartnerRow> Export(HttpContext http, PartnerList partners)
    {
        var list = partners.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            partners.All(state, http.RequestAborted),
            most => partners.Count(state, most, http.RequestAborted),
            "partners");
    }
}
