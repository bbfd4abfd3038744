using Kontor.Access;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Licensing;

/// <summary>One of the users for whom licenses are chosen.</summary>
public sealed record ChosenUser(UserId Id, string FullName, bool IsActive);

/// <summary>A pool, and how many of the chosen users have a license of it: all, some or none (CAT-53).</summary>
public sealed record ChosenPool(LicensePool Pool, int Have, WayToMore More);

/// <summary>What stands now, before licenses of some users are changed.</summary>
/// <param name="Pass">In whose tenant.</param>
/// <param name="Users">In the order in which they were named.</param>
/// <param name="Pools">By title.</param>
public sealed record LicensePlan(
    OnBehalfPass Pass, IReadOnlyList<ChosenUser> Users, IReadOnlyList<ChosenPool> Pools);

/// <summary>Looks at the licenses of some users of a customer, for whoever may change them.</summary>
public sealed class LicensePlans(KontorDb db, LicenseGate gate, LicensePools pools, MoreLicenses more)
{
    /// <summary>A customer with more SKUs than that chooses some by the API.</summary>
    private static readonly PageRequest Every = new(PageRequest.MaxSize, null);

    public async Task<Result<LicensePlan>> Of(
        Actor actor, TenantId customer, IReadOnlyCollection<UserId> users, CancellationToken cancel)
    {
        var may = await gate.May(actor, customer, OnBehalfWork.AssignLicenses, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var asked = LicenseRules.MayAsk(users.Count, products: 1);
        if (!asked.IsGranted)
        {
            return asked;
        }

        var entered = await gate.Enter(actor, customer, OnBehalfWork.SeeUsers, cancel);
        if (entered.ValueOrNull is not { } pass)
        {
            return entered.Decision;
        }

        Guid[] ids = [.. users.Select(user => user.Value)];
        var known = await db.Set<User>().AsNoTracking()
            .Where(user => user.TenantId == customer && ids.Contains(user.Id))
            .Select(user => new ChosenUser(new UserId(user.Id), user.FullName, user.DeactivatedAt == null))
            .ToDictionaryAsync(user => user.Id, cancel);
        if (known.Count < users.Count)
        {
            return AccessReasons.UserNotFound;
        }

        return new LicensePlan(pass, [.. users.Select(user => known[user])], await Pools(actor, customer, ids, cancel));
    }

    private async Task<IReadOnlyList<ChosenPool>> Pools(
        Actor actor, TenantId customer, Guid[] users, CancellationToken cancel)
    {
        var all = (await pools.List(customer, new PoolFilter(), Every, cancel)).Items;
        var have = await db.AssignedLicenses
            .Where(license => license.CustomerId == customer && users.Contains(license.UserId))
            .GroupBy(license => new { license.ProductId, license.SkuId })
            .Select(same => new { same.Key.ProductId, same.Key.SkuId, Count = same.Count() })
            .ToDictionaryAsync(same => new LicenseSku(same.ProductId, same.SkuId), same => same.Count, cancel);
        var ways = await more.Of(actor.TenantId, customer, all.Select(pool => pool.Sku), cancel);
        return
        [
            .. all.Select(pool => new ChosenPool(
                pool, have.GetValueOrDefault(pool.Sku), ways.GetValueOrDefault(pool.Sku, WayToMore.Ask))),
        ];
    }
}
