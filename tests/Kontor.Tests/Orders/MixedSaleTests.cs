using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Kontor.Tests.Catalog;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Orders;

/// <summary>What is sold beside the vendor's seats, and by more than one partner.</summary>
public sealed class MixedSaleTests : IAsyncLifetime
{
    private static readonly ListedRow Office = new() { Product = "OFFICE" };

    private static readonly ListedRow Signing = new() { Product = "SIGNING", Publisher = "Fjordkode", Tags = "SaaS" };

    private static readonly ListedRow Cloud =
        new() { Product = "CLOUD", Term = "", Plan = "None", Currency = "USD", Price = "0.00", Tags = "Plan" };

    private World _world = null!;
    private TradingChain _chain = null!;
    private Participant _direct = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        await _world.Imported(await _world.Vendor(), ListedRow.List(Office, Signing, Cloud));
        _chain = await _world.TradingChain();
        _direct = await _world.DirectPartner();
        await _world.Credit(_direct, 100_000);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Trait("Rule", "ACC-08")]
    [Trait("Rule", "CAT-02")]
    public async Task Providers_and_direct_partners_order_what_others_publish_like_what_the_vendor_does()
    {
        await _world.Relationship(_direct, _chain.Customer, RelationshipKind.Reseller);

        var byProvider = await _world.Orders(_chain, ItemOf(Signing));
        var byDirect = await _world.Orders(_direct.GlobalAdmin, _chain.Customer, null, ItemOf(Signing));

        Assert.Empty(byProvider.Result!.Decision.Reasons);
        Assert.Empty(byDirect.Result!.Decision.Reasons);
        await using var db = _world.Db();
        var bought = await db.Subscriptions.ToListAsync(Cancel);
        Assert.Equal(2, bought.Count);
        Assert.All(bought, one => Assert.Equal(("Fjordkode", false), (one.PublisherName, one.IsFirstParty)));
    }

    [Fact]
    [Trait("Rule", "ENR-51")]
    [Trait("Rule", "ENR-52")]
    public async Task A_moving_partner_orders_for_its_direct_customers_and_not_for_those_it_gained_as_reseller()
    {
        var gained = await _world.Customer();
        await _world.Enrolled(_direct, PartnerType.Reseller, EnrolmentState.Active);
        await _world.Relationship(_direct, _chain.Customer, RelationshipKind.Reseller);
        await _world.Relationship(_direct, gained, RelationshipKind.IndirectReseller);

        var ofOld = await _world.Orders(_direct.GlobalAdmin, _chain.Customer, null, ItemOf(Signing));
        var ofNew = await _world.Orders(_direct.GlobalAdmin, gained, null, ItemOf(Signing));

        Assert.Empty(ofOld.Result!.Decision.Reasons);
        Assert.Contains("RELATIONSHIP_MISSING", ofNew.Result!.Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    public async Task Nobody_sells_what_others_publish_to_its_own_organization_or_to_an_affiliate_either()
    {
        var own = await _world.Customer(ofSame: _direct);
        var affiliate = await _world.Customer(affiliateOf: _direct);
        foreach (var customer in (Participant[])[own, affiliate])
        {
            await _world.Relationship(_direct, customer, RelationshipKind.Reseller);
            await _world.AcceptedAgreement(customer);
        }

        foreach (var item in (string[])[ItemOf(Office), ItemOf(Signing)])
        {
            Assert.Equal(["SELF_SALE"], await Refusals(own, item));
            Assert.Equal(["AFFILIATE_SALE"], await Refusals(affiliate, item));
        }
    }

    [Fact]
    [Trait("Rule", "MUL-01")]
    [Trait("Rule", "MUL-02")]
    [Trait("Rule", "SCN-02")]
    public async Task One_partner_sells_the_office_and_another_the_cloud_and_each_may_sell_the_others_too()
    {
        await _world.Orders(_chain, ItemOf(Office));
        await _world.Orders(_chain, ItemOf(Cloud));
        var before = await Bought();
        await _world.Relationship(_direct, _chain.Customer, RelationshipKind.Reseller);

        var second = await _world.Orders(_direct.GlobalAdmin, _chain.Customer, null, ItemOf(Cloud));

        Assert.Empty(second.Result!.Decision.Reasons);
        var after = await Bought();
        Assert.Equal(["CLOUD", "OFFICE"], before.Select(one => one.ProductId).Order());
        Assert.All(before, one => Assert.Contains(one, after));
        var added = Assert.Single(after.Except(before));
        Assert.Equal(("CLOUD", _direct.Id), (added.ProductId, added.PartnerId));
    }

    private static string ItemOf(ListedRow row)
    {
        var availability = AvailabilityIds.Of(row.Product, row.Sku, row.Market, Segment.Commercial, row.Currency);
        return $"{row.Product}:{row.Sku}:{availability}";
    }

    private async Task<List<Held>> Bought()
    {
        await using var db = _world.Db();
        var bought = await db.Subscriptions.ToListAsync(Cancel);
        return [.. bought.Select(one => new Held(
            one.Id, one.ProductId, one.PartnerId, one.PartnerOfRecord, one.Quantity, one.State, one.TermUntil))];
    }

    private async Task<IEnumerable<string>> Refusals(Participant customer, string item)
    {
        var outcome = await _world.Orders(_direct.GlobalAdmin, customer, null, item);
        return outcome.Result!.Decision.Reasons.Select(reason => reason.Code);
    }

    /// <summary>What another partner's sale must leave as it is.</summary>
    private sealed record Held(
        SubscriptionId Id, string ProductId, TenantId PartnerId, string? PartnerOfRecord, int Quantity,
        SubscriptionState State, DateOnly? TermUntil);
}
