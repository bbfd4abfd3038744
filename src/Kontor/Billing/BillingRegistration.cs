namespace Kontor.Billing;

public static class BillingRegistration
{
    public static IServiceCollection AddBilling(this IServiceCollection services) => services
        .AddScoped<SetCreditLimit>()
        .AddScoped<BillingFiles>()
        .AddScoped<ResellerTermsFiles>()
        .AddScoped<SetResellerTerms>()
        .AddScoped<ResellerLimits>()
        .AddScoped<WriteBillingProfile>();
}
