using Kontor.Site;

namespace Kontor.Agreements;

public static class AgreementRegistration
{
    public static IServiceCollection AddAgreements(this IServiceCollection services) => services
        .AddScoped<AgreementLibrary>()
        .AddScoped<PublishAgreement>()
        .AddScoped<PartnerSignatures>()
        .AddScoped<SignatureList>()
        .AddScoped<CustomerAgreementQueries>()
        .AddScoped<SignPartnerAgreement>()
        .AddScoped<AcceptCustomerAgreement>()
        .AddScoped<AttestCustomerAgreement>()
        .AddSingleton<IWaitingItems, CustomersWithoutAgreement>()
        .AddSingleton<IWaitingItems, AgreementToSign>();
}
