using Kontor.Accounts;
using Kontor.Site;

namespace Kontor.Partnerships;

public static class PartnershipRegistration
{
    public static IServiceCollection AddPartnerships(this IServiceCollection services) => services
        .AddScoped<PartnershipDrafts>()
        .AddScoped<PartnerInvitationLookup>()
        .AddScoped<RequestPartnership>()
        .AddScoped<SendPartnerInvitation>()
        .AddScoped<OpenPartnerInvitation>()
        .AddScoped<AcceptPartnerInvitation>()
        .AddScoped<DeclinePartnerInvitation>()
        .AddScoped<RevokePartnerInvitation>()
        .AddScoped<ResendPartnerInvitation>()
        .AddScoped<PartnershipQueries>()
        .AddScoped<PartnershipList>()
        .AddScoped<PartnerInvitationList>()
        .AddScoped<OwnPartnerships>()
        .AddScoped<PartnershipDetails>()
        .AddScoped<PartnershipNews>()
        .AddScoped<EndPartnership>()
        .AddScoped<SetAdminAccess>()
        .AddScoped<ResellerTenantGate>()
        .AddScoped<ResellerUsers>()
        .AddScoped<RequestEnd>()
        .AddScoped<DecideEnd>()
        .AddScoped<EndRequestQueries>()
        .AddScoped<EndRequestList>()
        .AddScoped<AgreementStates>()
        .AddScoped<AgreementCounts>()
        .AddSingleton<WantedAgreementCounts>()
        .AddScoped<AgreementStateList>()
        .AddSingleton<IWaitingItems, RequestedEnds>()
        .AddSingleton<IWaitingItems, UnansweredPartnerInvitations>()
        .AddSingleton<IWaitingItems, PartnershipsAskedOfMe>()
        .AddSingleton<IWaitingItems>(provider => new UnsignedResellers(provider.GetRequiredService<Markets>()));
}
