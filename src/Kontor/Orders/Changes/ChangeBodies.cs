using Kontor.Billing;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>What is to change of a subscription; what is left out stays as it is.</summary>
/// <param name="FriendlyName">1 to 200 characters.</param>
/// <param name="Quantity">All licences or units afterwards.</param>
/// <param name="State">Active, Suspended or Cancelled; by itself.</param>
/// <param name="AutoRenew">Whether it goes on when its term is over.</param>
/// <param name="PartnerOfRecord">The network id of a reseller.</param>
/// <param name="Version">As it was read; left out to change whatever it is now.</param>
public sealed record ChangeWishBody(
    string? FriendlyName = null,
    int? Quantity = null,
    SubscriptionState? State = null,
    bool? AutoRenew = null,
    string? PartnerOfRecord = null,
    int? Version = null)
{
    public SubscriptionWish ToWish() => new()
    {
        FriendlyName = FriendlyName,
        Quantity = Quantity,
        State = State,
        AutoRenew = AutoRenew,
        PartnerOfRecord = PartnerOfRecord,
    };
}

/// <summary>A line that is charged, or given back where the amount is negative.</summary>
/// <param name="Type">Why, such as CycleInstanceProrate.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Amount">Without tax.</param>
/// <param name="Currency">ISO code.</param>
public sealed record ChangeChargeBody(
    string Type, DateOnly From, DateOnly Until, int Quantity, decimal Amount, string Currency)
{
    public static ChangeChargeBody Of(ChargeLine line) => new(
        line.Type.ToString(), line.PeriodFrom, line.PeriodUntil, line.Quantity, line.Amount.Amount, line.Currency.Code);
}

/// <summary>What a change would come to. Charges are for the seller only.</summary>
/// <param name="Reasons">Why it would be refused; empty when it would not.</param>
/// <param name="Charges">In order.</param>
/// <param name="Total">Of the charges; null for who does not see the cost.</param>
/// <param name="Currency">ISO code.</param>
/// <param name="Version">Of the subscription as it is now.</param>
public sealed record PlannedChangeBody(
    IReadOnlyList<string> Reasons, IReadOnlyList<ChangeChargeBody> Charges, decimal? Total, string? Currency, int Version);

/// <summary>A changed subscription, and what that charged.</summary>
public sealed record ChangedSubscriptionBody(
    SubscriptionBody Subscription, DateOnly? DeleteOn, int Version, IReadOnlyList<ChangeChargeBody> Charges)
{
    public static ChangedSubscriptionBody From(ChangedSubscription changed)
    {
        var held = changed.Visible.Subscription;
        return new(
            SubscriptionBody.From(changed.Visible), held.DeleteOn, held.Version,
            [.. changed.Charges.Select(ChangeChargeBody.Of)]);
    }
}
