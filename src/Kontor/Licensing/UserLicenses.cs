using Kontor.Catalog;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Licensing;

/// <summary>A license that a user has.</summary>
public sealed record HeldLicense(LicenseSku Sku, string Title, DateTimeOffset AssignedAt);

/// <summary>Which licenses users have, asked for all of a page at once.</summary>
public sealed class UserLicenses(KontorDb db)
{
    /// <summary>By user, in the order of their titles; who has none is left out.</summary>
    /// <param name="customer">In whose tenant.</param>
    /// <param name="users">Of whom.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<ILookup<UserId, HeldLicense>> Of(
        TenantId customer, IEnumerable<UserId> users, CancellationToken cancel)
    {
        Guid[] ids = [.. users.Select(user => user.Value)];
        var rows = await (
            from license in db.AssignedLicenses.AsNoTracking()
            join sku in db.Set<Sku>() on new { license.ProductId, license.SkuId } equals new { sku.ProductId, sku.SkuId }
            where license.CustomerId == customer && ids.Contains(license.UserId)
            orderby sku.Title, license.ProductId, license.SkuId
            select new { license, sku.Title })
            .ToListAsync(cancel);
        return rows.ToLookup(
            row => new UserId(row.license.UserId),
            row => new HeldLicense(row.license.Sku, row.Title, row.license.AssignedAt));
    }
}
