using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>What a partner's user does in a customer's tenant.</summary>
public enum OnBehalfWork
{
    SeeUsers,
    ResetPassword,
    AddUser,

    /// <summary>SUP-06: open a service request for the customer.</summary>
    OpenServiceRequest,

    /// <summary>CAT-53: give licenses to users of the customer, and take them away.</summary>
    AssignLicenses,
}

/// <summary>By which right something is done: the grant, the role of it, and the group that may use it.</summary>
public sealed record OnBehalfRight(GrantId GrantId, RoleForGroup Pair);

/// <summary>
/// CUS-40, CUS-43: whether a member of a partner's admin or helpdesk agents may do something in a customer's tenant, and by
/// which role.
/// </summary>
public static class OnBehalfRules
{
    private static readonly ImmutableArray<DirectoryRole> Seeing =
    [
        DirectoryRole.DirectoryReader,
        DirectoryRole.GlobalReader,
        DirectoryRole.LicenseAdministrator,
        DirectoryRole.GroupsAdministrator,
        DirectoryRole.HelpdeskAdministrator,
        DirectoryRole.AuthenticationAdministrator,
        DirectoryRole.UserAdministrator,
        DirectoryRole.GlobalAdministrator,
    ];

    private static readonly ImmutableArray<DirectoryRole> Resetting =
    [
        DirectoryRole.HelpdeskAdministrator,
        DirectoryRole.AuthenticationAdministrator,
        DirectoryRole.UserAdministrator,
        DirectoryRole.GlobalAdministrator,
    ];

    private static readonly ImmutableArray<DirectoryRole> Adding =
        [DirectoryRole.UserAdministrator, DirectoryRole.GlobalAdministrator];

    /// <summary>The classic role of the helpdesk agents opens requests too (CUS-40).</summary>
    private static readonly ImmutableArray<DirectoryRole> Asking =
    [
        DirectoryRole.ServiceSupportAdministrator,
        DirectoryRole.HelpdeskAdministrator,
        DirectoryRole.UserAdministrator,
        DirectoryRole.BillingAdministrator,
        DirectoryRole.GlobalAdministrator,
    ];
    private static readonly ImmutableArray<DirectoryRole> Assigning =
        [DirectoryRole.LicenseAdministrator, DirectoryRole.UserAdministrator, DirectoryRole.GlobalAdministrator];

    /// <summary>The roles that let somebody do it, the smallest first.</summary>
    /// <param name="work">What.</param>
    /// <param name="concernsAdmin">Whether it is done to a user who holds a role, or gives one: only the highest role may.</param>
    public static IEnumerable<DirectoryRole> RolesFor(OnBehalfWork work, bool concernsAdmin) => work switch
    {
        OnBehalfWork.SeeUsers => Seeing,
        _ when concernsAdmin => [DirectoryRole.GlobalAdministrator],
        OnBehalfWork.ResetPassword => Resetting,
        OnBehalfWork.AddUser => Adding,
        OnBehalfWork.OpenServiceRequest => Asking,
        OnBehalfWork.AssignLicenses => Assigning,
        _ => throw new ArgumentOutOfRangeException(nameof(work)),
    };

    /// <summary>The groups that somebody belongs to (CUS-40).</summary>
    public static IEnumerable<AgentGroup> GroupsOf(ImmutableHashSet<Role> roles)
    {
        if (roles.Contains(Role.AdminAgent))
        {
            yield return AgentGroup.AdminAgents;
        }

        if (roles.Contains(Role.HelpdeskAgent))
        {
            yield return AgentGroup.HelpdeskAgents;
        }
    }

    /// <summary>The right with the smallest role that suffices; null where there is none.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="concernsAdmin">As for <see cref="RolesFor"/>.</param>
    /// <param name="roles">The roles that the user holds at the partner.</param>
    /// <param name="grants">What the partner has in that customer's tenant.</param>
    /// <param name="now">Ends count from their instant on (CUS-78).</param>
    public static OnBehalfRight? Find(
        OnBehalfWork work,
        bool concernsAdmin,
        ImmutableHashSet<Role> roles,
        IEnumerable<DelegatedGrant> grants,
        DateTimeOffset now)
    {
        var groups = GroupsOf(roles).ToList();
        var held = grants
            .Where(grant => grant.StateAt(now) == GrantState.Active)
            .SelectMany(grant => grant.Roles.Where(pair => groups.Contains(pair.Agents))
                .Select(pair => new OnBehalfRight(grant.Id, pair)))
            .ToList();
        return RolesFor(work, concernsAdmin)
            .SelectMany(role => held.Where(right => right.Pair.Role == role))
            .FirstOrDefault();
    }
}
