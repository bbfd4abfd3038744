using System.Collections.Immutable;

namespace Kontor.DelegatedAdmin;

/// <summary>
/// What somebody may do in a customer's tenant, as tenants of the services know it. What each is for stands in the texts.
/// Not the roles that a user of Kontor holds in its own tenant (ROL-06).
/// </summary>
public enum DirectoryRole
{
    GlobalAdministrator,
    GlobalReader,
    UserAdministrator,
    HelpdeskAdministrator,
    AuthenticationAdministrator,
    GroupsAdministrator,
    LicenseAdministrator,
    BillingAdministrator,
    ServiceSupportAdministrator,
    DirectoryReader,
    SecurityAdministrator,
    SecurityReader,
    MailAdministrator,
    CollaborationAdministrator,
    DeviceAdministrator,
    ApplicationAdministrator,
    DomainAdministrator,
    ReportsReader,
}

/// <summary>The catalogue of roles that can be delegated.</summary>
public static class DirectoryRoles
{
    private static readonly ImmutableHashSet<DirectoryRole> Privileged =
    [
        DirectoryRole.GlobalAdministrator,
        DirectoryRole.UserAdministrator,
        DirectoryRole.HelpdeskAdministrator,
        DirectoryRole.AuthenticationAdministrator,
        DirectoryRole.SecurityAdministrator,
        DirectoryRole.DeviceAdministrator,
        DirectoryRole.ApplicationAdministrator,
        DirectoryRole.DomainAdministrator,
    ];

    /// <summary>All of them, in the order in which people find them.</summary>
    public static ImmutableArray<DirectoryRole> All { get; } = [.. Enum.GetValues<DirectoryRole>()];

    /// <summary>Whether whoever holds it can get at accounts, secrets or data of others.</summary>
    public static bool IsPrivileged(DirectoryRole role) => Privileged.Contains(role);
}
