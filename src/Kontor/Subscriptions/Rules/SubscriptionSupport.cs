using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>SUP-04: whom the seller has chosen to support a subscription. Without a row it is the seller.</summary>
public sealed class DesignatedContact
{
    /// <summary>The partner that sold the subscription.</summary>
    public required TenantId PartnerId { get; init; }

    public required SubscriptionId SubscriptionId { get; init; }

    /// <summary>A reseller, or the seller itself once it has taken support back.</summary>
    public required TenantId ContactId { get; set; }

    public required DateTimeOffset ChosenAt { get; set; }

    /// <summary>Raised by one on each choice; who chooses says from which version.</summary>
    public required int Version { get; set; }
}

/// <summary>MUL-26: a further partner that the customer lets support a subscription.</summary>
public sealed class SubscriptionSupporter
{
    /// <summary>The partner that sold the subscription.</summary>
    public required TenantId PartnerId { get; init; }

    public required SubscriptionId SubscriptionId { get; init; }

    public required TenantId SupporterId { get; init; }

    public required DateTimeOffset AddedAt { get; set; }
}

/// <summary>What binds a partner to a subscription's customer and seller at this moment.</summary>
/// <param name="RelatedSince">Since when the customer is its customer; null when it is not.</param>
/// <param name="PartnerSince">Since when it is a reseller of the seller; null when it is not.</param>
/// <param name="HasRights">Whether it has delegated admin rights in force with the customer.</param>
public sealed record SupportTies(DateTimeOffset? RelatedSince, DateTimeOffset? PartnerSince, bool HasRights)
{
    public bool IsListed => RelatedSince is not null && PartnerSince is not null;
}

/// <summary>Why a reseller that was chosen does not count.</summary>
public enum ContactLapse
{
    /// <summary>For good: a relationship that is built again is another one (CUS-70, CUS-71).</summary>
    RelationshipEnded,

    /// <summary>For good: connecting again makes another partnership (REL-31).</summary>
    PartnershipEnded,

    /// <summary>As long as it has none.</summary>
    RightsEnded,
}

/// <summary>Whom the customer asks for a subscription.</summary>
/// <param name="Contact">Null where the seller has left the customer and nobody stands in for it.</param>
/// <param name="Lapse">Why somebody else, who was chosen, does not count; null when the chosen one does.</param>
public sealed record ContactInForce(TenantId? Contact, ContactLapse? Lapse);
