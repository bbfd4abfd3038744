using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>A chain in which the provider has sold one subscription of so many seats.</summary>
    public async Task<(TradingChain Chain, SubscriptionId Subscription)> SoldSeats(
        int quantity = 1,
        CancellationPolicy policy = CancellationPolicy.Classic,
        BillingCycle? cycle = null,
        long creditUsd = 100_000)
    {
        var chain = await TradingChain(creditUsd: creditUsd);
        await Seat(policy: policy);
        return (chain, await Buys(chain, quantity, cycle));
    }

    /// <summary>The provider sells so many seats.</summary>
    public async Task<SubscriptionId> Buys(TradingChain chain, int quantity, BillingCycle? cycle = null) =>
        (await Orders(chain, quantity: quantity, cycle: cycle)).Result!.ValueOrNull!.Subscriptions[0].Id;

    /// <summary>A direct partner, and a customer to which it may sell at once.</summary>
    public async Task<(Participant Direct, Participant Customer)> DirectTrade()
    {
        var (direct, customer) = (await DirectPartner(), await Customer());
        await Relationship(direct, customer, RelationshipKind.Reseller);
        await AcceptedAgreement(customer);
        await Credit(direct, 100_000);
        return (direct, customer);
    }

    /// <summary>What was set up as a seat is of another kind.</summary>
    public async Task IsOfKind(ProductKind kind, string productId = "OFFICE")
    {
        await using var db = Db();
        var product = await db.Set<Product>().SingleAsync(p => p.ProductId == productId, Stop);
        (product.Kind, product.IsFirstParty) = (kind, kind is not (ProductKind.ThirdPartySaas or ProductKind.ThirdPartyConsumption));
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>Somebody changes a subscription.</summary>
    public Task<Result<ChangedSubscription>> Changes(
        Actor actor, SubscriptionId subscription, SubscriptionWish wish, int? version = null) =>
        Does((ChangeSubscription use) => use.Handle(actor, subscription, wish, version, Stop));

    public Task<Result<ChangedSubscription>> Counts(
        Actor actor, SubscriptionId subscription, int quantity, int? version = null) =>
        Changes(actor, subscription, new SubscriptionWish { Quantity = quantity }, version);

    public Task<Result<ChangedSubscription>> Becomes(Actor actor, SubscriptionId subscription, SubscriptionState state) =>
        Changes(actor, subscription, new SubscriptionWish { State = state });

    /// <summary>What would become of a change.</summary>
    public Task<PlannedChange?> LooksAtChange(Actor actor, SubscriptionId subscription, SubscriptionWish wish) =>
        Does((ChangeSubscription use) => use.Look(actor, subscription, wish, Stop));

    /// <summary>The clock comes by.</summary>
    /// <returns>How many subscriptions ended.</returns>
    public Task<int> EndsSubscriptions() => Does((EndSubscriptions use) => use.Handle(Stop));

    /// <summary>A subscription as it is stored.</summary>
    public async Task<Subscription> Stored(SubscriptionId subscription)
    {
        await using var db = Db();
        return await db.Subscriptions.AsNoTracking().SingleAsync(s => s.Id == subscription, Stop);
    }

    /// <summary>What was charged for a subscription, in order.</summary>
    public async Task<IReadOnlyList<ChargeLine>> ChargesOf(SubscriptionId subscription)
    {
        await using var db = Db();
        return await db.ChargeLines.AsNoTracking().Where(c => c.SubscriptionId == subscription).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).ToListAsync(Stop);
    }

    /// <summary>Charges, ledger and account say the same of what a partner took from its credit.</summary>
    /// <returns>In US cents.</returns>
    public async Task<long> Exposure(Participant partner)
    {
        await using var db = Db();
        var charged = await db.ChargeLines.Where(c => c.PartnerId == partner.Id).SumAsync(c => c.CreditUnits, Stop);
        var moved = await db.LedgerTransfers.Where(t => t.PartnerId == partner.Id).SumAsync(t => t.AmountUnits, Stop);
        var taken = (await db.CreditAccounts.AsNoTracking().SingleAsync(a => a.TenantId == partner.Id, Stop)).ExposureUnits;
        Assert.Equal((taken, taken), (charged, moved));
        return taken;
    }
}
