namespace Kontor.Accounts;

public static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton(_ => ShippedMarkets.Load())
        .AddScoped<BusinessCards>();
}
