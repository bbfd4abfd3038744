namespace Kontor.Access;

/// <summary>
/// Who may use an endpoint or a page: only actors with this permission. Several may stand together; then all are
/// needed. A route that has neither this nor <see cref="AllowsEveryoneAttribute"/> answers nobody.
/// </summary>
/// <param name="permission">What the actor must be able to do.</param>
/// <param name="level">How far: <see cref="PermissionLevel.Read"/> for what only shows things.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresPermissionAttribute(Permission permission, PermissionLevel level = PermissionLevel.Full)
    : Attribute
{
    public Permission Permission => permission;

    public PermissionLevel Level => level;
}

/// <summary>Says on purpose that nobody needs to be signed in for an endpoint or a page.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowsEveryoneAttribute : Attribute;

/// <summary>Says that a page can be used by somebody who must choose a password before anything else.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WorksWithTemporaryPasswordAttribute : Attribute;

/// <summary>What routes say about who may use them. The permission matrix test reads the same metadata.</summary>
public static class AccessConventions
{
    /// <summary>Only actors with this permission may use the endpoint, or every endpoint of the group.</summary>
    public static TBuilder RequirePermission<TBuilder>(
        this TBuilder builder, Permission permission, PermissionLevel level = PermissionLevel.Full)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequiresPermissionAttribute(permission, level));

    /// <summary>Nobody needs to be signed in, unless a permission is asked for beside this.</summary>
    public static TBuilder AllowEveryone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AllowsEveryoneAttribute());
}
