namespace Kontor.Invitations;

public static class InvitationRegistration
{
    public static IServiceCollection AddInvitations(this IServiceCollection services) =>
        services.AddSingleton<InvitationLinks>();
}
