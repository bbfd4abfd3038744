using Microsoft.AspNetCore.Identity;

namespace Kontor.Membership;

/// <summary>The membership directory: its accounts and the network ids that belong to them.</summary>
public static class MembershipRegistration
{
    public static IServiceCollection AddMembership(this IServiceCollection services) => services
        .AddSingleton<IPasswordHasher<MembershipAccount>, PasswordHasher<MembershipAccount>>()
        .AddScoped<MembershipSignIn>()
        .AddScoped<MembershipQueries>()
        .AddScoped<JoinMembership>()
        .AddScoped<MembershipFiles>()
        .AddScoped<UseMembership>()
        .AddScoped<GrantMembership>();
}
