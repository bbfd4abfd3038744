using Kontor.Site;

namespace Kontor.DelegatedAdmin;

/// <summary>What partners may do in their customers' tenants, and until when.</summary>
public static class DelegatedAdminRegistration
{
    public static IServiceCollection AddDelegatedAdmin(this IServiceCollection services) => services
        .AddScoped<GrantFiles>()
        .AddScoped<GrantNews>()
        .AddScoped<GrantQueries>()
        .AddScoped<GrantDetails>()
        .AddScoped<GrantList>()
        .AddScoped<RequestGrant>()
        .AddScoped<ChangeGrant>()
        .AddScoped<ExtendGrants>()
        .AddScoped<KeepGrants>()
        .AddScoped<OnBehalfGate>()
        .AddScoped<CustomerUsers>()
        .AddScoped<GrantUses>()
        .AddSingleton<IWaitingItems, RightsAskedOfMe>()
        .AddSingleton<IWaitingItems, RightsEndingSoon>();
}
