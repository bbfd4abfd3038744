using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>What somebody wants of a subscription; null for what stays as it is (CAT-39).</summary>
public sealed record SubscriptionWish
{
    public string? FriendlyName { get; init; }

    /// <summary>Licences or units afterwards, all of them.</summary>
    public int? Quantity { get; init; }

    /// <summary>Active, Suspended or Cancelled.</summary>
    public SubscriptionState? State { get; init; }

    public bool? AutoRenew { get; init; }

    /// <summary>The network id of the reseller of record (CAT-72).</summary>
    public string? PartnerOfRecord { get; init; }

    /// <summary>The same without what is so already.</summary>
    public SubscriptionWish Against(Subscription held) => new()
    {
        FriendlyName = FriendlyName?.Trim() is { } name && name != held.FriendlyName ? name : null,
        Quantity = Quantity != held.Quantity ? Quantity : null,
        State = State != held.State ? State : null,
        AutoRenew = AutoRenew != held.AutoRenew ? AutoRenew : null,
        PartnerOfRecord = PartnerOfRecord?.Trim() is { } record && record != (held.PartnerOfRecord ?? "") ? record : null,
    };

    public bool IsEmpty => this == new SubscriptionWish();
}

/// <summary>Which part somebody has in a subscription.</summary>
public enum ChangeSide
{
    /// <summary>The provider or direct partner that sold it.</summary>
    Seller,

    /// <summary>The reseller in its chain: what does not raise the provider's charge is its own (CAT-20).</summary>
    Reseller,

    /// <summary>Another partner of the customer: nothing (MUL-04).</summary>
    OtherPartner,

    /// <summary>The customer, and the vendor.</summary>
    Onlooker,
}

/// <summary>What a change depends on, as of one instant.</summary>
/// <param name="Held">As it is.</param>
/// <param name="Side">Who asks.</param>
/// <param name="Parties">Seller and customer, and the resellers that are named.</param>
/// <param name="IsRelated">CUS-01: whether the customer is a customer of who asks.</param>
/// <param name="IsPartner">REL-54: whether a reseller who asks still works with the seller.</param>
/// <param name="Batches">What it consists of, the oldest first.</param>
/// <param name="Product">Null when the catalog no longer knows it.</param>
/// <param name="Sku">Null when the catalog no longer knows it.</param>
public sealed record ChangeFacts(
    Subscription Held,
    ChangeSide Side,
    OrderParties Parties,
    bool IsRelated,
    bool IsPartner,
    ImmutableArray<SeatBatch> Batches,
    Product? Product,
    Sku? Sku)
{
    /// <summary>CAT-32: its term is locked.</summary>
    public bool IsLocked => ChangeRules.IsLocked(Held.Term);

    /// <summary>What the catalog no longer knows is held to what was usual when it was sold.</summary>
    public CancellationPolicy Policy => Sku?.CancellationPolicy ?? CancellationPolicy.Classic;

    public ProductKind Kind => Product?.Kind ?? (Held.IsFirstParty ? ProductKind.Seat : ProductKind.ThirdPartySaas);

    /// <summary>How units of a batch can be given back.</summary>
    public CancellationRight RightOf(SeatBatch batch) => ChangeRules.RightOf(Held, Kind, Policy, batch.BoughtAt);

    /// <summary>How many units can be given back at an instant.</summary>
    public int ReducibleAt(DateTimeOffset now) => Batches.Where(batch => RightOf(batch).IsOpen(now)).Sum(batch => batch.Quantity);
}
