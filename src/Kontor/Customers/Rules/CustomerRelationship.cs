using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>What a partner is to a customer (CUS-07).</summary>
public enum RelationshipKind
{
    /// <summary>A direct partner.</summary>
    Reseller,
    IndirectReseller,
    IndirectProvider,
    Advisor,
}

/// <summary>Delegated admin rights of a relationship (CUS-75).</summary>
public enum AdminRights
{
    None,
    Granted,
    Removed,
}

/// <summary>
/// A partner may work with a customer (CUS-01, CUS-02). Created active, ended for good (CUS-75). At most one active
/// relationship of a kind per partner and customer.
/// </summary>
public sealed class CustomerRelationship
{
    public required RelationshipId Id { get; init; }

    public required TenantId PartnerId { get; init; }

    public required TenantId CustomerId { get; init; }

    public required RelationshipKind Kind { get; init; }

    public AdminRights AdminRights { get; private set; }

    /// <summary>The invitation that the customer accepted; null for a customer that was made (CUS-60).</summary>
    public InvitationId? InvitationId { get; init; }

    /// <summary>CUS-03: where the partner has the customer from; null where nobody said it.</summary>
    public CustomerChannel? Channel { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Whoever changes a relationship that ended meanwhile changes nothing.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>
    /// The customer's name as lists show it; kept here so that a partner's list needs one index only.
    /// </summary>
    public required string CustomerName { get; set; }

    /// <summary>Lower-case name, the order and prefix search of the list.</summary>
    public required string CustomerNameKey { get; set; }

    public required string CustomerDomain { get; set; }

    /// <summary>Market key of the customer.</summary>
    public required string CustomerMarket { get; init; }

    /// <summary>The customer has accepted the partner, or was made by it; rights are granted apart.</summary>
    public static CustomerRelationship Begin(
        RelationshipId id,
        TenantId partner,
        CustomerIdentity customer,
        RelationshipKind kind,
        InvitationId? invitation,
        DateTimeOffset now,
        CustomerChannel? channel = null) => new()
        {
            Id = id,
            PartnerId = partner,
            CustomerId = customer.Id,
            Kind = kind,
            InvitationId = invitation,
            Channel = channel,
            BegunAt = now,
            CustomerName = customer.Name,
            CustomerNameKey = customer.NameKey,
            CustomerDomain = customer.Domain,
            CustomerMarket = customer.Market,
        };

    public void GrantAdminRights() => AdminRights = AdminRights.Granted;

    public void RemoveAdminRights() => AdminRights = AdminRights.Removed;

    /// <summary>What the partner shared of this customer is no longer shared: the caller removes it (CUS-14).</summary>
    public void End(DateTimeOffset now) => EndedAt = now;
}

/// <summary>What lists show of a customer and order it by.</summary>
/// <param name="Id">The customer's tenant.</param>
/// <param name="Name">The organisation's name.</param>
/// <param name="Domain">The tenant's default domain, lower case.</param>
/// <param name="Market">Market key.</param>
public sealed record CustomerIdentity(TenantId Id, string Name, string Domain, string Market)
{
    public string NameKey => Name.ToLowerInvariant();
}

/// <summary>
/// CUS-14: a customer that a provider and one of its resellers share, from a joint invitation on until the relationship of
/// one of them ends.
/// </summary>
public sealed class SharedCustomer
{
    public required TenantId ProviderId { get; init; }

    public required TenantId ResellerId { get; init; }

    public required TenantId CustomerId { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>
    /// The customer's name in lower case, kept here so that the list of what two partners share needs one index only.
    /// </summary>
    public required string CustomerNameKey { get; set; }
}
