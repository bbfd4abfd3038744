using Kontor.Access;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Licensing;

/// <summary>
/// CAT-51: a deactivated user's licenses are free for others at once, and are remembered; who comes back within thirty
/// days gets those back of which some are left. It happens in the transaction of the change, with the tenant held.
/// </summary>
public sealed class LicensesOfLeavers(KontorDb db, LicensePools pools) : IUserBelongings
{
    public async Task Free(Actor actor, User user, DateTimeOffset now, CancellationToken cancel)
    {
        var held = await db.AssignedLicenses.Where(license => license.UserId == user.Id).ToListAsync(cancel);
        var known = await pools.Of(user.TenantId, [.. held.Select(license => license.Sku)], cancel);
        db.RemoveRange(held);
        foreach (var license in held)
        {
            db.Add(new FreedLicense
            {
                CustomerId = user.TenantId,
                UserId = user.Id,
                ProductId = license.ProductId,
                SkuId = license.SkuId,
            });
            db.Record(actor, "LicenseFreed", user.UserId.ToString(), null, Details(user, license.Sku, known), now);
        }
    }

    public async Task GiveBack(
        Actor actor, User user, DateTimeOffset deactivatedAt, DateTimeOffset now, CancellationToken cancel)
    {
        var freed = await db.FreedLicenses.Where(license => license.UserId == user.Id).ToListAsync(cancel);
        var known = await pools.Of(user.TenantId, [.. freed.Select(license => license.Sku)], cancel);
        db.RemoveRange(freed);
        foreach (var sku in freed.Select(license => license.Sku).Where(_ => LicenseRules.ComeBack(deactivatedAt, now)))
        {
            if (known.GetValueOrDefault(sku) is not { Available: > 0 })
            {
                continue;
            }

            db.Add(new AssignedLicense
            {
                CustomerId = user.TenantId,
                UserId = user.Id,
                ProductId = sku.ProductId,
                SkuId = sku.SkuId,
                AssignedAt = now,
            });
            db.Record(actor, "LicenseGivenBack", user.UserId.ToString(), null, Details(user, sku, known), now);
        }
    }

    /// <summary>What nobody sells any more has no title in the pools; its id names it then.</summary>
    private static object Details(User user, LicenseSku sku, IReadOnlyDictionary<LicenseSku, LicensePool> known) =>
        new { user.UserName, Product = known.GetValueOrDefault(sku)?.Title ?? $"{sku}", sku.ProductId, sku.SkuId };
}
