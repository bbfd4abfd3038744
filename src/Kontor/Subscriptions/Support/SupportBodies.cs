namespace Kontor.Subscriptions;

/// <summary>Who is to support a subscription.</summary>
/// <param name="PartnerId">A reseller's tenant, or the seller's own.</param>
/// <param name="Version">As it was read; left out to choose whatever was chosen meanwhile.</param>
public sealed record SupportContactWishBody(Guid PartnerId, int? Version = null);

/// <summary>A further partner of the customer.</summary>
public sealed record SupporterWishBody(Guid PartnerId);

/// <summary>A partner that supports a subscription, and how to reach its support as far as it has said so.</summary>
public sealed record SupportPartnerBody(
    Guid PartnerId, string Name, string? Contact, string? Email, string? Phone, string? Website, string? Hours)
{
    public static SupportPartnerBody From(SupportPartner partner) => new(
        partner.Id.Value,
        partner.Name,
        OrNull(partner.Reach?.Name),
        OrNull(partner.Reach?.Email),
        OrNull(partner.Reach?.Phone),
        OrNull(partner.Reach?.Website),
        OrNull(partner.Reach?.Hours));

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>A reseller that was chosen and does not count: RelationshipEnded, PartnershipEnded or RightsEnded.</summary>
public sealed record LapsedContactBody(Guid PartnerId, string Name, string Why);

/// <summary>Who can be chosen; where not, the code of the reason.</summary>
public sealed record SupportChoiceBody(Guid PartnerId, string Name, bool IsChosen, string? Reason);

/// <summary>Who supports a subscription. What the reader may not know is absent.</summary>
public sealed record SupportBody(
    Guid SubscriptionId,
    SupportPartnerBody? Contact,
    LapsedContactBody? Lapsed,
    IReadOnlyList<SupportPartnerBody> Supporters,
    IReadOnlyList<SupportChoiceBody> Choices,
    int Version)
{
    public static SupportBody From(SubscriptionSupport support, IReadOnlyList<SupportChoice> choices) => new(
        support.Held.Id.Value,
        support.Contact is { } contact ? SupportPartnerBody.From(contact) : null,
        support.Lapsed is { } lapsed ? new(lapsed.Id.Value, lapsed.Name, $"{lapsed.Why}") : null,
        [.. support.Supporters.Select(SupportPartnerBody.From)],
        [
            .. choices.Select(choice => new SupportChoiceBody(
                choice.Id.Value, choice.Name, choice.IsChosen, choice.May.IsGranted ? null : choice.May.Reasons[0].Code)),
        ],
        support.Version);
}
