using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>A tenant of the demo world and who acts for it.</summary>
internal sealed class Inhabitant(PlannedTenant plan, TenantId id, OrganisationId organisation, string? networkId)
{
    private readonly Dictionary<Role, Actor> _users = [];

    public PlannedTenant Plan => plan;

    public TenantId Id => id;

    public OrganisationId OrganisationId => organisation;

    public string? NetworkId => networkId;

    /// <summary>A user who acts for the tenant from now on, in each of these roles.</summary>
    public void Joins(User user, params IEnumerable<Role> roles)
    {
        var actor = new Actor(id, plan.Kind, user.UserId, null, user.UserName!, [.. roles]);
        foreach (var role in actor.Roles)
        {
            _users.TryAdd(role, actor);
        }
    }

    /// <summary>The user with that role; the first user where nobody has it in particular.</summary>
    public Actor As(Role role) => _users.GetValueOrDefault(role) ?? _users[Role.GlobalAdmin];

    public Actor GlobalAdmin => _users[Role.GlobalAdmin];
}
