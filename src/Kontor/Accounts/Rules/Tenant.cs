using Kontor.Kernel;

namespace Kontor.Accounts;

/// <summary>Clouds are isolated: nothing in the program crosses them (NAT-10).</summary>
public enum Cloud
{
    Public,
    UsGovernment,
    Germany,
    China,
}

/// <summary>What may be sold to a customer beyond commercial offers (CUS-65, CAT-60).</summary>
[Flags]
public enum Qualifications
{
    None = 0,
    Education = 1,
    Nonprofit = 2,
    GovernmentCommunityCloud = 4,
    StateOwnedEntity = 8,
}

/// <summary>A directory tenant of an organisation (ACC-23).</summary>
public sealed class Tenant
{
    public required TenantId Id { get; init; }

    public required OrganisationId OrganisationId { get; init; }

    public required TenantKind Kind { get; init; }

    public required Cloud Cloud { get; init; }

    /// <summary>Market key; it cannot change, because services and currency depend on it (ACC-50).</summary>
    public required string Market { get; init; }

    public required string DefaultDomain { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Qualifications Qualifications { get; set; }

    /// <summary>
    /// When it came to its organisation by being linked (ACC-24) or by a merge (ACC-46); null for one that was its own from
    /// the beginning.
    /// </summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>The organisation to which a linked tenant returns when it is removed (ACC-25); null for all others.</summary>
    public OrganisationId? HomeOrganisationId { get; init; }

    /// <summary>
    /// The partner tenant that buys into this one, where it is for shared services (ACC-27); null for all others.
    /// </summary>
    public TenantId? SharedServicesOf { get; init; }
}

/// <summary>A domain that belongs to a tenant; the default domain is one of them. Unique over all tenants.</summary>
public sealed class TenantDomain
{
    /// <summary>Lower case.</summary>
    public required string Domain { get; init; }

    public required TenantId TenantId { get; init; }
}

/// <summary>Whether a network id stands for the headquarters or a branch (ACC-40, ACC-41).</summary>
public enum NetworkIdKind
{
    Global,
    Location,
}

/// <summary>A partner's membership number; the wire calls it MPN id.</summary>
public sealed class NetworkId
{
    /// <summary>Digits, seven of them as a rule.</summary>
    public required string Id { get; init; }

    public required OrganisationId OrganisationId { get; init; }

    public required NetworkIdKind Kind { get; init; }

    /// <summary>Market key of the location; must equal the linked tenant's market (ACC-43).</summary>
    public required string Market { get; init; }

    /// <summary>The partner tenant this location is linked to, one to one (ACC-42); null for none.</summary>
    public TenantId? TenantId { get; set; }
}
