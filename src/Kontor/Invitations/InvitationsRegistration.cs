namespace Kontor.Invitations;

public static class InvitationsRegistration
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) =>
        services.AddSingleton<InvitationLinks>();
}
