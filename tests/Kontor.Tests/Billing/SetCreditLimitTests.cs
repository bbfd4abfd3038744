using Kontor.Activity;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Orders;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Billing;

public sealed class SetCreditLimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "BIL-70")]
    public async Task A_limit_moves_the_difference_to_what_is_available_and_is_told()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider());

        await Set(world, vendor.As(Role.BillingOperator), provider, 1_000);
        await Set(world, vendor.As(Role.BillingOperator), provider, 400);
        var last = await Set(world, vendor.As(Role.BillingOperator), provider, 400);

        Assert.Equal(new Money(40_000, Currency.Usd), last.ValueOrNull!.Limit);
        await using var db = world.Db();
        var account = await db.CreditAccounts.SingleAsync(Cancel);
        Assert.Equal((40_000, 0, CreditChange.LimitSet), (account.LimitUnits, account.ExposureUnits, account.LastChange));
        var transfers = await db.LedgerTransfers.OrderByDescending(t => t.AmountUnits).ToListAsync(Cancel);
        Assert.Equal([100_000, -60_000], transfers.Select(t => t.AmountUnits));
        Assert.All(transfers, t => Assert.Equal((LedgerAccount.Granted, LedgerAccount.Available), (t.Debit, t.Credit)));
        Assert.Equal(3, await db.ActivityRecords.CountAsync(r => r.Action == "CreditLimitSet", Cancel));
        Assert.All(
            await db.ProgramEvents.ToListAsync(Cancel),
            news => Assert.Equal(("credit-limit-set", provider.Id), (news.Type, news.TenantId)));
    }

    [Fact]
    [Trait("Rule", "BIL-72")]
    public async Task A_limit_below_what_is_open_stands_and_nothing_new_is_sold()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var chain = await world.TradingChain(creditUsd: 1_000);
        await world.Seat();
        Assert.NotNull((await world.Orders(chain, quantity: 10)).Result!.ValueOrNull);

        var lowered = await Set(world, vendor.As(Role.BillingOperator), chain.Provider, 1);
        var order = await world.Orders(chain);

        Assert.True(lowered.ValueOrNull!.Available.Units < 0);
        Assert.Equal(OrderReasons.CreditExceeded.Code, order.Result!.Decision.Reasons[0].Code);
    }

    [Fact]
    [Trait("Rule", "ROL-13")]
    public async Task Only_a_billing_operator_sets_limits()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider());

        Assert.All(
            [
                await Set(world, vendor.As(Role.ProgramOperator, Role.Auditor), provider, 1),
                await Set(world, provider.As(Role.BillingAdmin, Role.GlobalAdmin), provider, 1),
            ],
            result => Assert.Equal([BillingReasons.BillingOperatorRequired], result.Decision.Reasons));
    }

    [Fact]
    [Trait("Rule", "BIL-70")]
    public async Task Only_who_buys_from_the_vendor_has_a_limit_and_it_is_a_sum_of_US_dollars()
    {
        await using var world = await World.Create();
        var actor = (await world.Vendor()).As(Role.BillingOperator);
        var (reseller, customer) = (await world.Reseller(), await world.Customer());
        var direct = await world.DirectPartner();

        Assert.Equal(
            BillingReasons.CreditForBuyersOnly.Code, (await Set(world, actor, reseller, 1)).Decision.Reasons[0].Code);
        Assert.Equal(
            BillingReasons.CreditForBuyersOnly.Code, (await Set(world, actor, customer, 1)).Decision.Reasons[0].Code);
        Assert.Equal(BillingReasons.PartnerUnknown, (await Set(world, actor, new TenantId(Guid.NewGuid()), new(1, Currency.Usd))).Decision.Reasons[0]);
        Assert.All(
            [new Money(-1, Currency.Usd), new Money(1, Currency.Eur), new Money(100_000_000_001, Currency.Usd)],
            limit => Assert.Equal(
                BillingReasons.CreditLimitOutOfRange.Code,
                Set(world, actor, direct.Id, limit).Result.Decision.Reasons[0].Code));
        await using var db = world.Db();
        Assert.False(await db.CreditAccounts.AnyAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "BIL-70")]
    public async Task First_limits_at_once_leave_one_account_and_books_that_balance()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider());

        await Task.WhenAll(Enumerable.Range(1, 8).Select(n =>
            Set(world, vendor.As(Role.BillingOperator), provider, n * 100)));

        await using var db = world.Db();
        var account = await db.CreditAccounts.SingleAsync(Cancel);
        Assert.Equal(account.LimitUnits, await db.LedgerTransfers.SumAsync(t => t.AmountUnits, Cancel));
    }

    private static Task<Result<CreditAccount>> Set(World world, Actor actor, Participant partner, long usd) =>
        Set(world, actor, partner.Id, new Money(usd * 100, Currency.Usd));

    private static Task<Result<CreditAccount>> Set(World world, Actor actor, TenantId partner, Money limit) =>
        world.Does((SetCreditLimit use) => use.Handle(actor, partner, limit, Cancel));
}
