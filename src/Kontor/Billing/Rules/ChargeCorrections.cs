using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Billing;

/// <summary>A charge as far as its correction needs it.</summary>
/// <param name="Id">Of the line.</param>
/// <param name="From">First day charged.</param>
/// <param name="Until">First day no longer charged.</param>
/// <param name="Quantity">Charged.</param>
/// <param name="Amount">Charged.</param>
public sealed record ChargedSpan(ChargeLineId Id, DateOnly From, DateOnly Until, int Quantity, Money Amount)
{
    public bool Covers(DateOnly day) => From <= day && day < Until;
}

/// <summary>What a subscription is charged by.</summary>
/// <param name="UnitPrice">Per unit and whole period, exact (CAT-12).</param>
/// <param name="Quantity">Before the change.</param>
/// <param name="Currency">Of the price.</param>
/// <param name="Cycle">How often it is charged.</param>
/// <param name="TermFrom">First day of the term.</param>
/// <param name="TermUntil">First day after the term; null where it has none.</param>
/// <param name="BoughtOn">Day of the purchase.</param>
/// <param name="Policy">How it is given back.</param>
/// <param name="Charged">The lines that nothing has taken back, of the present period at least.</param>
/// <param name="Kept">What was left of lines of the present period that were taken back in part.</param>
/// <param name="ChargedUntil">First day that was never charged; null where nothing was charged.</param>
public sealed record ChargeTerms(
    decimal UnitPrice,
    int Quantity,
    Currency Currency,
    BillingCycle Cycle,
    DateOnly TermFrom,
    DateOnly? TermUntil,
    DateOnly BoughtOn,
    CancellationPolicy Policy,
    ImmutableArray<ChargedSpan> Charged,
    ImmutableArray<ChargedSpan> Kept,
    DateOnly? ChargedUntil)
{
    /// <summary>The period around a day; what is charged once pays for the whole term. Null for what is bought for good.</summary>
    public BillingPeriod? PeriodAt(DateOnly day) =>
        BillingPeriod.At(TermFrom, Cycle, day) ?? (TermUntil is { } until ? new(TermFrom, until) : null);
}

/// <summary>A line to be charged or given back.</summary>
/// <param name="Id">Of the line.</param>
/// <param name="Type">Why.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Of one unit for these days; negative for what is given back.</param>
/// <param name="Amount">Negative for what is given back.</param>
/// <param name="Days">Of <paramref name="PeriodDays"/>.</param>
/// <param name="PeriodDays">Of the whole period; 0 where there is none.</param>
/// <param name="Strategy">How it was rounded.</param>
/// <param name="Reverses">The line that it takes back from <paramref name="From"/> on.</param>
public sealed record ChargeDraft(
    ChargeLineId Id,
    ChargeType Type,
    DateOnly From,
    DateOnly Until,
    int Quantity,
    decimal UnitPrice,
    Money Amount,
    int Days,
    int PeriodDays,
    ProrationStrategy Strategy,
    ChargeLineId? Reverses);

/// <summary>
/// What a change of a subscription charges and gives back (BIL-30 … BIL-36). Days are UTC (CAT-25). What was charged stays
/// as it is; corrections are lines beside it.
/// </summary>
/// <param name="terms">What it is charged by.</param>
/// <param name="day">Day of the change; not before the term.</param>
/// <param name="next">Makes the id of a new line.</param>
public sealed class ChargeCorrections(ChargeTerms terms, DateOnly day, Func<ChargeLineId> next)
{
    /// <summary>BIL-30: so many days after the purchase a classic subscription is given back in full.</summary>
    public const int FullCreditDays = 30;

    private readonly List<ChargeDraft> _drafts = [];
    private readonly List<ChargedSpan> _charged = [.. terms.Charged];

    private BillingPeriod? Period { get; } = terms.PeriodAt(day);

    private bool IsClassic => terms.Policy == CancellationPolicy.Classic;

    private ProrationStrategy Strategy => Proration.StrategyOf(terms.Policy);

    public ImmutableArray<ChargeDraft> Drafts => [.. _drafts];

    /// <summary>What all of it comes to.</summary>
    public Money Total => _drafts.Aggregate(Money.Zero(terms.Currency), (sum, draft) => sum + draft.Amount);

    /// <summary>BIL-12: the periods that have begun since the last charge, at the quantity before the change.</summary>
    public ChargeCorrections CatchUp()
    {
        // What is charged once is charged: no further period of it begins.
        if (terms.Cycle.Months() > 0 && Period is { } present && terms.ChargedUntil is { } from)
        {
            for (var at = from; at < present.Until;)
            {
                var period = terms.PeriodAt(at)!.Value;
                Charge(IsClassic ? ChargeType.CycleFee : ChargeType.Renew, at, period, terms.Quantity);
                at = period.Until;
            }
        }

        return this;
    }

    /// <summary>
    /// BIL-32: classic lines of the day are taken back whole and put in place anew, with the old quantity before the day and
    /// the new one from it on; BIL-36: in new commerce this is done from the day on only.
    /// </summary>
    public ChargeCorrections ChangeQuantity(int quantity)
    {
        if (Period is not { } period)
        {
            return this;
        }

        var type = IsClassic ? ChargeType.CycleInstanceProrate
            : quantity > terms.Quantity ? ChargeType.AddQuantity
            : ChargeType.RemoveQuantity;
        foreach (var span in _charged.Where(span => span.Covers(day)).ToArray())
        {
            if (IsClassic)
            {
                TakeBackWhole(type, span);
                if (span.From < day)
                {
                    Charge(type, span.From, period with { Until = day }, span.Quantity);
                }
            }
            else
            {
                TakeBackFrom(type, span, period);
            }

            Charge(type, day, period with { Until = span.Until }, quantity);
        }

        return this;
    }

    /// <summary>
    /// BIL-30, BIL-33: within 30 days of the purchase the period is given back in full; later what is left of it, from the day
    /// on. In new commerce the commitment stands, and a suspension gives nothing back.
    /// </summary>
    public ChargeCorrections Suspend() => IsClassic ? GiveBack(ChargeType.CancelFee, day <= terms.BoughtOn.AddDays(FullCreditDays)) : this;

    /// <summary>BIL-34: what is left of the period, where it was given back.</summary>
    public ChargeCorrections Reactivate()
    {
        if (Period is { } period && IsClassic && !_charged.Any(span => span.Covers(day)))
        {
            Charge(ChargeType.PurchaseFeeProrate, day, period, terms.Quantity);
        }

        return this;
    }

    /// <summary>The end of a subscription that is cancelled.</summary>
    /// <param name="isInFull">CAT-36, CAT-38: whether all of it is given back and not only what is left.</param>
    public ChargeCorrections Cancel(bool isInFull) => GiveBack(IsClassic ? ChargeType.CancelFee : ChargeType.Cancel, isInFull);

    private ChargeCorrections GiveBack(ChargeType type, bool isInFull)
    {
        foreach (var span in _charged.ToArray())
        {
            if (isInFull && (Period is not { } present || span.From >= present.From))
            {
                TakeBackWhole(type, span);
            }
            else if (Period is { } period && span.Covers(day))
            {
                TakeBackFrom(type, span, period);
            }
        }

        foreach (var span in isInFull ? terms.Kept : [])
        {
            Add(type, span.From, span.Until, span.Quantity, -(span.Amount.Amount / span.Quantity), -span.Amount, null);
        }

        return this;
    }

    private void TakeBackWhole(ChargeType type, ChargedSpan span)
    {
        _charged.Remove(span);
        Add(type, span.From, span.Until, span.Quantity, -(span.Amount.Amount / span.Quantity), -span.Amount, span.Id);
    }

    private void TakeBackFrom(ChargeType type, ChargedSpan span, BillingPeriod period)
    {
        if (span.From == day)
        {
            TakeBackWhole(type, span);
            return;
        }

        _charged.Remove(span);
        var part = PartOf(period, day, span.Until, span.Quantity);
        Add(type, day, span.Until, span.Quantity, -part.UnitPrice, -part.Amount, span.Id);
    }

    private void Charge(ChargeType type, DateOnly from, BillingPeriod until, int quantity)
    {
        var part = PartOf(until, from, until.Until, quantity);
        var draft = Add(type, from, until.Until, quantity, part.UnitPrice, part.Amount, null);
        _charged.Add(new(draft.Id, from, until.Until, quantity, part.Amount));
    }

    private Prorated PartOf(BillingPeriod period, DateOnly from, DateOnly until, int quantity) => Proration.Of(
        Strategy, terms.UnitPrice, quantity, until.DayNumber - from.DayNumber, DaysOf(period.From), terms.Currency);

    /// <summary>Of the whole period around a day, whatever part of it is charged.</summary>
    private int DaysOf(DateOnly from) => terms.PeriodAt(from)?.Days ?? 0;

    private ChargeDraft Add(
        ChargeType type, DateOnly from, DateOnly until, int quantity, decimal unitPrice, Money amount, ChargeLineId? reverses)
    {
        var draft = new ChargeDraft(
            next(), type, from, until, quantity, unitPrice, amount, until.DayNumber - from.DayNumber, DaysOf(from), Strategy, reverses);
        _drafts.Add(draft);
        return draft;
    }
}
