using System.Text;
using System.Text.Json;
using Kontor.Activity;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Orders;

public sealed class PlaceOrderTests
{
    [Fact]
    [Trait("Rule", "CAT-20")]
    [Trait("Rule", "CAT-21")]
    [Trait("Rule", "CAT-22")]
    [Trait("Rule", "CAT-24")]
    [Trait("Rule", "CAT-25")]
    [Trait("Rule", "CAT-42")]
    [Trait("Rule", "CUS-02")]
    [Trait("Rule", "CAT-30")]
    public async Task An_order_makes_a_subscription_a_charge_a_record_an_event_and_a_mail()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();

        var outcome = await world.Orders(chain, quantity: 12);

        Assert.Equal([], outcome.Result!.Decision.Reasons);
        await using var db = world.Db();
        var subscription = await db.Subscriptions.SingleAsync();
        Assert.Equal(
            (chain.Provider.Id, chain.Customer.Id, chain.Reseller.Id, chain.Reseller.NetworkId, SubscriptionState.Active, 12),
            (subscription.PartnerId, subscription.CustomerId, subscription.ResellerId!.Value, subscription.PartnerOfRecord,
                subscription.State, subscription.Quantity));
        Assert.Equal(("P1Y", new DateOnly(2026, 3, 2), new DateOnly(2027, 3, 2)),
            (subscription.Term, subscription.TermFrom, subscription.TermUntil!.Value));
        var order = await db.Orders.SingleAsync();
        var line = await db.OrderLines.SingleAsync();
        Assert.Equal((order.Id, subscription.Id, World.SeatItem), (line.OrderId, line.SubscriptionId, line.CatalogItemId));
        var record = Assert.Single(await db.ActivityRecords.ToListAsync());
        Assert.Equal(("OrderPlaced", order.Id.ToString(), world.Now), (record.Action, record.ResourceId, record.At));
        Assert.Equal("order-placed", Assert.Single(await db.ProgramEvents.ToListAsync()).Type);
        var mail = Assert.Single(await world.Mails());
        Assert.Contains(order.Id.ToString(), mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "BIL-12")]
    [Trait("Rule", "BIL-20")]
    [Trait("Rule", "BIL-37")]
    [Trait("Rule", "BIL-70")]
    [Trait("Rule", "CAT-12")]
    public async Task The_first_charge_can_be_computed_again_from_its_trace()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(price: 12.345m);

        await world.Orders(chain, quantity: 3);

        await using var db = world.Db();
        var charge = await db.ChargeLines.SingleAsync();
        Assert.Equal(new Money(37_04, Currency.Eur), charge.Amount); // 37.035 rounded half away from zero
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 2)), (charge.PeriodFrom, charge.PeriodUntil));
        Assert.Equal(ChargeType.New, charge.Type);
        using var trace = JsonDocument.Parse(charge.Trace);
        var tier = trace.RootElement.GetProperty("tiers")[0];
        var exact = tier.GetProperty("unitPrice").GetDecimal() * tier.GetProperty("units").GetDecimal();
        Assert.Equal(trace.RootElement.GetProperty("exact").GetDecimal(), exact);
        Assert.Equal(charge.Amount, Rounding.HalfAwayFromZero(exact, Currency.Eur));
        Assert.Equal(40_00, charge.CreditUnits); // 37.04 EUR at 1.08
        Assert.Equal(charge.Amount.At(Currency.Usd, trace.RootElement.GetProperty("usdRate").GetDecimal()).Units, charge.CreditUnits);
        Assert.Equal(charge.CreditUnits, (await db.CreditAccounts.SingleAsync()).ExposureUnits);
        var transfer = await db.LedgerTransfers.SingleAsync();
        Assert.Equal(
            (LedgerAccount.Available, LedgerAccount.Unbilled, charge.CreditUnits),
            (transfer.Debit, transfer.Credit, transfer.AmountUnits));
    }

    [Theory]
    [Trait("Rule", "BIL-41")]
    [Trait("Rule", "BIL-42")]
    [InlineData(CancellationPolicy.Classic, ChargeType.PurchaseFeeProrate)]
    [InlineData(CancellationPolicy.NewCommerce, ChargeType.New)]
    public async Task The_first_charge_is_named_as_the_bill_of_its_generation_names_it(
        CancellationPolicy policy, ChargeType type)
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(policy: policy);

        await world.Orders(chain);

        await using var db = world.Db();
        Assert.Equal(type, (await db.ChargeLines.SingleAsync()).Type);
    }

    [Fact]
    [Trait("Rule", "BIL-70")]
    [Trait("Rule", "BIL-71")]
    [Trait("Rule", "BIL-72")]
    public async Task Of_fifty_orders_at_once_against_credit_for_one_exactly_one_succeeds()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain(creditUsd: 11); // one seat is 10.80 USD
        await world.Seat();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => world.Orders(chain)));

        Assert.Single(outcomes, outcome => outcome.Result!.Decision.IsGranted);
        Assert.All(outcomes.Where(outcome => !outcome.Result!.Decision.IsGranted), refused =>
            Assert.Equal("CREDIT_LIMIT_EXCEEDED", Assert.Single(refused.Result!.Decision.Reasons).Code));
        await using var db = world.Db();
        Assert.Equal(1, await db.Orders.CountAsync());
        Assert.Equal(1, await db.Subscriptions.CountAsync());
        Assert.Equal(1, await db.OutboxMessages.CountAsync());
        Assert.Equal(1, await db.ProgramEvents.CountAsync());
        Assert.Equal(10_80, (await db.CreditAccounts.SingleAsync()).ExposureUnits);
        Assert.Equal(10_80, await db.LedgerTransfers.SumAsync(t => t.AmountUnits));
    }

    [Fact]
    public async Task The_same_request_twice_is_one_order_with_the_same_answer()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var key = RequestKey.OfWire(chain.Provider.Id, Guid.NewGuid().ToString(), "POST", "/orders", [1, 2, 3]);

        var first = await world.Orders(chain, key: key);
        var second = await world.Orders(chain, key: key);

        Assert.True(first.Result!.Decision.IsGranted);
        Assert.Null(second.Result);
        Assert.Equal(Text(first), Text(second));
        await using var db = world.Db();
        Assert.Equal(1, await db.Orders.CountAsync());
    }

    [Fact]
    public async Task The_same_request_twenty_times_at_once_is_one_order_with_the_same_answer()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var key = RequestKey.OfWire(chain.Provider.Id, Guid.NewGuid().ToString(), "POST", "/orders", [1, 2, 3]);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Orders(chain, key: key)));

        Assert.Single(outcomes.Select(Text).Distinct());
        Assert.Single(outcomes, outcome => outcome.Result is not null);
        await using var db = world.Db();
        Assert.Equal(1, await db.Orders.CountAsync());
    }

    [Fact]
    public async Task A_repeated_refusal_gives_the_first_answer_even_when_it_would_be_granted_now()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var key = RequestKey.OfWire(chain.Provider.Id, Guid.NewGuid().ToString(), "POST", "/orders", []);

        var refused = await world.Orders(chain, key: key);
        await world.Seat();
        var again = await world.Orders(chain, key: key);

        Assert.Equal("CATALOG_PRODUCT_UNKNOWN", Text(refused));
        Assert.Equal(Text(refused), Text(again));
        await using var db = world.Db();
        Assert.Empty(await db.Orders.ToListAsync());
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    public async Task A_lifetime_limit_holds_when_many_order_at_once()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(limit: LimitScope.Lifetime, limitCount: 1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Orders(chain)));

        Assert.Single(outcomes, outcome => outcome.Result!.Decision.IsGranted);
        Assert.All(outcomes.Where(outcome => !outcome.Result!.Decision.IsGranted), refused =>
            Assert.Equal("OFFER_LIFETIME_LIMIT", Assert.Single(refused.Result!.Decision.Reasons).Code));
        await using var db = world.Db();
        Assert.Equal(1, await db.Subscriptions.CountAsync());
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    public async Task Another_partners_customer_does_not_exist()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var stranger = await world.Provider();
        await world.Credit(stranger, 1_000);

        var outcome = await world.Orders(stranger.GlobalAdmin, chain.Customer, chain.Reseller.NetworkId);
        var missing = await world.Orders(
            stranger.GlobalAdmin, chain.Customer with { Id = new(Guid.CreateVersion7()) }, chain.Reseller.NetworkId);

        Assert.Equal(OrderReasons.CustomerUnknown, Assert.Single(outcome.Result!.Decision.Reasons));
        Assert.Equal(outcome.Result.Decision, missing.Result!.Decision);
    }

    private static string Text(OrderOutcome outcome) => Encoding.UTF8.GetString(outcome.Answer!.Body.Span);
}
