using System.Text.Json;
using Kontor.Activity;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Orders;

public sealed class ChangeSubscriptionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CAT-21")]
    [Trait("Rule", "CAT-42")]
    [Trait("Rule", "BIL-32")]
    [Trait("Rule", "BIL-70")]
    public async Task More_seats_are_a_batch_corrected_charges_credit_a_record_and_news_for_the_chain()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2);
        world.Clock.Advance(TimeSpan.FromDays(10));

        var changed = await world.Counts(chain.Provider.GlobalAdmin, id, 5, version: 1);

        Assert.Equal([], changed.Decision.Reasons);
        var held = await world.Stored(id);
        Assert.Equal((5, 2, SubscriptionState.Active), (held.Quantity, held.Version, held.State));
        Assert.Equal(
            [
                (ChargeType.PurchaseFeeProrate, Day(2), Day(2, 4), 2, 20_00L),
                (ChargeType.CycleInstanceProrate, Day(2), Day(2, 4), 2, -20_00L),
                (ChargeType.CycleInstanceProrate, Day(2), Day(12), 2, 6_50L), // 0.65 a day for both, for 10 days
                (ChargeType.CycleInstanceProrate, Day(12), Day(2, 4), 5, 33_80L), // 1.61 a day for all, for 21 days
            ],
            Lines(await world.ChargesOf(id)));
        Assert.Equal(Lines(await world.ChargesOf(id)).Skip(1), Lines(changed.ValueOrNull!.Charges));
        Assert.Equal(21_60 - 21_60 + 7_02 + 36_50, await world.Exposure(chain.Provider));

        await using var db = world.Db();
        var batch = await db.AddedSeats.SingleAsync(Cancel);
        Assert.Equal((id, 1, 3, world.Now), (batch.SubscriptionId, batch.Number, batch.Quantity, batch.AddedAt));
        var record = await db.ActivityRecords.SingleAsync(r => r.Action == "SeatsChanged", Cancel);
        Assert.Equal(
            (chain.Provider.Id, chain.Provider.GlobalAdmin.UserId, id.ToString(), world.Now),
            (record.TenantId, record.UserId, record.ResourceId, record.At));
        var events = await db.ProgramEvents.Where(e => e.Type == "subscription-updated").Select(e => e.TenantId).ToListAsync(Cancel);
        Assert.Equal(
            new[] { chain.Provider.Id, chain.Reseller.Id, chain.Customer.Id }.OrderBy(t => t.Value), events.OrderBy(t => t.Value));
    }

    [Fact]
    [Trait("Rule", "BIL-31")]
    [Trait("Rule", "BIL-37")]
    public async Task A_correction_can_be_computed_again_from_its_trace()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2);
        world.Clock.Advance(TimeSpan.FromDays(10));

        await world.Counts(chain.Provider.GlobalAdmin, id, 5);

        var line = (await world.ChargesOf(id))[^1];
        using var trace = JsonDocument.Parse(line.Trace);
        var said = trace.RootElement;
        var part = Proration.Of(
            Enum.Parse<ProrationStrategy>(said.GetProperty("strategy").GetString()!), said.GetProperty("listUnitPrice").GetDecimal(),
            line.Quantity, said.GetProperty("days").GetInt32(), said.GetProperty("periodDays").GetInt32(), line.Currency);
        Assert.Equal((said.GetProperty("unitPrice").GetDecimal(), line.Amount), (part.UnitPrice, part.Amount));
        Assert.Equal(line.Amount.At(Currency.Usd, said.GetProperty("usdRate").GetDecimal()).Units, line.CreditUnits);
    }

    [Fact]
    [Trait("Rule", "BIL-36")]
    [Trait("Rule", "CAT-35")]
    public async Task Fewer_seats_of_new_commerce_are_given_back_of_the_newest_batch_while_its_hours_last()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5, CancellationPolicy.NewCommerce);
        world.Clock.Advance(TimeSpan.FromDays(6));
        await world.Counts(chain.Provider.GlobalAdmin, id, 8);
        world.Clock.Advance(TimeSpan.FromDays(3));

        var tooMany = await world.Counts(chain.Provider.GlobalAdmin, id, 4);
        var fewer = await world.Counts(chain.Provider.GlobalAdmin, id, 6);
        var again = await world.Counts(chain.Provider.GlobalAdmin, id, 7);

        Assert.Equal([ChangeReasons.CommitmentRunning.About(3, 5)], tooMany.Decision.Reasons);
        Assert.Equal(
            [
                (ChargeType.RemoveQuantity, Day(11), Day(2, 4), 8, -56_80L), // 22 of 31 days: 7.10 each
                (ChargeType.RemoveQuantity, Day(11), Day(2, 4), 6, 42_60L),
            ],
            Lines(fewer.ValueOrNull!.Charges));
        Assert.True(again.Decision.IsGranted);
        await using var db = world.Db();
        Assert.Equal([(1, 1), (2, 1)], await Batches(db));
        await world.Exposure(chain.Provider);
    }

    [Fact]
    [Trait("Rule", "CAT-33")]
    [Trait("Rule", "CAT-34")]
    [Trait("Rule", "BIL-33")]
    [Trait("Rule", "BIL-34")]
    public async Task A_suspension_says_when_it_is_deleted_and_gives_back_what_a_reactivation_charges_again()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(1, cycle: BillingCycle.Annual);
        world.Clock.Advance(TimeSpan.FromDays(40));

        await world.Becomes(chain.Reseller.GlobalAdmin, id, SubscriptionState.Suspended);
        var suspended = await world.Stored(id);
        var without = await world.Exposure(chain.Provider);
        world.Clock.Advance(TimeSpan.FromDays(20));
        var refused = await world.Becomes(chain.Reseller.GlobalAdmin, id, SubscriptionState.Active);
        var again = await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Active);

        Assert.Equal((SubscriptionState.Suspended, Day(11, 4).AddDays(90)), (suspended.State, suspended.DeleteOn!.Value));
        Assert.Equal(["SUBSCRIPTION_PROVIDER_ORDERS"], refused.Decision.Reasons.Select(reason => reason.Code));
        Assert.True(again.Decision.IsGranted);
        var running = await world.Stored(id);
        Assert.Equal((SubscriptionState.Active, (DateOnly?)null, 3), (running.State, running.DeleteOn, running.Version));
        Assert.Equal(
            [
                (ChargeType.PurchaseFeeProrate, Day(2), Day(2).AddYears(1), 1, 120_00L),
                (ChargeType.CancelFee, Day(11, 4), Day(2).AddYears(1), 1, -107_25L), // 0.33 a day
                (ChargeType.PurchaseFeeProrate, Day(1, 5), Day(2).AddYears(1), 1, 100_65L),
            ],
            Lines(await world.ChargesOf(id)));
        Assert.True(without < await world.Exposure(chain.Provider));
        await using var db = world.Db();
        Assert.Equal(
            [(chain.Reseller.Id, "SubscriptionSuspended"), (chain.Provider.Id, "SubscriptionReactivated")],
            (await db.ActivityRecords.Where(r => r.ResourceId == id.ToString()).OrderBy(r => r.At).ToListAsync(Cancel))
                .Select(r => (r.TenantId, r.Action)));
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    [Trait("Rule", "CAT-36")]
    public async Task What_is_cancelled_gives_all_back_and_leaves_its_place_to_another()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(limit: LimitScope.Concurrent, limitCount: 1);
        await world.IsOfKind(ProductKind.ThirdPartySaas);
        var id = await world.Buys(chain);
        world.Clock.Advance(TimeSpan.FromHours(2));
        await world.Counts(chain.Provider.GlobalAdmin, id, 3);

        var taken = await world.Orders(chain);
        var cancelled = await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Cancelled);
        var again = await world.Orders(chain);

        Assert.Equal(["OFFER_CONCURRENT_LIMIT"], taken.Result!.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal([], cancelled.Decision.Reasons);
        Assert.True(again.Result!.Decision.IsGranted);
        Assert.Equal(0, (await world.ChargesOf(id)).Sum(line => line.AmountUnits));
        Assert.Equal(10_80, await world.Exposure(chain.Provider));
        var held = await world.Stored(id);
        Assert.Equal((SubscriptionState.Cancelled, false), (held.State, held.AutoRenew));
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    public async Task A_place_that_is_to_be_had_once_in_a_lifetime_stays_taken()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(limit: LimitScope.Lifetime, limitCount: 1);
        await world.IsOfKind(ProductKind.ThirdPartySaas);
        var id = await world.Buys(chain);

        await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Cancelled);

        Assert.Equal(
            ["OFFER_LIFETIME_LIMIT"], (await world.Orders(chain)).Result!.Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "BIL-36")]
    public async Task A_reservation_is_paid_for_the_days_it_was_held()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(price: 36.5m);
        await world.IsOfKind(ProductKind.Reservation);
        await using (var db = world.Db())
        {
            await db.Set<PriceRow>().Where(row => row.BillingPlan == BillingCycle.Annual)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.BillingPlan, BillingCycle.OneTime), Cancel);
        }

        var id = await world.Buys(chain, 1, BillingCycle.OneTime);
        world.Clock.Advance(TimeSpan.FromDays(5));

        await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Cancelled);

        Assert.Equal([438_00L, -432_00L], (await world.ChargesOf(id)).Select(line => line.AmountUnits)); // 360 of 365 days are left
    }

    [Fact]
    [Trait("Rule", "CAT-32")]
    public async Task A_term_of_seventy_two_months_can_be_suspended_and_gives_nothing_back()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(policy: CancellationPolicy.Classic);
        await using (var db = world.Db())
        {
            await db.Set<PriceRow>().Where(row => row.BillingPlan == BillingCycle.Annual).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.BillingPlan, BillingCycle.OneTime).SetProperty(r => r.Term, "P6Y"), Cancel);
        }

        var id = (await world.Orders(chain, term: "P6Y", cycle: BillingCycle.OneTime)).Result!.ValueOrNull!.Subscriptions[0].Id;
        world.Clock.Advance(TimeSpan.FromDays(5));

        var suspended = await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Suspended);
        var again = await world.Becomes(chain.Provider.GlobalAdmin, id, SubscriptionState.Active);

        Assert.Empty(suspended.ValueOrNull!.Charges);
        Assert.Empty(again.ValueOrNull!.Charges);
        Assert.Equal(120_00, Assert.Single(await world.ChargesOf(id)).AmountUnits);
    }

    [Fact]
    [Trait("Rule", "BIL-72")]
    public async Task A_change_beyond_the_credit_leaves_nothing_behind_and_a_cheaper_one_goes_on()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2, creditUsd: 30);

        var refused = await world.Changes(
            chain.Provider.GlobalAdmin, id, new SubscriptionWish { Quantity = 3, FriendlyName = "Larger" });
        var untouched = await world.Stored(id);
        var look = await world.LooksAtChange(chain.Provider.GlobalAdmin, id, new SubscriptionWish { Quantity = 3 });

        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], refused.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], look!.May.Reasons.Select(reason => reason.Code));
        Assert.Equal((2, 1, "Office suite"), (untouched.Quantity, untouched.Version, untouched.FriendlyName));
        Assert.Single(await world.ChargesOf(id));
        Assert.Equal(21_60, await world.Exposure(chain.Provider));
        await using (var db = world.Db())
        {
            Assert.Empty(await db.AddedSeats.ToListAsync(Cancel));
            Assert.Equal(["OrderPlaced"], await db.ActivityRecords.Select(r => r.Action).ToListAsync(Cancel));
        }

        Assert.True((await world.Counts(chain.Provider.GlobalAdmin, id, 1)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "BIL-72")]
    [Trait("Rule", "BIL-12")]
    public async Task Beyond_the_limit_what_runs_is_still_charged_when_it_is_reduced()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2, creditUsd: 22);
        world.Clock.Advance(TimeSpan.FromDays(35));

        var fewer = await world.Counts(chain.Provider.GlobalAdmin, id, 1);
        var more = await world.Counts(chain.Provider.GlobalAdmin, id, 2);

        Assert.Equal([], fewer.Decision.Reasons);
        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], more.Decision.Reasons.Select(reason => reason.Code));
        Assert.True(await world.Exposure(chain.Provider) > 22_00);
    }

    [Fact]
    [Trait("Rule", "CAT-42")]
    public async Task Who_changes_what_somebody_else_has_changed_since_is_told_and_a_repetition_changes_nothing()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2);
        await world.Counts(chain.Provider.GlobalAdmin, id, 3, version: 1);

        var late = await world.Counts(chain.Provider.GlobalAdmin, id, 4, version: 1);
        var same = await world.Counts(chain.Provider.GlobalAdmin, id, 3, version: 2);

        Assert.Equal([ChangeReasons.ChangedMeanwhile], late.Decision.Reasons);
        Assert.Equal(([], 2), (same.ValueOrNull!.Charges, same.ValueOrNull.Visible.Subscription.Version));
        Assert.Equal((3, 2), ((await world.Stored(id)).Quantity, (await world.Stored(id)).Version));
        Assert.Equal(3, (await world.ChargesOf(id)).Count); // on the day of the purchase there is no part before the change
    }

    [Fact]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-05")]
    public async Task Nobody_but_seller_and_reseller_changes_it_and_strangers_do_not_learn_that_it_exists()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2);
        var (stranger, other, vendor) = (await world.Provider(), await world.DirectPartner(), await world.Vendor());
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller);
        SubscriptionWish[] wishes =
        [
            new() { FriendlyName = "Mine" }, new() { Quantity = 1 }, new() { State = SubscriptionState.Suspended },
            new() { AutoRenew = false }, new() { PartnerOfRecord = chain.Reseller.NetworkId + "0" },
        ];

        foreach (var wish in wishes)
        {
            Assert.Equal(["SUBSCRIPTION_UNKNOWN"], await Codes(stranger, wish));
            Assert.Equal(["SUBSCRIPTION_SOLD_BY_ANOTHER"], await Codes(other, wish));
            Assert.Equal(["SUBSCRIPTION_CHANGED_BY_SELLER"], await Codes(chain.Customer, wish));
            Assert.Equal(["SUBSCRIPTION_CHANGED_BY_SELLER"], await Codes(vendor, wish));
        }

        Assert.Equal(
            ["SUBSCRIPTION_UNKNOWN"],
            (await world.Counts(chain.Provider.GlobalAdmin, new(Guid.NewGuid()), 3)).Decision.Reasons.Select(r => r.Code));
        Assert.Null(await world.LooksAtChange(stranger.GlobalAdmin, id, wishes[0]));
        Assert.Equal(1, (await world.Stored(id)).Version);

        async Task<string[]> Codes(Participant who, SubscriptionWish wish) =>
            [.. (await world.Changes(who.GlobalAdmin, id, wish)).Decision.Reasons.Select(reason => reason.Code)];
    }

    [Fact]
    [Trait("Rule", "CAT-20")]
    [Trait("Rule", "MUL-05")]
    public async Task A_reseller_reduces_and_sees_nothing_of_what_its_provider_is_charged()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        world.Clock.Advance(TimeSpan.FromDays(3));

        var look = await world.LooksAtChange(chain.Reseller.GlobalAdmin, id, new SubscriptionWish { Quantity = 4 });
        var own = await world.LooksAtChange(chain.Provider.GlobalAdmin, id, new SubscriptionWish { Quantity = 4 });
        var fewer = await world.Counts(chain.Reseller.GlobalAdmin, id, 4);
        var more = await world.Counts(chain.Reseller.GlobalAdmin, id, 6);

        Assert.Equal((true, 0, (Money?)null), (look!.May.IsGranted, look.Charges.Length, look.Total));
        Assert.Equal([], fewer.Decision.Reasons);
        Assert.Empty(fewer.ValueOrNull!.Charges);
        Assert.Equal(["SUBSCRIPTION_PROVIDER_ORDERS"], more.Decision.Reasons.Select(reason => reason.Code));
        var stored = await world.ChargesOf(id);
        Assert.Equal(4, stored.Count);
        Assert.Equal(Lines(stored).Skip(1), Lines(own!.Charges));
        Assert.Equal(stored.Skip(1).Sum(line => line.AmountUnits), own.Total!.Value.Units);
    }

    [Fact]
    [Trait("Rule", "REL-54")]
    [Trait("Rule", "CUS-71")]
    public async Task A_reseller_that_has_left_the_provider_or_the_customer_changes_nothing_any_more()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        await using var db = world.Db();
        var partnership = await db.Set<Partnership>().AsNoTracking().SingleAsync(Cancel);
        var relationship = await db.CustomerRelationships.AsNoTracking().SingleAsync(r => r.PartnerId == chain.Reseller.Id, Cancel);

        await world.Ended(partnership);
        var left = await world.Counts(chain.Reseller.GlobalAdmin, id, 4);
        await world.Ended(relationship);
        var gone = await world.Becomes(chain.Reseller.GlobalAdmin, id, SubscriptionState.Suspended);

        Assert.Equal(["PARTNERSHIP_MISSING"], left.Decision.Reasons.Select(reason => reason.Code));
        Assert.Contains("RELATIONSHIP_MISSING", gone.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal((5, SubscriptionState.Active), ((await world.Stored(id)).Quantity, (await world.Stored(id)).State));
        Assert.True((await world.Counts(chain.Provider.GlobalAdmin, id, 6)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "CAT-74")]
    public async Task Another_reseller_of_record_takes_over_and_the_former_learns_of_it()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        var other = await world.Reseller();
        await world.Partnership(chain.Provider, other);
        await world.Relationship(other, chain.Customer, RelationshipKind.IndirectReseller);

        var changed = await world.Changes(chain.Provider.GlobalAdmin, id, new SubscriptionWish { PartnerOfRecord = $" {other.NetworkId} " });

        Assert.Equal([], changed.Decision.Reasons);
        var held = await world.Stored(id);
        Assert.Equal((other.Id, other.NetworkId), (held.ResellerId!.Value, held.PartnerOfRecord));
        Assert.Single(await world.ChargesOf(id));
        await using var db = world.Db();
        var told = await db.ProgramEvents.Where(e => e.Type == "subscription-updated").Select(e => e.TenantId).ToListAsync(Cancel);
        Assert.Equal(
            new[] { chain.Provider.Id, chain.Customer.Id, chain.Reseller.Id, other.Id }.OrderBy(t => t.Value), told.OrderBy(t => t.Value));
        Assert.Equal(
            ["SUBSCRIPTION_SOLD_BY_ANOTHER"],
            (await world.Counts(chain.Reseller.GlobalAdmin, id, 4)).Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "CAT-39")]
    [Trait("Rule", "CAT-42")]
    public async Task Several_things_that_are_changed_at_once_are_one_version_and_a_record_each()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);

        await world.Changes(
            chain.Provider.GlobalAdmin, id, new SubscriptionWish { FriendlyName = "Branch", AutoRenew = false, Quantity = 4 });

        var held = await world.Stored(id);
        Assert.Equal(("Branch", false, 4, 2), (held.FriendlyName, held.AutoRenew, held.Quantity, held.Version));
        await using var db = world.Db();
        Assert.Equal(
            ["RenewalSwitchedOff", "SeatsChanged", "SubscriptionRenamed"],
            (await db.ActivityRecords.Where(r => r.ResourceId == id.ToString()).Select(r => r.Action).ToListAsync(Cancel)).Order());
        Assert.Equal(3, await db.ProgramEvents.CountAsync(e => e.Type == "subscription-updated", Cancel));
    }

    [Fact]
    public async Task A_change_after_a_look_in_the_same_request_goes_on_from_what_is_stored_by_then()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5, CancellationPolicy.NewCommerce);
        var actor = chain.Provider.GlobalAdmin;
        await world.Counts(actor, id, 8);
        await using var scope = world.Services.CreateAsyncScope();
        var use = scope.ServiceProvider.GetRequiredService<ChangeSubscription>();
        await use.Look(actor, id, new SubscriptionWish { Quantity = 6 }, Cancel);
        await world.Counts(actor, id, 7);

        var done = await use.Handle(actor, id, new SubscriptionWish { Quantity = 6 }, null, Cancel);

        Assert.Equal([], done.Decision.Reasons);
        await using var db = world.Db();
        Assert.Equal([(1, 1)], await Batches(db));
    }

    [Fact]
    public async Task What_the_transaction_held_before_stays_when_a_change_in_it_is_refused()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(2, creditUsd: 40);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
            var use = scope.ServiceProvider.GetRequiredService<ChangeSubscription>();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            Assert.True((await use.Handle(chain.Provider.GlobalAdmin, id, new() { Quantity = 3 }, null, Cancel)).Decision.IsGranted);
            Assert.False((await use.Handle(chain.Provider.GlobalAdmin, id, new() { Quantity = 9 }, null, Cancel)).Decision.IsGranted);
            await transaction.CommitAsync(Cancel);
        }

        var held = await world.Stored(id);
        Assert.Equal((3, 2), (held.Quantity, held.Version));
        await world.Exposure(chain.Provider);
    }

    private static DateOnly Day(int day, int month = 3) => new(2026, month, day);

    private static IEnumerable<(ChargeType, DateOnly, DateOnly, int, long)> Lines(IEnumerable<ChargeLine> lines) =>
        lines.Select(line => (line.Type, line.PeriodFrom, line.PeriodUntil, line.Quantity, line.AmountUnits));

    private static async Task<(int, int)[]> Batches(KontorDb db) =>
        [.. (await db.AddedSeats.OrderBy(a => a.Number).ToListAsync(Cancel)).Select(a => (a.Number, a.Quantity))];
}
