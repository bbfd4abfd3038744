using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>
/// Who may change what of a subscription (CAT-20, CAT-30 … CAT-45, MUL-04). What raises the charge is an order of the seller;
/// the rest its reseller may do too. A restricted partner goes on with what it has sold (ENR-46), a suspended one adds
/// nothing to it (ENR-61).
/// </summary>
public static class ChangeRules
{
    /// <summary>CAT-33: so many days after its suspension a subscription is deleted.</summary>
    public const int DeletedAfterDays = 90;

    private const string LockedTerm = "P6Y";

    /// <summary>CAT-32: a term of 72 months is never renewed, grows by nothing, and gives nothing back.</summary>
    public static bool IsLocked(string? term) => term == LockedTerm;

    /// <summary>How units can be given back that were bought at an instant.</summary>
    public static CancellationRight RightOf(
        Subscription held, ProductKind kind, CancellationPolicy policy, DateTimeOffset boughtAt) =>
        RightOf(held.Term, kind, policy, held.BillingType, held.BillingCycle, boughtAt);

    /// <inheritdoc cref="RightOf(Subscription, ProductKind, CancellationPolicy, DateTimeOffset)"/>
    public static CancellationRight RightOf(
        string? term, ProductKind kind, CancellationPolicy policy, BillingType type, BillingCycle cycle, DateTimeOffset boughtAt) =>
        IsLocked(term)
            ? new(CancellationWay.Window, boughtAt, "CAT-32")
            : CancellationRight.Of(policy, kind, type, cycle, boughtAt);

    /// <summary>The day of a change, UTC; never before the term, whatever the clocks of two servers say.</summary>
    public static DateOnly DayOf(Subscription held, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        return day < held.TermFrom ? held.TermFrom : day;
    }

    /// <summary>Which part a tenant has in a subscription that it sees.</summary>
    public static ChangeSide SideOf(TenantId tenant, TenantKind kind, Subscription held) =>
        tenant == held.PartnerId ? ChangeSide.Seller
        : tenant == held.ResellerId ? ChangeSide.Reseller
        : kind == TenantKind.Partner ? ChangeSide.OtherPartner
        : ChangeSide.Onlooker;

    /// <summary>Whether somebody may change anything of it at all, before what is asked.</summary>
    public static Decision MayTouch(ChangeFacts facts)
    {
        var (held, parties) = (facts.Held, facts.Parties);
        return facts.Side switch
        {
            ChangeSide.OtherPartner => Decision.Refused(ChangeReasons.SoldByAnother.About(held.Title)),
            ChangeSide.Onlooker => Decision.Refused(ChangeReasons.ChangedBySeller.About(parties.Seller.Name)),
            _ => Decision.RequireAll(
                (facts.IsRelated, OrderReasons.RelationshipMissing.About(parties.Customer.Name)),
                (facts.Side == ChangeSide.Seller || facts.IsPartner, OrderReasons.PartnershipMissing.About(
                    parties.Seller.Name, ResellerOf(facts)?.Name ?? held.PartnerOfRecord ?? ""))),
        };
    }

    /// <summary>Whether all of it may be done; nothing is where a part may not.</summary>
    /// <param name="facts">Of the subscription.</param>
    /// <param name="wish">What is wanted, without what is so already.</param>
    /// <param name="policy">K-24.</param>
    /// <param name="now">The instant.</param>
    public static Decision May(ChangeFacts facts, SubscriptionWish wish, ProgramPolicy policy, DateTimeOffset now)
    {
        var may = MayTouch(facts);
        if (!may.IsGranted || wish.IsEmpty)
        {
            return may;
        }

        // Its term is over, whether the clock has come by already or not.
        if (IsOver(facts.Held) || EndOf(facts.Held, DateOnly.FromDateTime(now.UtcDateTime)) == SubscriptionState.Expired)
        {
            return Decision.Refused(ChangeReasons.Over);
        }

        var beside = wish with { State = null };
        return Decision.RequireAll((wish.State is null || beside.IsEmpty, ChangeReasons.OneAtATime))
            .And(wish.FriendlyName is { } name ? MayName(name) : Decision.Granted)
            .And(wish.PartnerOfRecord is { } record ? MayBeOfRecord(facts, record, policy) : Decision.Granted)
            .And(wish.AutoRenew is { } renews ? MayRenew(facts, renews) : Decision.Granted)
            .And(wish.Quantity is { } quantity ? MayCount(facts, quantity, now) : Decision.Granted)
            .And(wish.State is { } state ? MayBecome(facts, state, now) : Decision.Granted);
    }

    /// <summary>CAT-45: nothing follows.</summary>
    public static bool IsOver(Subscription held) =>
        held.State is SubscriptionState.Cancelled or SubscriptionState.Deleted or SubscriptionState.Expired;

    /// <summary>
    /// CAT-33, CAT-45: what becomes of it by itself: suspended ones are deleted on their day, and what is not renewed expires
    /// when its term is over. Null while nothing does.
    /// </summary>
    public static SubscriptionState? EndOf(Subscription held, DateOnly today) =>
        held.State is not (SubscriptionState.Active or SubscriptionState.Suspended) ? null
        : held.State == SubscriptionState.Suspended && held.DeleteOn <= today ? SubscriptionState.Deleted
        : !held.AutoRenew && held.TermUntil <= today ? SubscriptionState.Expired
        : null;

    /// <summary>CAT-45: "cancel" is for software, reservations and other publishers, and for new commerce in its window.</summary>
    public static bool IsSuspendable(ProductKind kind) => kind is ProductKind.Seat or ProductKind.Consumption or ProductKind.Plan;

    public static bool IsCancellable(ProductKind kind, CancellationPolicy policy) => !IsSuspendable(kind)
        || (kind == ProductKind.Seat && policy == CancellationPolicy.NewCommerce);

    /// <summary>Use, trials and what is bought once have no quantity that changes; nor has a term of 72 months (CAT-32).</summary>
    public static bool IsCounted(Subscription held) => held is { BillingType: BillingType.License, IsTrial: false }
        && held.BillingCycle is not (BillingCycle.OneTime or BillingCycle.None)
        && !IsLocked(held.Term);

    /// <summary>CAT-36, CAT-38: given back in full within its window; new commerce and reservations for the days that are left.</summary>
    public static bool IsGivenBackInFull(ChangeFacts facts) =>
        facts.Kind is ProductKind.ThirdPartySaas or ProductKind.PerpetualSoftware;

    private static Decision MayName(string name) => Decision.RequireAll(
        (name.Length is > 0 and <= OrderRules.MaxNameLength, ChangeReasons.NameWrong.About(OrderRules.MaxNameLength)));

    /// <summary>CAT-70, CAT-72, CAT-74: whether somebody names a reseller of record at all, before it is said whom.</summary>
    public static Decision MayNameReseller(ChangeFacts facts)
    {
        var may = MayTouch(facts);
        return !may.IsGranted ? may
            : facts.Side != ChangeSide.Seller ? Decision.Refused(ChangeReasons.ProviderOrders.About(facts.Parties.Seller.Name))
            : !facts.Parties.Seller.Enrolments.Includes(PartnerType.Provider) ? Decision.Refused(ChangeReasons.RecordOfProvidersOnly)
            : Decision.RequireAll((!IsOver(facts.Held), ChangeReasons.Over));
    }

    /// <summary>CAT-72, CAT-74, K-24: the seller names another reseller, with which it may do new business.</summary>
    private static Decision MayBeOfRecord(ChangeFacts facts, string networkId, ProgramPolicy policy)
    {
        var may = MayNameReseller(facts);
        return !may.IsGranted ? may
            : networkId.Length == 0 ? Decision.RequireAll((!policy.ProviderMustNameReseller, ChangeReasons.RecordMissing))
            : OrderRules.MayBeOfRecord(facts.Parties, networkId, policy);
    }

    /// <summary>CAT-20, CAT-31, CAT-36: seller and reseller choose; a trial and a locked term never renew (CAT-32, CAT-41).</summary>
    private static Decision MayRenew(ChangeFacts facts, bool renews) => Decision.RequireAll(
        (!renews || (facts.Held is { TermUntil: not null, IsTrial: false } && !facts.IsLocked), ChangeReasons.NeverRenews),
        (facts.Held.State == SubscriptionState.Active, ChangeReasons.RenewalWhileNotActive));

    private static Decision MayCount(ChangeFacts facts, int quantity, DateTimeOffset now)
    {
        var held = facts.Held;
        var (least, most) = (facts.Sku?.MinQuantity ?? 1, facts.Sku?.MaxQuantity);
        return Decision.RequireAll(
                (IsCounted(held), ChangeReasons.QuantityFixed),
                (held.State == SubscriptionState.Active, ChangeReasons.QuantityWhileNotActive),
                (quantity >= Math.Max(1, least), CatalogReasons.QuantityTooSmall.About(held.Title, Math.Max(1, least))),
                (most is not { } cap || quantity <= cap || quantity < held.Quantity,
                    CatalogReasons.QuantityTooLarge.About(held.Title, most ?? 0)))
            .And(quantity > held.Quantity ? MayAdd(facts) : MayGiveBack(facts, (long)held.Quantity - quantity, now));
    }

    /// <summary>CAT-21, ENR-61: an added licence is a new one; ENR-46: a restricted partner still adds them.</summary>
    private static Decision MayAdd(ChangeFacts facts) => facts.Side != ChangeSide.Seller
        ? Decision.Refused(ChangeReasons.ProviderOrders.About(facts.Parties.Seller.Name))
        : Standing(facts, toleratesRestriction: true);

    private static Decision MayGiveBack(ChangeFacts facts, long count, DateTimeOffset now)
    {
        var open = facts.ReducibleAt(now);
        return Decision.RequireAll((count <= open, ChangeReasons.CommitmentRunning.About(open, facts.Held.Quantity - open)));
    }

    private static Decision MayBecome(ChangeFacts facts, SubscriptionState state, DateTimeOffset now) =>
        (facts.Held.State, state) switch
        {
            (SubscriptionState.Active, SubscriptionState.Suspended) =>
                Decision.RequireAll((IsSuspendable(facts.Kind), ChangeReasons.CancelledInstead)),
            (SubscriptionState.Suspended, SubscriptionState.Active) => MayReactivate(facts, now),
            (SubscriptionState.Active or SubscriptionState.Pending, SubscriptionState.Cancelled) => MayCancel(facts, now),
            _ => Decision.Refused(ChangeReasons.StateUnreachable),
        };

    /// <summary>CAT-20: it is an order of the seller, and so none of a partner that may not buy (ENR-46, ENR-61).</summary>
    private static Decision MayReactivate(ChangeFacts facts, DateTimeOffset now)
    {
        if (facts.Side != ChangeSide.Seller)
        {
            return Decision.Refused(ChangeReasons.ProviderOrders.About(facts.Parties.Seller.Name));
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return Decision.RequireAll(
                (facts.Held.DeleteOn is not { } due || today < due, ChangeReasons.DeletionDue.About(facts.Held.DeleteOn ?? today)))
            .And(Standing(facts, toleratesRestriction: false));
    }

    private static Decision MayCancel(ChangeFacts facts, DateTimeOffset now)
    {
        if (!IsCancellable(facts.Kind, facts.Policy))
        {
            return Decision.Refused(ChangeReasons.SuspendedInstead);
        }

        // What is metered ends with its use (CAT-36): at any time, and nothing is given back.
        var right = facts.RightOf(facts.Batches[0]);
        if (right.Way == CancellationWay.EndOfUse || facts.ReducibleAt(now) == facts.Held.Quantity)
        {
            return Decision.Granted;
        }

        var closed = right.Until ?? now;
        return Decision.Refused(
            ProductKinds.Software.Contains(facts.Kind) ? ChangeReasons.SoftwareKept.About(closed)
            : facts.Kind == ProductKind.ThirdPartySaas ? ChangeReasons.CancellationClosed.About(closed)
            : ChangeReasons.CommitmentRunning.About(facts.ReducibleAt(now), facts.Held.Quantity - facts.ReducibleAt(now)));
    }

    /// <summary>The state of the seller, as for an order; AGR-05: what exists goes on without a signature, more of it does not.</summary>
    private static Decision Standing(ChangeFacts facts, bool toleratesRestriction)
    {
        var seller = facts.Parties.Seller;
        var states = StandingRules.StatesAgainst(new Player(seller, ScenarioRules.TypeOfSeller(seller, null)));
        return toleratesRestriction
            ? Decision.From(states.Reasons.Where(reason => reason.Code != EligibilityReasons.PartnerRestricted.Code))
            : states;
    }

    private static Party? ResellerOf(ChangeFacts facts) =>
        facts.Held.PartnerOfRecord is { } networkId ? facts.Parties.Named(networkId)?.Party : null;
}
