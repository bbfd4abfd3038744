using Kontor.Site;

namespace Kontor.Support;

/// <summary>Service requests of customers, answered by partners and escalated to the vendor.</summary>
public static class SupportRegistration
{
    public static IServiceCollection AddServiceRequests(this IServiceCollection services) => services
        .AddScoped<ServiceSubjects>()
        .AddScoped<AskablePartners>()
        .AddScoped<OpenServiceRequest>()
        .AddScoped<ChangeServiceRequest>()
        .AddScoped<ServiceRequestNews>()
        .AddScoped<ServiceRequestQueries>()
        .AddScoped<ServiceRequestList>()
        .AddSingleton<IWaitingItems, RequestsForPartner>()
        .AddSingleton<IWaitingItems, RequestsForVendor>()
        .AddSingleton<IWaitingItems, RequestsSolved>();
}
