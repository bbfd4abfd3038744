using Kontor.Site;

namespace Kontor.Agreements;

public static class AgreementRegistration
{
    public static IServiceCollection AddAgreements(this IServiceCollection services) => services
        .AddScoped<CustomerAgreementQueries>()
        .AddScoped<SignPartnerAgreement>()
        .AddScoped<AcceptCustomerAgreement>()
        .AddScoped<AttestCustomerAgreement>()
        .AddSingleton<IWaitingItems, CustomersWithoutAgreement>();
}
