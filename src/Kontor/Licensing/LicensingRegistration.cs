using Kontor.Users;

namespace Kontor.Licensing;

/// <summary>The licenses of customers, and which of their users have one.</summary>
public static class LicensingRegistration
{
    public static IServiceCollection AddLicensing(this IServiceCollection services) => services
        .AddScoped<LicensePools>()
        .AddScoped<UserLicenses>()
        .AddScoped<MoreLicenses>()
        .AddScoped<LicenseGate>()
        .AddScoped<LicenseList>()
        .AddScoped<LicensePlans>()
        .AddScoped<LicensedUsers>()
        .AddScoped<AssignLicenses>()
        .AddScoped<AddLicensedUser>()
        .AddScoped<IUserBelongings, LicensesOfLeavers>();
}
