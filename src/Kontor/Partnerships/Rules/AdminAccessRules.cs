using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>What a provider's user does in the tenant of one of its resellers.</summary>
public enum ResellerWork
{
    SeeUsers,
    ResetPassword,
    AddUser,
}

/// <summary>Why somebody does not work in a reseller's tenant.</summary>
public static class AdminAccessReasons
{
    /// <summary>REL-20: the reseller took the access away. Argument: its name.</summary>
    public static readonly Reason TakenAway = new(ReasonKind.Forbidden, "RESELLER_ACCESS_TAKEN_AWAY", "REL-20");

    /// <summary>REL-19: another role at the provider is needed. Arguments: the reseller's name, the roles.</summary>
    public static readonly Reason RoleMissing = new(ReasonKind.Forbidden, "RESELLER_ACCESS_ROLE_MISSING", "REL-19");

    /// <summary>REL-19: who can bind the reseller is not taken over. Argument: the reseller's name.</summary>
    public static readonly Reason GlobalAdminUntouched =
        new(ReasonKind.Forbidden, "RESELLER_GLOBAL_ADMIN_UNTOUCHED", "REL-19");
}

/// <summary>
/// REL-19: how far a provider's admin access to the tenant of its reseller goes. As in a customer's tenant, admin agents do
/// everything and helpdesk agents look after users without roles. The reseller's global admins are left alone by both: one
/// of them signs agreements and authorizes providers, and whoever makes a password for one could do that too.
/// </summary>
public static class AdminAccessRules
{
    private static readonly ImmutableArray<Role> Admins = [Role.AdminAgent];

    private static readonly ImmutableArray<Role> Agents = [Role.AdminAgent, Role.HelpdeskAgent];

    /// <param name="roles">What the user holds at the provider.</param>
    /// <param name="hasAccess">Whether the reseller lets the provider in (REL-20).</param>
    /// <param name="work">What for.</param>
    /// <param name="theirs">What the user holds at the reseller to whom it is done; none where nobody is meant.</param>
    /// <param name="reseller">Its name.</param>
    public static Decision May(
        ImmutableHashSet<Role> roles, bool hasAccess, ResellerWork work, ImmutableHashSet<Role> theirs, string reseller)
    {
        var needed = work == ResellerWork.SeeUsers || (work == ResellerWork.ResetPassword && theirs.IsEmpty)
            ? Agents
            : Admins;
        return Decision.RequireAll(
            (hasAccess, AdminAccessReasons.TakenAway.About(reseller)),
            (roles.Overlaps(needed), AdminAccessReasons.RoleMissing.About(reseller, new Choice<Role>(needed))),
            (work != ResellerWork.ResetPassword || !theirs.Contains(Role.GlobalAdmin),
                AdminAccessReasons.GlobalAdminUntouched.About(reseller)));
    }
}
