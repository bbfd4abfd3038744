namespace Kontor.Policy;

public static class PolicyRegistration
{
    public static IServiceCollection AddPolicy(this IServiceCollection services) => services
        .AddSingleton<CurrentPolicy>()
        .AddScoped<ChangePolicy>();
}
