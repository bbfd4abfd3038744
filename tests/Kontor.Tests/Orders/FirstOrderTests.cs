using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Orders;

/// <summary>What is ordered together with a customer that is being made.</summary>
public sealed class FirstOrderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "REL-62")]
    [Trait("Rule", "CAT-24")]
    public async Task The_customer_is_made_and_its_first_order_names_the_reseller_it_is_made_for()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();

        var started = (await Starts(world, chain.Provider.GlobalAdmin, Attested(chain), Line(3))).ValueOrNull!;

        var customer = started.Made.Tenant.Id;
        Assert.True(started.NotOrdered.IsGranted);
        await using var db = world.Db();
        var order = await db.Orders.SingleAsync(Cancel);
        Assert.Equal((chain.Provider.Id, customer), (order.PartnerId, order.CustomerId));
        Assert.Equal(chain.Reseller.NetworkId, (await db.OrderLines.SingleAsync(Cancel)).PartnerOfRecord);
        var sold = await db.Subscriptions.SingleAsync(Cancel);
        Assert.Equal((chain.Reseller.Id, 3, SubscriptionState.Active), (sold.ResellerId!.Value, sold.Quantity, sold.State));
        Assert.Equal(32_40, (await db.CreditAccounts.SingleAsync(Cancel)).ExposureUnits);
        Assert.Equal(
            ["CustomerAgreementAttested", "CustomerMade", "OrderPlaced"],
            (await db.ActivityRecords.Where(r => r.CustomerId == customer).Select(r => r.Action).ToListAsync(Cancel)).Order());
        var signedIn = await world.Does((SignIn use) => use.Handle("admin@bakery.kontor.example", started.Made.Admin.Password, Cancel));
        Assert.Equal(customer, signedIn.ValueOrNull!.TenantId);
        Assert.Empty(await InCart(world, chain.Provider.GlobalAdmin, customer));
    }

    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "BIL-72")]
    public async Task An_order_that_exceeds_the_credit_leaves_the_customer_its_password_and_a_full_cart()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain(creditUsd: 20);
        await world.Seat();

        var started = (await Starts(world, chain.Provider.GlobalAdmin, Attested(chain), Line(3))).ValueOrNull!;

        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], started.NotOrdered.Reasons.Select(reason => reason.Code));
        Assert.Empty(started.Orders);
        var signedIn = await world.Does((SignIn use) => use.Handle("admin@bakery.kontor.example", started.Made.Admin.Password, Cancel));
        Assert.True(signedIn.Decision.IsGranted);
        Assert.Equal(3, Assert.Single(await InCart(world, chain.Provider.GlobalAdmin, started.Made.Tenant.Id)));
        await using var db = world.Db();
        Assert.Equal(0, await db.Orders.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "BIL-16")]
    public async Task Of_two_frequencies_the_one_that_fits_is_ordered_and_the_other_waits()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain(creditUsd: 100);
        await world.Seat();

        var started = (await Starts(
            world, chain.Provider.GlobalAdmin, Attested(chain),
            Line(1), Line(2) with { Id = 1, BillingCycle = BillingCycle.Annual })).ValueOrNull!;

        Assert.Equal(BillingCycle.Monthly, Assert.Single(started.Orders).Order.BillingCycle);
        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], started.NotOrdered.Reasons.Select(reason => reason.Code));
        Assert.Equal(2, Assert.Single(await InCart(world, chain.Provider.GlobalAdmin, started.Made.Tenant.Id)));
    }

    [Fact]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "CAT-13")]
    [Trait("Rule", "ROL-10")]
    public async Task What_can_never_be_bought_so_or_by_this_user_makes_no_customer()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat(most: 300);
        var admin = chain.Provider.GlobalAdmin;

        Assert.Equal(["OFFER_QUANTITY_TOO_LARGE"], await Against(admin, Line(301)));
        Assert.Equal(["OFFER_QUANTITY_TOO_SMALL"], await Against(admin, Line(0)));
        Assert.Equal(["ORDER_ITEM_MALFORMED"], await Against(admin, Line(1) with { CatalogItemId = "<b>" }));
        Assert.Equal(["CATALOG_PRODUCT_UNKNOWN"], await Against(admin, Line(1) with { CatalogItemId = "NONE:0001:AVAILDE00001" }));
        Assert.Equal(["ROLE_LACKS_PERMISSION"], await Against(chain.Provider.As(Role.UserManagementAdmin), Line(1), accepted: false));
        Assert.Equal(["RESELLER_MAY_NOT_MAKE_CUSTOMERS"], await Against(chain.Reseller.GlobalAdmin, Line(1)));
        await using var db = world.Db();
        Assert.Equal(0, await db.Tenants.CountAsync(t => t.DefaultDomain == "bakery.kontor.example", Cancel));
        Assert.Equal((0, 0), (await db.Orders.CountAsync(Cancel), await db.Carts.CountAsync(Cancel)));

        async Task<string[]> Against(Actor actor, CartLine line, bool accepted = true) =>
            [.. (await Starts(world, actor, accepted ? Attested(chain) : World.Wanted(reseller: chain.Reseller), line)).Decision.Reasons.Select(reason => reason.Code)];
    }

    [Fact]
    [Trait("Rule", "CUS-62")]
    public async Task Of_several_that_send_the_same_at_once_one_makes_the_customer_and_the_order()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            Starts(world, chain.Provider.GlobalAdmin, Attested(chain), Line(3)))));

        Assert.Single(Assert.Single(results, result => result.Decision.IsGranted).ValueOrNull!.Orders);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Contains(
                result.Decision.Reasons[0].Code, (string[])["CUSTOMER_DOMAIN_TAKEN", "CUSTOMER_IS_LISTED"]));
        await using var db = world.Db();
        Assert.Equal((1, 1), (await db.Orders.CountAsync(Cancel), await db.Carts.CountAsync(Cancel)));
        Assert.Equal(32_40, (await db.CreditAccounts.SingleAsync(Cancel)).ExposureUnits);
    }

    [Theory]
    [InlineData(true, true, "DE", "OFFICE")]
    [InlineData(true, false, "DE", "OFFICE", "CHAIN_UNSUPPORTED")]
    [InlineData(false, true, "DE", "OFFICE", "CUSTOMER_AGREEMENT_MISSING")]
    [InlineData(true, true, "NL", "OFFICE", "OFFER_NOT_IN_CUSTOMER_COUNTRY")]
    [InlineData(true, true, "DE", "SCHOOL", "OFFER_SEGMENT_NOT_ALLOWED")]
    [InlineData(false, true, "NL", "SCHOOL", "CUSTOMER_AGREEMENT_MISSING")]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "AGR-20")]
    [Trait("Rule", "CAT-04")]
    [Trait("Rule", "CAT-60")]
    public async Task What_is_said_before_the_customer_is_made_is_what_an_order_is_told_afterwards(
        bool accepted, bool forReseller, string market, string product, string? first = null)
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var items = new Dictionary<string, string>
        {
            ["OFFICE"] = await world.Seat(),
            ["SCHOOL"] = await world.Seat("SCHOOL", segment: Segment.Education),
        };
        var admin = chain.Provider.GlobalAdmin;
        var wanted = World.Wanted(
            market: market, reseller: forReseller ? chain.Reseller : null, acceptedOn: accepted ? new(2026, 3, 1) : null);
        wanted = wanted with { Profile = wanted.Profile with { PostalCode = market == "NL" ? "1011 AB" : "24103" } };
        var line = Line(2) with { CatalogItemId = items[product] };

        var before = (await Opens(world, admin, wanted, line)).ValueOrNull!;
        var customer = await world.MadeCustomer(chain.Provider, wanted);
        var named = line with { PartnerOfRecord = forReseller ? chain.Reseller.NetworkId : null };
        var after = (await world.Does((Carts use) => use.Create(admin, customer.Id, [named], Cancel))).ValueOrNull!;

        var (draft, made) = (Assert.Single(before.Lines), Assert.Single(after.Lines));
        Assert.Equal(made.Decision, draft.Decision);
        Assert.Equal(first, made.Decision.Reasons.FirstOrDefault()?.Code);
        Assert.Equal(made.Priced?.Price.Exact, draft.Priced?.Price.Exact);
        Assert.Equal(named, draft.Line);
    }

    [Fact]
    [Trait("Rule", "REL-62")]
    [Trait("Rule", "BIL-70")]
    public async Task Looking_changes_nothing_and_tells_nothing_of_strangers()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain(creditUsd: 20);
        var stranger = await world.Reseller();
        await world.Seat();
        var unknown = World.Wanted(reseller: stranger, acceptedOn: new(2026, 3, 1));

        var looked = (await Opens(world, chain.Provider.GlobalAdmin, Attested(chain), Line(3))).ValueOrNull!;
        var refused = await Opens(world, chain.Provider.GlobalAdmin, unknown, Line(3));

        Assert.Equal(["RESELLER_NOT_CONNECTED"], refused.Decision.Reasons.Select(reason => reason.Code));
        Assert.True(looked.MayOrder.IsGranted);
        Assert.Equal(new Money(32_40, Currency.Usd), looked.Taken);
        Assert.Equal(["CREDIT_LIMIT_EXCEEDED"], looked.MayGoOn.Reasons.Select(reason => reason.Code));
        await using var db = world.Db();
        Assert.Equal((0, 0), (await db.Carts.CountAsync(Cancel), await db.Orders.CountAsync(Cancel)));
        Assert.Empty(await world.Mails());
    }

    private static NewCustomer Attested(TradingChain chain) =>
        World.Wanted(reseller: chain.Reseller, acceptedOn: new(2026, 3, 1));

    private static CartLine Line(int quantity) =>
        new(0, World.SeatItem, quantity, null, BillingCycle.Monthly, "P1Y", null);

    private static Task<Result<StartedCustomer>> Starts(
        World world, Actor actor, NewCustomer wanted, params CartLine[] lines) =>
        world.Does((CreateCustomerWithOrder use) => use.Handle(actor, wanted, lines, Cancel));

    private static Task<Result<FirstOrder>> Opens(World world, Actor actor, NewCustomer wanted, params CartLine[] lines) =>
        world.Does((FirstOrders query) => query.Open(actor, wanted, lines, Cancel));

    private static async Task<int[]> InCart(World world, Actor actor, TenantId customer) =>
    [
        .. (await world.Does((MyCart cart) => cart.Find(actor, customer, Cancel))).ValueOrNull!.Lines.Select(line => line.Line.Quantity),
    ];
}
