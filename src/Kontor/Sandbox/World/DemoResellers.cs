using Kontor.Billing;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>
/// What a provider of the demo world decides about its resellers: terms for two of them, one of which were others before
/// (BIL-02, BIL-04), and a request to one of its customers, to let a reseller manage it that does not have it yet (REL-60).
/// </summary>
internal sealed class DemoResellers(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const int FirstTerms = 120;
    private const int LaterTerms = 323;
    private const int Asks = 345;

    private const string Other = "isargrund";

    private static readonly TimeSpan Noon = TimeSpan.FromHours(12.2);

    /// <summary>Puts what it does among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        var (provider, reseller, other) = (inhabitants["provider"], inhabitants["reseller"], inhabitants[Other]);
        year.Also(FirstTerms, Noon, cancel => Grant(
            provider, reseller, new ResellerTermsWish(14, 2_000m, ResellerBilling.Reseller), cancel));
        year.Also(LaterTerms, Noon, cancel => Grant(
            provider, reseller, new ResellerTermsWish(30, 25_000m, ResellerBilling.CustomersByReseller), cancel));
        year.Also(LaterTerms, Noon, cancel => Grant(
            provider, other, new ResellerTermsWish(14, 100m, ResellerBilling.CustomersForReseller), cancel));
        year.Also(Asks, Noon, async cancel =>
        {
            if (await CustomerWithout(provider, reseller, cancel) is { } customer)
            {
                await useCases.Do((GiveCustomers use) =>
                    use.Handle(provider.As(Role.AdminAgent), reseller.Id, [customer], asksRights: false, cancel));
            }
        });
    }

    private async Task Grant(Inhabitant provider, Inhabitant reseller, ResellerTermsWish wanted, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        var partnership = await scope.ServiceProvider.GetRequiredService<KontorDb>().Partnerships
            .Where(p => p.ProviderId == provider.Id && p.ResellerId == reseller.Id && p.EndedAt == null)
            .Select(p => (PartnershipId?)p.Id)
            .SingleOrDefaultAsync(cancel);
        if (partnership is { } id)
        {
            await useCases.Do((SetResellerTerms use) =>
                use.Handle(provider.As(Role.BillingAdmin), id, wanted, version: null, cancel));
        }
    }

    /// <summary>The first by name of the provider's customers in the reseller's region that the reseller does not have.</summary>
    private async Task<TenantId?> CustomerWithout(Inhabitant provider, Inhabitant reseller, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        var its = db.CustomerRelationships.Where(r => r.PartnerId == reseller.Id && r.EndedAt == null);
        return await db.CustomerRelationships
            .Where(r => r.PartnerId == provider.Id && r.EndedAt == null && r.CustomerMarket == "DE")
            .Where(r => !its.Any(x => x.CustomerId == r.CustomerId))
            .OrderBy(r => r.CustomerNameKey)
            .Select(r => (TenantId?)r.CustomerId)
            .FirstOrDefaultAsync(cancel);
    }
}
