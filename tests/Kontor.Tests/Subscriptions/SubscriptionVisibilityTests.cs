using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Subscriptions;

public sealed class SubscriptionVisibilityTests
{
    private static readonly TenantId Seller = new(Guid.NewGuid());
    private static readonly TenantId Reseller = new(Guid.NewGuid());
    private static readonly TenantId Customer = new(Guid.NewGuid());
    private static readonly TenantId Other = new(Guid.NewGuid());

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "ACC-11")]
    public void Each_sees_what_is_theirs()
    {
        Assert.Equal(SubscriptionView.Everything, View(Seller, TenantKind.Partner));
        Assert.Equal(SubscriptionView.WithoutCost, View(Reseller, TenantKind.Partner));
        Assert.Equal(SubscriptionView.WithoutCost, View(Customer, TenantKind.Customer));
        Assert.Equal(SubscriptionView.Entry, View(Other, TenantKind.Partner, isPartnerOfCustomer: true));
        Assert.Equal(SubscriptionView.Nothing, View(Other, TenantKind.Partner));
        Assert.Equal(SubscriptionView.Nothing, View(Other, TenantKind.Customer));
        Assert.Equal(SubscriptionView.Everything, View(Other, TenantKind.Operator));
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-22")]
    public async Task The_list_and_the_single_view_agree_for_everybody()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        var supporter = await world.Reseller();
        await world.Relationship(supporter, chain.Customer, RelationshipKind.IndirectReseller);
        var stranger = await world.Provider();
        await using var db = world.Db();
        var id = (await db.Subscriptions.SingleAsync()).Id;

        foreach (var (who, view) in new[]
        {
            (chain.Provider, SubscriptionView.Everything), (chain.Reseller, SubscriptionView.WithoutCost),
            (chain.Customer, SubscriptionView.WithoutCost), (supporter, SubscriptionView.Entry),
            (stranger, SubscriptionView.Nothing), (await world.Customer(), SubscriptionView.Nothing),
        })
        {
            var single = await world.Does((SubscriptionQueries query) => query.Find(who.GlobalAdmin, id, CancellationToken.None));
            var list = await world.Does((SubscriptionQueries query) =>
                query.List(who.GlobalAdmin, chain.Customer.Id, PageRequest.First, CancellationToken.None));

            Assert.Equal(view, single?.View ?? SubscriptionView.Nothing);
            Assert.Equal(view, list.Items.SingleOrDefault()?.View ?? SubscriptionView.Nothing);
        }
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    public void Nobody_but_seller_and_vendor_is_told_a_price()
    {
        var subscription = new Subscription
        {
            PartnerId = Seller,
            Id = new(Guid.NewGuid()),
            CustomerId = Customer,
            ResellerId = Reseller,
            OrderId = new(Guid.NewGuid()),
            ProductId = "P",
            SkuId = "S",
            AvailabilityId = "A",
            Title = "Office suite",
            FriendlyName = "Desks",
            PublisherName = "Vendor",
            IsFirstParty = true,
            IsTrial = false,
            BillingType = BillingType.License,
            BillingCycle = BillingCycle.Monthly,
            Quantity = 1,
            UnitPrice = 9.5m,
            Currency = Currency.Eur,
            State = SubscriptionState.Active,
            AutoRenew = true,
            CreatedAt = DateTimeOffset.UnixEpoch,
            TermFrom = new DateOnly(2026, 1, 1),
            Version = 1,
        };

        foreach (var view in new[] { SubscriptionView.Entry, SubscriptionView.WithoutCost, SubscriptionView.Everything })
        {
            var body = SubscriptionBody.From(new VisibleSubscription(subscription, view));

            Assert.Equal(view == SubscriptionView.Everything ? 9.5m : null, body.UnitPrice);
            Assert.Equal(view == SubscriptionView.Entry ? null : "Desks", body.FriendlyName);
            Assert.Equal("Office suite", body.Title);
        }
    }

    private static SubscriptionView View(TenantId who, TenantKind kind, bool isPartnerOfCustomer = false) =>
        SubscriptionVisibility.Of(who, kind, Seller, Reseller, Customer, isPartnerOfCustomer);
}
