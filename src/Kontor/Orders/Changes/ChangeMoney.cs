using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>What a change charges and gives back.</summary>
/// <param name="Lines">New lines, in order; none where nothing is charged by period.</param>
/// <param name="Total">What they come to.</param>
/// <param name="CreditUnits">What they take from the credit in US cents; negative where they give back (BIL-70).</param>
internal sealed record ChangeMoney(ImmutableArray<ChargeLine> Lines, Money Total, long CreditUnits)
{
    /// <summary>Whether a line charges a period that had begun (BIL-12), and not the change.</summary>
    public static bool IsOfPeriodBegun(ChargeLine line) => line.Type is ChargeType.CycleFee or ChargeType.Renew;

    /// <param name="facts">Of the subscription.</param>
    /// <param name="wish">What is wanted, and may be.</param>
    /// <param name="charged">All lines of the present period.</param>
    /// <param name="chargedUntil">First day that was never charged.</param>
    /// <param name="policy">For the rate that counts against the credit limit.</param>
    /// <param name="now">The instant; its day is the day of the change.</param>
    public static ChangeMoney Of(
        ChangeFacts facts,
        SubscriptionWish wish,
        IReadOnlyList<ChargeLine> charged,
        DateOnly? chargedUntil,
        ProgramPolicy policy,
        DateTimeOffset now)
    {
        var held = facts.Held;

        // BIL-14: what is metered is charged by its use. A trial is free (CAT-41).
        if (held.BillingType == BillingType.Usage || held.UnitPrice == 0 || wish is { Quantity: null, State: null })
        {
            return new([], Money.Zero(held.Currency), 0);
        }

        var terms = new ChargeTerms(
            held.UnitPrice,
            held.Quantity,
            held.Currency,
            held.BillingCycle,
            held.TermFrom,
            held.TermUntil,
            DateOnly.FromDateTime(held.CreatedAt.UtcDateTime),
            facts.Policy,
            [.. charged.Where(line => line.Reverses is null && !charged.Any(other => other.Reverses == line.Id)).Select(line => Span(line, held))],
            [.. charged.Where(line => line.Reverses is not null).Select(cut => Kept(cut, charged)).OfType<ChargedSpan>()],
            chargedUntil);
        var today = ChangeRules.DayOf(held, now);

        // Within a millisecond ids have no order; these are read in the order of their ids.
        var made = 0;
        var corrections = new ChargeCorrections(terms, today, () => new(Guid.CreateVersion7(now.AddMilliseconds(made++))));
        var corrected = wish switch
        {
            { Quantity: { } quantity } => corrections.CatchUp().ChangeQuantity(quantity),
            { State: SubscriptionState.Suspended } when facts.IsLocked => corrections.CatchUp(),
            { State: SubscriptionState.Suspended } => corrections.CatchUp().Suspend(),
            { State: SubscriptionState.Cancelled } => corrections.CatchUp().Cancel(ChangeRules.IsGivenBackInFull(facts)),
            _ => corrections.Reactivate(),
        };
        var byId = charged.ToDictionary(line => line.Id);
        ImmutableArray<ChargeLine> lines = [.. corrected.Drafts.Select(draft => Line(held, draft, byId, policy, now))];
        return new(lines, corrected.Total, lines.Sum(line => line.CreditUnits));
    }

    /// <summary>What is charged once pays for the whole term.</summary>
    private static ChargedSpan Span(ChargeLine line, Subscription held) => new(
        line.Id,
        line.PeriodFrom,
        line.PeriodUntil > line.PeriodFrom ? line.PeriodUntil : held.TermUntil ?? line.PeriodUntil,
        line.Quantity,
        line.Amount);

    /// <summary>What a line still charges before the day from which it was taken back; null where it was taken back whole.</summary>
    private static ChargedSpan? Kept(ChargeLine cut, IReadOnlyList<ChargeLine> charged) =>
        charged.FirstOrDefault(line => line.Id == cut.Reverses) is { } former && former.PeriodFrom < cut.PeriodFrom
            ? new(former.Id, former.PeriodFrom, cut.PeriodFrom, former.Quantity, former.Amount + cut.Amount)
            : null;

    private static ChargeLine Line(
        Subscription held,
        ChargeDraft draft,
        Dictionary<ChargeLineId, ChargeLine> charged,
        ProgramPolicy policy,
        DateTimeOffset now)
    {
        var rate = policy.UsdRate(held.Currency);

        // What is taken back whole gives back exactly what it took, whatever the rate is today.
        var credit = draft.Reverses is { } id && charged.TryGetValue(id, out var former) && draft.Amount == -former.Amount
            ? -former.CreditUnits
            : draft.Amount.At(Currency.Usd, rate).Units;
        return new ChargeLine
        {
            PartnerId = held.PartnerId,
            Id = draft.Id,
            CustomerId = held.CustomerId,
            OrderId = held.OrderId,
            SubscriptionId = held.Id,
            Type = draft.Type,
            PeriodFrom = draft.From,
            PeriodUntil = draft.Until,
            Quantity = draft.Quantity,
            UnitPrice = held.UnitPrice,
            AmountUnits = draft.Amount.Units,
            Currency = held.Currency,
            Reverses = draft.Reverses,
            CreditUnits = credit,
            Trace = JsonSerializer.Serialize(
                new CorrectionTrace(
                    draft.Strategy.ToString(), held.UnitPrice, draft.Days, draft.PeriodDays, draft.UnitPrice, draft.Amount.Amount,
                    held.Currency.Code, rate, new Money(credit, Currency.Usd).Amount),
                ChangeJson.Default.CorrectionTrace),
            CreatedAt = now,
        };
    }
}

/// <summary>From what a correction was computed, so that anybody can compute it again (BIL-31, BIL-37).</summary>
/// <param name="Strategy">How it was rounded.</param>
/// <param name="ListUnitPrice">Per unit and whole period.</param>
/// <param name="Days">Charged.</param>
/// <param name="PeriodDays">Of the whole period.</param>
/// <param name="UnitPrice">Per unit for these days.</param>
/// <param name="Amount">Of all units.</param>
/// <param name="Currency">Of the amounts.</param>
/// <param name="UsdRate">What one unit of the currency counts in USD.</param>
/// <param name="CreditTakenUsd">What it took from the credit.</param>
internal sealed record CorrectionTrace(
    string Strategy,
    decimal ListUnitPrice,
    int Days,
    int PeriodDays,
    decimal UnitPrice,
    decimal Amount,
    string Currency,
    decimal UsdRate,
    decimal CreditTakenUsd);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CorrectionTrace))]
internal sealed partial class ChangeJson : JsonSerializerContext;
