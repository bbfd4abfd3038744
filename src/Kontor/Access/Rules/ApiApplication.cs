using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>A program that calls the API for a tenant, with its own secret and the roles it was consented.</summary>
public sealed class ApiApplication
{
    public const int MaxNameLength = 200;

    public required ClientId ClientId { get; init; }

    public required TenantId TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the secret, which nobody can see again.</summary>
    public required byte[] SecretHash { get; set; }

    /// <summary>What it may do when it acts on its own. With a user, the user's roles count.</summary>
    public required ImmutableArray<Role> Roles { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it gets no tokens and its tokens end; null while it is in use.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
