using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Policy;
using Kontor.Site;

namespace Kontor.Customers;

public static class CustomerRegistration
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddScoped<CustomerQueries>()
        .AddScoped<CustomerList>()
        .AddScoped<CustomerInvitationList>()
        .AddSingleton<CustomerHoldings>()
        .AddSingleton<SharingPartnersQuery>()
        .AddScoped<ISearchSource, CustomerSearch>()
        .AddScoped<CustomerDetails>()
        .AddScoped<CustomerDrafts>()
        .AddScoped<CustomerInvitationLookup>()
        .AddScoped<CustomerInvitationFactsQuery>()
        .AddScoped<CustomerInvitationQueries>()
        .AddScoped<InviteCustomer>()
        .AddScoped<SendCustomerInvitation>()
        .AddScoped<OpenCustomerInvitation>()
        .AddScoped<AcceptCustomerInvitation>()
        .AddScoped<DeclineCustomerInvitation>()
        .AddScoped<RevokeCustomerInvitation>()
        .AddScoped<ResendCustomerInvitation>()
        .AddScoped(provider => new GivingFactsQuery(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<OwnPartnerships>(),
            provider.GetRequiredService<PartyFacts>(),
            provider.GetRequiredService<BusinessCards>()))
        .AddScoped(provider => new GiveCustomers(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<GivingFactsQuery>(),
            provider.GetRequiredService<PartyFacts>(),
            provider.GetRequiredService<InvitationLinks>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<MailSeal>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddScoped<GivableCustomers>()
        .AddScoped<GivenRequestQueries>()
        .AddScoped<GeneralRequestLink>()
        .AddScoped<NewCustomerFacts>()
        .AddScoped<CreateCustomer>()
        .AddScoped<CustomerMails>()
        .AddScoped<EndRelationship>()
        .AddScoped<EditCustomer>()
        .AddSingleton<IWaitingItems, UnansweredCustomerInvitations>()
        .AddSingleton<IWaitingItems, RelationshipsAskedOfMe>()
        .AddSingleton<IWaitingItems, PartnersOffered>()
        .AddSingleton<IWaitingItems, RightsLeftBehind>();
}
