using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Elsewhere;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Orders;

/// <summary>A subscription that somebody thinks of changing.</summary>
/// <param name="Visible">As the actor sees it, before the change.</param>
/// <param name="Facts">What the rules know of it.</param>
/// <param name="Wish">What would change.</param>
/// <param name="May">Whether it may.</param>
/// <param name="Charges">What it would charge and give back; none for who does not see the cost (MUL-05).</param>
/// <param name="Total">What they come to; null for who does not see the cost.</param>
public sealed record PlannedChange(
    VisibleSubscription Visible,
    ChangeFacts Facts,
    SubscriptionWish Wish,
    Decision May,
    ImmutableArray<ChargeLine> Charges,
    Money? Total);

/// <summary>A subscription after a change.</summary>
/// <param name="Visible">As the actor sees it now.</param>
/// <param name="Charges">What it charged and gave back; none for who does not see the cost.</param>
public sealed record ChangedSubscription(VisibleSubscription Visible, ImmutableArray<ChargeLine> Charges);

/// <summary>
/// Use case: a partner changes a subscription of its customer (CAT-20, CAT-30 … CAT-45). All of it is one transaction: the
/// subscription, its batches, the charges and the credit. Of two changes at once the second waits and then goes on from what
/// the first made of it; what is bought beyond the limit is refused by the check of the credit account.
/// </summary>
public sealed class ChangeSubscription
{
    private readonly KontorDb _db;
    private readonly SubscriptionQueries _subscriptions;
    private readonly WhereBought _elsewhere;
    private readonly ChangeFactsQuery _facts;
    private readonly CurrentPolicy _policy;
    private readonly TimeProvider _clock;

    internal ChangeSubscription(
        KontorDb db, SubscriptionQueries subscriptions, WhereBought elsewhere, ChangeFactsQuery facts, CurrentPolicy policy,
        TimeProvider clock) =>
        (_db, _subscriptions, _elsewhere, _facts, _policy, _clock) = (db, subscriptions, elsewhere, facts, policy, clock);

    /// <summary>What a change would come to; null when the subscription does not exist for the actor. Nothing is changed.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<PlannedChange?> Look(
        Actor actor, SubscriptionId id, SubscriptionWish wish, CancellationToken cancel)
    {
        if (await _subscriptions.Find(actor, id, cancel) is not { } visible)
        {
            return null;
        }

        var held = visible.Subscription;
        var read = await _facts.Of(actor, held, wish.PartnerOfRecord?.Trim(), cancel);
        var needed = wish.Against(held);
        var now = _clock.Now();
        var may = May(actor, read.Facts, needed, now);
        var seesCost = visible.View == SubscriptionView.Everything;
        if (!may.IsGranted)
        {
            return new(visible, read.Facts, needed, may, [], null);
        }

        var money = await Money(read.Facts, needed, now, cancel);
        return new(
            visible, read.Facts, needed, FitsCredit(read, needed, money), seesCost ? money.Lines : [], seesCost ? money.Total : null);
    }

    /// <summary>Why there is nothing to change: it was bought elsewhere (MUL-04, MUL-22), or does not exist for the actor.</summary>
    public async Task<Decision> WhyNone(Actor actor, SubscriptionId id, CancellationToken cancel) =>
        Decision.Refused(await _elsewhere.WhyUnchangeable(actor, id, cancel) ?? SubscriptionReasons.Unknown);

    /// <param name="actor">A user of the seller or of the reseller in the chain.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="wish">What is wanted; a repetition changes nothing.</param>
    /// <param name="version">From which version it is changed; null to change whatever it is now.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<ChangedSubscription>> Handle(
        Actor actor, SubscriptionId id, SubscriptionWish wish, int? version, CancellationToken cancel) =>
        _db.DoAllOrNothing(() => Change(actor, id, wish, version, cancel), cancel);

    private async Task<Result<ChangedSubscription>> Change(
        Actor actor, SubscriptionId id, SubscriptionWish wish, int? version, CancellationToken cancel)
    {
        if (await _subscriptions.Find(actor, id, cancel) is not { } visible)
        {
            return await WhyNone(actor, id, cancel);
        }

        var held = await _facts.Hold(actor, visible.Subscription, cancel);
        await _facts.HoldPartnership(held.PartnerId, wish.PartnerOfRecord?.Trim(), cancel);
        var read = await _facts.Of(actor, held, wish.PartnerOfRecord?.Trim(), cancel);
        var needed = wish.Against(held);
        var now = _clock.Now();
        var may = ChangeRules.MayTouch(read.Facts).And(
            Decision.RequireAll((version is null || version == held.Version, ChangeReasons.ChangedMeanwhile)));
        may = may.IsGranted ? May(actor, read.Facts, needed, now) : may;
        if (!may.IsGranted)
        {
            return may;
        }

        if (needed.IsEmpty)
        {
            return new ChangedSubscription(new VisibleSubscription(held, visible.View), []);
        }

        var money = await Money(read.Facts, needed, now, cancel);
        var fits = FitsCredit(read, needed, money);
        if (!fits.IsGranted)
        {
            return fits;
        }

        var before = (held.Quantity, held.ResellerId);
        Apply(held, read, needed, now);
        _db.AddRange(money.Lines);
        _db.TellOfChange(actor, before, held, needed, now);
        if (needed.State == SubscriptionState.Cancelled)
        {
            await _db.FreePlaces([held.Id], cancel);
        }

        if (await _db.TrySaveChanges(cancel) is not null)
        {
            return ChangeReasons.ChangedMeanwhile;
        }

        try
        {
            await TakeCredit(held, needed, before.Quantity, money, now, cancel);
        }
        catch (PostgresException full) when (full.ConstraintName == BillingStorage.PurchaseWithinLimit)
        {
            return OrderReasons.CreditExceeded.About(new Money(money.CreditUnits, Currency.Usd), read.Credit!.Available);
        }

        var seesCost = visible.View == SubscriptionView.Everything;
        return new ChangedSubscription(new VisibleSubscription(held, visible.View), seesCost ? money.Lines : []);
    }

    /// <summary>What the subscription allows, and for software what the actor's role does (ROL-10).</summary>
    private Decision May(Actor actor, ChangeFacts facts, SubscriptionWish wish, DateTimeOffset now)
    {
        var may = ChangeRules.May(facts, wish, _policy.Value, now);
        var isSoftware = wish.State == SubscriptionState.Cancelled && ProductKinds.Software.Contains(facts.Kind);
        if (!may.IsGranted || !isSoftware)
        {
            return may;
        }

        var seller = facts.Parties.Seller.Enrolments;
        ImmutableArray<PartnerType> types = facts.Side == ChangeSide.Reseller
            ? [PartnerType.Reseller]
            : [.. Enum.GetValues<PartnerType>().Where(seller.Includes)];
        return PermissionTable.May(actor.TenantKind, types, actor.Roles, Permission.CancelSoftware, PermissionLevel.Full);
    }

    private async Task<ChangeMoney> Money(
        ChangeFacts facts, SubscriptionWish wish, DateTimeOffset now, CancellationToken cancel)
    {
        var (lines, until) = await _facts.Charges(facts.Held, ChangeRules.DayOf(facts.Held, now), cancel);
        return ChangeMoney.Of(facts, wish, lines, until, _policy.Value, now);
    }

    /// <summary>BIL-72: only what is bought is held by the limit; what runs goes on.</summary>
    private static Decision FitsCredit(ReadChange read, SubscriptionWish wish, ChangeMoney money) =>
        IsPurchase(wish, read.Facts.Held.Quantity) && money.CreditUnits > 0
            ? OrderRules.FitsCredit(read.Credit, new Money(money.CreditUnits, Currency.Usd))
            : Decision.Granted;

    private static bool IsPurchase(SubscriptionWish wish, int before) =>
        wish.Quantity > before || wish.State == SubscriptionState.Active;

    private void Apply(Subscription held, ReadChange read, SubscriptionWish wish, DateTimeOffset now)
    {
        held.FriendlyName = wish.FriendlyName ?? held.FriendlyName;
        held.AutoRenew = wish.AutoRenew ?? held.AutoRenew;
        if (wish.Quantity is { } quantity)
        {
            Count(held, read, quantity, now);
        }

        if (wish.PartnerOfRecord is { } networkId)
        {
            held.NameReseller(networkId, read.Facts.Parties.Named(networkId)?.Party?.TenantId);
        }

        if (wish.State is { } state)
        {
            held.State = state;
            held.DeleteOn = state == SubscriptionState.Suspended
                ? DateOnly.FromDateTime(now.UtcDateTime).AddDays(ChangeRules.DeletedAfterDays)
                : null;
            held.AutoRenew = held.AutoRenew && state != SubscriptionState.Cancelled;
        }

        held.Version++;
    }

    private void Count(Subscription held, ReadChange read, int quantity, DateTimeOffset now)
    {
        if (quantity > held.Quantity)
        {
            _db.AddedSeats.Add(new AddedSeats
            {
                PartnerId = held.PartnerId,
                SubscriptionId = held.Id,
                Number = read.Added.Select(seats => seats.Number).DefaultIfEmpty(0).Max() + 1,
                AddedAt = now,
                Quantity = quantity - held.Quantity,
            });
        }
        else
        {
            var left = SeatBatch.GiveBack(
                read.Facts.Batches, held.Quantity - quantity, batch => read.Facts.RightOf(batch).IsOpen(now));
            foreach (var seats in read.Added)
            {
                seats.Quantity = left.Single(batch => batch.Number == seats.Number).Quantity;
            }
        }

        held.Quantity = quantity;
    }

    /// <summary>BIL-70: last, so that the account's row is locked for the shortest time.</summary>
    private async Task TakeCredit(
        Subscription held, SubscriptionWish wish, int before, ChangeMoney money, DateTimeOffset now, CancellationToken cancel)
    {
        if (money.CreditUnits == 0)
        {
            return;
        }

        var change = (IsPurchase(wish, before) && money.CreditUnits > 0 ? CreditChange.Purchase : CreditChange.Correction).ToString();
        await _db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger_transfers (partner_id, id, at, debit, credit, amount_units, order_id)
            values ({held.PartnerId.Value}, {Guid.CreateVersion7(now)}, {now}, 'Available', 'Unbilled', {money.CreditUnits}, {held.OrderId.Value})
            """,
            cancel);
        await _db.Database.ExecuteSqlAsync(
            $"""
            update credit_accounts set exposure_units = exposure_units + {money.CreditUnits}, last_change = {change}
            where tenant_id = {held.PartnerId.Value}
            """,
            cancel);
    }
}
