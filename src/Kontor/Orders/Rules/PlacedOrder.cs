using System.Collections.Immutable;
using Kontor.Billing;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>A purchase with all it made.</summary>
public sealed record PlacedOrder(
    Order Order,
    ImmutableArray<OrderLine> Lines,
    ImmutableArray<Subscription> Subscriptions,
    ImmutableArray<ChargeLine> Charges,
    ImmutableArray<OfferHolding> Holdings);
