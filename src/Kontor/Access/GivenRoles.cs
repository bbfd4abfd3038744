using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>How a role and its scope are written; saved with what else is changed.</summary>
public static class GivenRoles
{
    extension(KontorDb db)
    {
        /// <param name="user">Who has it from now on.</param>
        /// <param name="role">Not held yet.</param>
        /// <param name="scope">ROL-12: of a referral role; null for no location, and for all other roles.</param>
        public void Give(Guid user, Role role, RoleScope? scope)
        {
            db.RoleAssignments.Add(new RoleAssignment
            {
                UserId = user,
                Role = role,
                IsWholeCompany = scope is { IsWholeCompany: true },
            });
            db.RoleLocations.AddRange((scope?.Locations ?? []).Select(
                location => new RoleLocation { UserId = user, Role = role, NetworkId = location }));
        }
    }
}
