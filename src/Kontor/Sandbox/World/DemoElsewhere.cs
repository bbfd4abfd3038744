using Kontor.Catalog;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>
/// What customers of the demo world did not buy from partners: seats of the catalog under an agreement with the vendor, which
/// the customer lets its reseller support, and metered use of another publisher (MUL-21, MUL-22).
/// </summary>
internal sealed class DemoElsewhere(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const int VendorEnters = 330;
    private const int CustomerLets = 331;
    private const string Seats = "Visio Plan 1";

    private static readonly TimeSpan Noon = TimeSpan.FromHours(12.5);

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        var (customer, metering) = (inhabitants["customer"], inhabitants["customer2"]);
        OutsideSubscription? agreement = null;
        year.Also(VendorEnters, Noon, async cancel =>
        {
            agreement = await Enter(customer, await AgreementOf(cancel), cancel);
            await Enter(metering, Metering, cancel);
        });
        year.Also(CustomerLets, Noon, cancel => useCases.Do((OutsideSupport use) =>
            use.Add(customer.GlobalAdmin, agreement!.Id, inhabitants["reseller"].Id, cancel)));
    }

    private static OutsideWish Metering => new(
        OutsideChannel.ThirdParty, "Getijde Monitoring", "Getijde Software B.V.", null, null, 1, BillingType.Usage, "GM-20871",
        "Kadewerk ICT-diensten B.V.", new DateOnly(2025, 3, 1), null);

    private async Task<OutsideWish> AgreementOf(CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        var sku = await scope.ServiceProvider.GetRequiredService<KontorDb>().Set<Sku>()
            .Where(s => s.Title == Seats)
            .OrderBy(s => s.ProductId).ThenBy(s => s.SkuId)
            .FirstAsync(cancel);
        return new(
            OutsideChannel.EnterpriseAgreement, null, null, sku.ProductId, sku.SkuId, 25, null, "EA-40183", null,
            new DateOnly(2024, 7, 1), null);
    }

    private Task<OutsideSubscription> Enter(Inhabitant customer, OutsideWish wish, CancellationToken cancel) =>
        useCases.Do((KeepOutsideSubscriptions use) =>
            use.Enter(inhabitants["vendor"].As(Role.ProgramOperator), customer.Id, wish, cancel));
}
