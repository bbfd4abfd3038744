using Kontor.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Accounts;

public sealed class TenantTests
{
    [Fact]
    [Trait("Rule", "ACC-50")]
    public async Task The_country_of_a_tenant_cannot_be_changed()
    {
        await using var world = await World.Create();
        var partner = await world.Provider("DE");
        await using var db = world.Db();
        var tenant = await db.Tenants.SingleAsync(t => t.Id == partner.Id, TestContext.Current.CancellationToken);

        db.Entry(tenant).Property(t => t.Market).CurrentValue = "FR";

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }
}
