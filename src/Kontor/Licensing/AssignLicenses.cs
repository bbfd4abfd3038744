using Kontor.Access;
using Kontor.Activity;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Licensing;

/// <summary>What is to become of the licenses of one SKU.</summary>
public sealed record LicenseWish(LicenseSku Sku, LicenseAct Act);

/// <summary>Some licenses for some users.</summary>
/// <param name="Users">In the order in which they get one where not all can.</param>
/// <param name="Wishes">Each SKU once; SKUs that are not named stay as they are.</param>
public sealed record LicenseOrder(IReadOnlyCollection<UserId> Users, IReadOnlyCollection<LicenseWish> Wishes)
{
    /// <summary>Whether nothing is done when one of them cannot get one.</summary>
    public bool IsAllOrNothing { get; init; }
}

/// <summary>What became of it for one user and one SKU.</summary>
public sealed record LicenseOutcome(UserId UserId, string FullName, LicensePool Pool, LicenseResult Result);

/// <summary>All of it, SKU by SKU, each in the order of the users.</summary>
public sealed record LicenseOutcomes(OnBehalfPass Pass, IReadOnlyList<LicenseOutcome> All);

/// <summary>
/// Use case: assigns licenses to users of a customer and takes them away, for many users at once (CAT-53). The tenant's
/// row is held until the end, as for every change of its users: so no pool is given away twice, and nobody who is being
/// deactivated gets a license.
/// </summary>
public sealed class AssignLicenses(KontorDb db, LicenseGate gate, LicensePools pools, TimeProvider clock)
{
    public async Task<Result<LicenseOutcomes>> Handle(
        Actor actor, TenantId customer, LicenseOrder order, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await UserChange.Begin(db, cancel);
        var entered = await gate.Enter(actor, customer, OnBehalfWork.AssignLicenses, cancel);
        if (entered.ValueOrNull is not { } pass)
        {
            return entered.Decision;
        }

        UserId[] wanted = [.. order.Users.Distinct()];
        var asked = LicenseRules.MayAsk(wanted.Length, order.Wishes.Count).And(NamesEachOnce(order));
        if (!asked.IsGranted)
        {
            return asked;
        }

        await UserChange.Hold(db, customer, cancel);
        var facts = await Load(customer, wanted, [.. order.Wishes.Select(wish => wish.Sku)], cancel);
        var decision = MayTouch(order, wanted, facts);
        if (!decision.IsGranted)
        {
            return decision;
        }

        LicenseOutcome[] outcomes = [.. order.Wishes.SelectMany(wish => Apply(wish, wanted, facts))];
        if (order.IsAllOrNothing)
        {
            var all = outcomes.Aggregate(
                Decision.Granted,
                (so, one) => so.And(LicenseRules.Weigh(one.Result, one.Pool.Title, one.FullName)));
            if (!all.IsGranted)
            {
                return all;
            }
        }

        foreach (var outcome in outcomes)
        {
            Write(pass.Actor, outcome, facts, now);
        }

        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return new LicenseOutcomes(pass, outcomes);
    }

    private static Decision NamesEachOnce(LicenseOrder order) => Decision.From(
        order.Wishes.GroupBy(wish => wish.Sku).Where(same => same.Count() > 1)
            .Select(same => LicenseReasons.SkuRepeated.About($"{same.Key}")));

    private static Decision MayTouch(LicenseOrder order, UserId[] wanted, Facts facts)
    {
        if (wanted.Any(user => !facts.Users.ContainsKey(user)))
        {
            return Decision.Refused(AccessReasons.UserNotFound);
        }

        var unknown = order.Wishes.Where(wish => !facts.Pools.ContainsKey(wish.Sku)).ToList();
        return unknown.Count > 0
            ? Decision.From(unknown.Select(wish => LicenseReasons.SkuUnknown.About($"{wish.Sku}")))
            : order.Wishes.Aggregate(
                Decision.Granted, (so, wish) => so.And(LicenseRules.MayTouch(facts.Pools[wish.Sku])));
    }

    private static IEnumerable<LicenseOutcome> Apply(LicenseWish wish, UserId[] users, Facts facts)
    {
        var pool = facts.Pools[wish.Sku];
        var results = LicenseRules.Apply(
            wish.Act,
            pool.Available,
            users.Select(id => new LicenseHolder(
                id, facts.Users[id].DeactivatedAt is null, facts.Held.ContainsKey((id.Value, wish.Sku)))));
        return users.Zip(results, (id, result) => new LicenseOutcome(id, facts.Users[id].FullName, pool, result));
    }

    private void Write(Actor actor, LicenseOutcome outcome, Facts facts, DateTimeOffset now)
    {
        var (user, sku) = (facts.Users[outcome.UserId], outcome.Pool.Sku);
        var details = new { user.UserName, Product = outcome.Pool.Title, sku.ProductId, sku.SkuId };
        switch (outcome.Result)
        {
            case LicenseResult.Assigned:
                db.Add(new AssignedLicense
                {
                    CustomerId = user.TenantId,
                    UserId = user.Id,
                    ProductId = sku.ProductId,
                    SkuId = sku.SkuId,
                    AssignedAt = now,
                });
                db.Record(actor, "LicenseAssigned", outcome.UserId.ToString(), null, details, now);
                break;
            case LicenseResult.TakenAway:
                db.Remove(facts.Held[(user.Id, sku)]);
                db.Record(actor, "LicenseTakenAway", outcome.UserId.ToString(), null, details, now);
                break;
        }
    }

    private async Task<Facts> Load(
        TenantId customer, UserId[] users, IReadOnlyCollection<LicenseSku> skus, CancellationToken cancel)
    {
        Guid[] ids = [.. users.Select(user => user.Value)];
        var known = await db.Set<User>().AsNoTracking()
            .Where(user => user.TenantId == customer && ids.Contains(user.Id))
            .ToListAsync(cancel);
        var held = await db.AssignedLicenses
            .Where(license => license.CustomerId == customer && ids.Contains(license.UserId))
            .ToListAsync(cancel);
        return new Facts(
            known.ToDictionary(user => user.UserId),
            await pools.Of(customer, skus, cancel),
            held.ToDictionary(license => (license.UserId, license.Sku)));
    }

    private sealed record Facts(
        IReadOnlyDictionary<UserId, User> Users,
        IReadOnlyDictionary<LicenseSku, LicensePool> Pools,
        IReadOnlyDictionary<(Guid User, LicenseSku Sku), AssignedLicense> Held);
}
