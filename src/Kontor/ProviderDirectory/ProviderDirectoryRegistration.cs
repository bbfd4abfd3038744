using Kontor.Site;

namespace Kontor.ProviderDirectory;

/// <summary>The public directory of providers and the profiles in it.</summary>
public static class ProviderDirectoryRegistration
{
    public static IServiceCollection AddProviderDirectory(this IServiceCollection services) => services
        .AddScoped<DirectoryScopes>()
        .AddScoped<DirectoryQueries>()
        .AddScoped<DirectoryList>()
        .AddScoped<ProviderProfileFiles>()
        .AddScoped<ProviderProfileNews>()
        .AddScoped<WriteProviderProfile>()
        .AddScoped<DecideProviderProfile>()
        .AddScoped<ProviderProfileQueries>()
        .AddScoped<ProviderProfileList>()
        .AddSingleton<IWaitingItems, ProviderProfilesToDecide>()
        .AddSingleton<IWaitingItems, OwnProviderProfileRefused>();
}
