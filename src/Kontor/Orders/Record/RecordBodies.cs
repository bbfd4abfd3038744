using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>Who is to be the reseller of record.</summary>
/// <param name="NetworkId">Of one of the provider's resellers; empty for none, where the program allows that.</param>
/// <param name="Version">Of the subscription as it was read; left out to change whatever it is now.</param>
public sealed record ResellerWishBody(string? NetworkId, int? Version = null);

/// <summary>One of several subscriptions.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">As it was read; left out to change whatever it is now.</param>
public sealed record ChosenSubscriptionBody(Guid Id, int? Version = null);

/// <summary>One reseller of record for several subscriptions of a customer.</summary>
/// <param name="NetworkId">Of one of the provider's resellers; empty for none, where the program allows that.</param>
/// <param name="Subscriptions">1 to 50, all sold by the provider to this customer.</param>
public sealed record ResellersWishBody(string? NetworkId, IReadOnlyList<ChosenSubscriptionBody?>? Subscriptions);

/// <summary>A reseller that can be named; where not, the code of the first reason.</summary>
public sealed record ResellerChoiceBody(Guid ResellerId, string Name, string NetworkId, bool HasCustomer, string? Reason);

/// <summary>The reseller of record of a subscription, and whom it could have instead.</summary>
/// <param name="SubscriptionId">Which.</param>
/// <param name="ResellerId">Null for none.</param>
/// <param name="NetworkId">Null for none.</param>
/// <param name="Choices">At most 20; search by the beginning of a name for others.</param>
/// <param name="HasMore">Whether there are more.</param>
/// <param name="Version">Of the subscription.</param>
public sealed record ResellerOfRecordBody(
    Guid SubscriptionId, Guid? ResellerId, string? NetworkId, IReadOnlyList<ResellerChoiceBody> Choices, bool HasMore, int Version)
{
    public static ResellerOfRecordBody From(Subscription held, ResellerChoiceList choices) => new(
        held.Id.Value,
        held.ResellerId?.Value,
        held.PartnerOfRecord,
        [
            .. choices.Resellers.Select(choice => new ResellerChoiceBody(
                choice.Id.Value, choice.Name, choice.NetworkId, choice.HasCustomer,
                choice.May.IsGranted ? null : choice.May.Reasons[0].Code)),
        ],
        choices.HasMore,
        held.Version);
}

/// <summary>One of the subscriptions as it is now.</summary>
/// <param name="SubscriptionId">Which.</param>
/// <param name="FriendlyName">What the provider calls it.</param>
/// <param name="NetworkId">Of its reseller of record; null for none.</param>
/// <param name="IsChanged">False where it was so before.</param>
/// <param name="Version">Of it now.</param>
public sealed record NamedSubscriptionBody(
    Guid SubscriptionId, string FriendlyName, string? NetworkId, bool IsChanged, int Version);
