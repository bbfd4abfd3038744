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
        .AddScoped<GeneralRequestLink>()
        .AddScoped<NewCustomerFacts>()
        .AddScoped<CreateCustomer>()
        .AddScoped<CustomerMails>()
        .AddScoped<EndRelationship>()
        .AddScoped<EditCustomer>()
        .AddSingleton<IWaitingItems, UnansweredCustomerInvitations>()
        .AddSingleton<IWaitingItems, RelationshipsAskedOfMe>()
        .AddSingleton<IWaitingItems, RightsLeftBehind>();
}
