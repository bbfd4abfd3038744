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
        .AddScoped<PartnershipQueries>()
        .AddScoped<PartnershipList>()
        .AddScoped<PartnerInvitationList>()
        .AddSingleton<IWaitingItems, UnansweredPartnerInvitations>()
        .AddSingleton<IWaitingItems, PartnershipsAskedOfMe>()
        .AddSingleton<IWaitingItems>(provider => new UnsignedResellers(provider.GetRequiredService<Markets>()));
}
