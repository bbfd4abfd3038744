namespace Kontor.Accounts;

public static class AccountRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton(_ => ShippedMarkets.Load())
        .AddScoped<BusinessCards>();
}
