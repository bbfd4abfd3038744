using Kontor.Accounts;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

public sealed partial class World
{
    private Actor? _keeper;

    /// <summary>Seats of the catalog under an agreement with the vendor, since the beginning of the year.</summary>
    public static OutsideWish Enterprise(int quantity = 4, string? contract = "EA-1") => new(
        OutsideChannel.EnterpriseAgreement, null, null, SeatSku.ProductId, SeatSku.SkuId, quantity, null, contract, null,
        new DateOnly(2026, 1, 1), null);

    /// <summary>Something that the catalog does not know, from somebody who is no partner.</summary>
    public static OutsideWish FromThirdParty(string seller = "Harbor Software Ltd", BillingType billing = BillingType.Usage) => new(
        OutsideChannel.ThirdParty, "Tide monitoring", "Tide Works", null, null, 1, billing, "T-77", seller,
        new DateOnly(2026, 1, 1), null);

    /// <summary>The operator who keeps what customers bought elsewhere.</summary>
    public async Task<Actor> Keeper() => _keeper ??= (await Vendor()).As(Role.ProgramOperator);

    /// <summary>The operator enters what a customer bought elsewhere; without a wish what the catalog does not know.</summary>
    public async Task<Result<OutsideSubscription>> Enters(Participant customer, OutsideWish? wish = null)
    {
        var keeper = await Keeper();
        return await Does((KeepOutsideSubscriptions use) => use.Enter(keeper, customer.Id, wish ?? FromThirdParty(), Stop));
    }

    public async Task<Result<OutsideSubscription>> Corrects(OutsideSubscription held, OutsideCorrection wish, int? version = null)
    {
        var keeper = await Keeper();
        return await Does((KeepOutsideSubscriptions use) => use.Correct(keeper, held.Id, wish, version, Stop));
    }

    public async Task<Result<OutsideSubscription>> EndsOutside(OutsideSubscription held, int? version = null)
    {
        var keeper = await Keeper();
        return await Does((KeepOutsideSubscriptions use) => use.End(keeper, held.Id, version, Stop));
    }

    /// <summary>An entry as somebody finds it.</summary>
    public Task<Result<OutsideSubscription>> OutsideSeenBy(Actor reader, OutsideSubscription held) =>
        Does((OutsideSubscriptionQueries q) => q.Find(reader, held.Id, Stop));

    /// <summary>Somebody lets a partner support what was bought elsewhere.</summary>
    public Task<Result<OutsideSubscription>> AddsSupporter(Actor actor, OutsideSubscription held, Participant partner) =>
        Does((OutsideSupport use) => use.Add(actor, held.Id, partner.Id, Stop));

    /// <summary>The SKU of a product that <see cref="Seat"/> made is metered from now on.</summary>
    public async Task IsUsageSku(string productId)
    {
        await using var db = Db();
        await db.Database.ExecuteSqlAsync($"update skus set billing_type = 'Usage' where product_id = {productId}");
    }

    /// <summary>From now on partners manage only what they have sold.</summary>
    public async Task TurnsMultiChannelOff()
    {
        var keeper = await Keeper();
        var off = ProgramPolicy.Default.FeaturesOff.SetItem(Cloud.Public, [CloudFeature.MultiChannel]);
        var changed = await Does((ChangePolicy use) =>
            use.Handle(keeper, ProgramPolicy.Default with { FeaturesOff = off }, 0, Stop));
        Assert.True(changed.Decision.IsGranted);
    }
}
