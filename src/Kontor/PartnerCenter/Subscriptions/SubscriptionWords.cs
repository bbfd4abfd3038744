using System.Text.Json;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.PartnerCenter;

/// <summary>What a client wants of a subscription that it sends back.</summary>
internal static class SubscriptionWords
{
    /// <summary>
    /// The fault that something else is sent than what was bought: better refused than ignored. Null where all of it is the
    /// same or left out; the SDK leaves out by null and by an enum's first member.
    /// </summary>
    public static Fault? Unchangeable(SentSubscriptionBody sent, SubscriptionBody present)
    {
        if (Differs(sent.Id, present.Id))
        {
            return Fault.ArgumentContradicts.About("id");
        }

        // Who sees an entry has nothing to compare with, and may change nothing of it anyway (MUL-04).
        if (present.Attributes.Etag is null)
        {
            return null;
        }

        if (sent.BillingCycle is { } cycle and not BillingCycleType.Unknown && cycle != present.BillingCycle)
        {
            return Fault.BillingCycleFixed;
        }

        var member = Differs(sent.OrderId, present.OrderId) ? "orderId"
            : Differs(sent.OfferId, present.OfferId) ? "offerId"
            : sent.BillingType is { } billing and not WireBillingType.None && billing != present.BillingType ? "billingType"
            : IsOtherTerm(sent.TermDuration, present) ? "termDuration"
            : IsOtherTerm(sent.RenewalTermDuration, present) ? "renewalTermDuration"
            : !string.IsNullOrEmpty(sent.ParentSubscriptionId) ? "parentSubscriptionId"
            : !string.IsNullOrEmpty(sent.PromotionId) ? "promotionId"
            : IsSent(sent.ScheduledNextTermInstructions) ? "scheduledNextTermInstructions"
            : IsSent(sent.NextChargeInstructions) ? "nextChargeInstructions"
            : null;
        return member is null ? null : Fault.MemberUnsupported.About(member);
    }

    /// <summary>What is sent of all that can be changed; what is so already falls away when it is compared under the lock.</summary>
    public static SubscriptionWish Wish(SentSubscriptionBody sent, SubscriptionBody present) => new()
    {
        FriendlyName = sent.FriendlyName == present.FriendlyName ? null : sent.FriendlyName,
        Quantity = sent.Quantity,
        State = sent.Status == present.Status ? null : StateOf(sent.Status),
        AutoRenew = sent.AutoRenewEnabled,
        PartnerOfRecord = sent.PartnerId,
    };

    /// <summary>The protocol has one word for what is cancelled and what is deleted. The rules refuse what nobody can wish.</summary>
    private static SubscriptionState? StateOf(SubscriptionStatus? status) => status switch
    {
        null or SubscriptionStatus.None => null,
        SubscriptionStatus.Active => SubscriptionState.Active,
        SubscriptionStatus.Suspended => SubscriptionState.Suspended,
        SubscriptionStatus.Deleted => SubscriptionState.Cancelled,
        SubscriptionStatus.Pending => SubscriptionState.Pending,
        _ => SubscriptionState.Expired,
    };

    private static bool Differs(string? sent, string? present) =>
        !string.IsNullOrEmpty(sent) && !sent.Equals(present, StringComparison.OrdinalIgnoreCase);

    /// <summary>Twelve months are a year.</summary>
    private static bool IsOtherTerm(string? sent, SubscriptionBody present) =>
        !string.IsNullOrEmpty(sent) && (!WireItems.TryTerm(sent, out var term) || term != present.TermDuration);

    private static bool IsSent(JsonElement? member) => member is { ValueKind: not JsonValueKind.Null };
}
