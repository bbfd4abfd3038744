using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Tests;

/// <summary>A tenant of a world and the people in it.</summary>
/// <param name="Id">The tenant.</param>
/// <param name="OrganisationId">Whose tenant it is.</param>
/// <param name="Kind">Partner, customer or the vendor.</param>
/// <param name="Name">The organisation's name.</param>
/// <param name="Market">Market key.</param>
/// <param name="Domain">Default domain.</param>
/// <param name="NetworkId">The location network id linked to it; null where there is none.</param>
public sealed record Participant(
    TenantId Id, OrganisationId OrganisationId, TenantKind Kind, string Name, string Market, string Domain, string? NetworkId)
{
    private readonly UserId _user = new(Guid.CreateVersion7());

    public Actor GlobalAdmin => As(Role.GlobalAdmin);

    /// <summary>A user who holds these roles and no others.</summary>
    public Actor As(params ImmutableArray<Role> roles) => new(Id, Kind, _user, null, $"ada@{Domain}", [.. roles]);

    /// <summary>An API application that holds these roles.</summary>
    public Actor ApplicationAs(params ImmutableArray<Role> roles) =>
        new(Id, Kind, null, new(Guid.CreateVersion7()), "nightly job", [.. roles]);
}
