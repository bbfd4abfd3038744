using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>
/// Who supports what in the demo world beside those that sold it. Provider and reseller say how their support is reached
/// (SUP-02); the provider lets its reseller support one subscription of the customer (SUP-04), and the customer lets the
/// reseller support another one beside the provider (MUL-26).
/// </summary>
internal sealed class DemoSupport(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const int BothSayHow = 321;
    private const string Hours = "Mo–Fr 8–18 Uhr";

    private const string ByReseller = "Verwaltung";
    private const int ProviderChooses = 322;

    private const string ByBoth = "Technischer Dienst";
    private const int CustomerAdds = 327;

    private static readonly TimeSpan Morning = TimeSpan.FromHours(10.75);

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        var (provider, reseller, customer) = (inhabitants["provider"], inhabitants["reseller"], inhabitants["customer"]);
        foreach (var partner in new[] { provider, reseller })
        {
            var said = new SupportContact("Service Desk", $"support@{partner.Plan.Domain}", partner.Plan.Phone, "", Hours);
            year.Also(BothSayHow, Morning, cancel => useCases.Do((WriteCompanyProfile use) =>
                use.Support(partner.GlobalAdmin, said, cancel)));
        }

        year.Also(ProviderChooses, Morning, async cancel =>
        {
            var subscription = await Called(customer, ByReseller, cancel);
            await useCases.Do((ChooseSupportContact use) =>
                use.Handle(provider.As(Role.HelpdeskAgent), subscription, reseller.Id, version: null, cancel));
        });
        year.Also(CustomerAdds, Morning, async cancel =>
        {
            var subscription = await Called(customer, ByBoth, cancel);
            await useCases.Do((ChangeSupporters use) => use.Add(customer.GlobalAdmin, subscription, reseller.Id, cancel));
        });
    }

    private async Task<SubscriptionId> Called(Inhabitant customer, string name, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KontorDb>().Subscriptions
            .Where(s => s.CustomerId == customer.Id && s.FriendlyName == name)
            .Select(s => s.Id)
            .SingleAsync(cancel);
    }
}
