using System.Collections.Immutable;

namespace Kontor.Kernel;

/// <summary>What a tenant is for (ACC-23). Program business happens in partner tenants only (ACC-20, ACC-21).</summary>
public enum TenantKind
{
    Partner,
    Customer,
    Operator,
    SharedServices,
    Sandbox,
}

/// <summary>
/// Who is asking, resolved once per request from the signed-in user or the token, and passed to every use case.
/// </summary>
/// <param name="TenantId">The tenant the actor belongs to.</param>
/// <param name="TenantKind">What that tenant is.</param>
/// <param name="UserId">The person, or null when an application acts on its own.</param>
/// <param name="ClientId">The application, or null when a person uses the pages.</param>
/// <param name="Name">For the activity log: the user's sign-in name or the application's name.</param>
/// <param name="Roles">The roles held in the tenant. A user without a role sees only the own profile (ROL-02).</param>
public sealed record Actor(
    TenantId TenantId,
    TenantKind TenantKind,
    UserId? UserId,
    ClientId? ClientId,
    string Name,
    ImmutableHashSet<Role> Roles)
{
    /// <summary>
    /// CUS-40: whose people the actor is of while it works on behalf of <see cref="TenantId"/>; null in the own tenant. What
    /// it does is recorded there, for that customer.
    /// </summary>
    public TenantId? HomeTenantId { get; init; }

    /// <summary>True when no person stands behind the call; some operations of the wire refuse that.</summary>
    public bool IsApplicationOnly => UserId is null;

    public bool Holds(Role role) => Roles.Contains(role);
}
