using Kontor.Activity;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Orders;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Billing;

/// <summary>ACC-48, BIL-81: how a partner says where its bills go.</summary>
public sealed class BillingProfileTests
{
    private static readonly BillingContact Contact = new("Ada", "Byron", "bills@weserufer.example", "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "BIL-81")]
    public async Task A_vat_id_counts_from_the_next_cycle_and_what_was_stays_until_then()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var today = DateOnly.FromDateTime(world.Now.UtcDateTime);
        var admin = provider.As(Role.BillingAdmin);

        var first = (await Write(world, admin, "DE 111 111 111")).ValueOrNull!;
        Assert.Equal((null, "111111111"), (first.Counting?.Number, first.Coming?.Number));
        Assert.Equal(BillingProfileRules.NextCycle(today), first.Coming!.CountsFrom);

        world.Clock.Advance(TimeSpan.FromDays(31));
        var changed = (await Write(world, admin, "222222222")).ValueOrNull!;
        var corrected = (await Write(world, admin, "333333333")).ValueOrNull!;

        Assert.Equal(("111111111", "222222222"), (changed.Counting?.Number, changed.Coming?.Number));
        Assert.Equal(("111111111", "333333333"), (corrected.Counting?.Number, corrected.Coming?.Number));
        await using var db = world.Db();
        Assert.Equal(2, await db.Set<VatId>().CountAsync(Cancel));
        var log = await db.ActivityRecords.Where(r => r.Action == "BillingProfileChanged").ToListAsync(Cancel);
        Assert.Equal(3, log.Count);
        Assert.All(log, record => Assert.DoesNotContain("3333", record.Details, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "BIL-81")]
    public async Task In_the_union_it_is_changed_and_not_taken_away_elsewhere_it_may_go()
    {
        await using var world = await World.Create();
        var (german, american) = (await world.Provider(), await world.Provider("US"));
        await Write(world, german.As(Role.GlobalAdmin), "DE123456789");
        await Write(world, american.As(Role.GlobalAdmin), "12-3456789");

        var kept = await Write(world, german.As(Role.GlobalAdmin), "");
        var gone = await Write(world, american.As(Role.GlobalAdmin), "");

        Assert.Equal("VAT_ID_NEEDED", kept.Decision.Reasons.Single().Code);
        Assert.Equal("", gone.ValueOrNull!.LastVatId);
        Assert.False(gone.ValueOrNull.LacksVatId);
    }

    [Fact]
    [Trait("Rule", "BIL-81")]
    public async Task A_partner_in_the_union_orders_once_it_has_given_one()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await using (var db = world.Db())
        {
            await db.Set<VatId>().ExecuteDeleteAsync(Cancel);
        }

        var refused = await world.Orders(chain);
        await Write(world, chain.Provider.As(Role.GlobalAdmin), "DE123456789");
        var placed = await world.Orders(chain);

        Assert.Equal(OrderReasons.VatIdMissing.Code, refused.Result!.Decision.Reasons.Single().Code);
        Assert.NotNull(placed.Result!.ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "BIL-80")]
    [Trait("Rule", "BIL-81")]
    public async Task Elsewhere_a_partner_needs_none_wherever_its_customer_is()
    {
        await using var world = await World.Create();
        var (swiss, reseller, german) = (await world.Provider("CH"), await world.Reseller(), await world.Customer());
        await world.Partnership(swiss, reseller);
        await world.SharedCustomer(swiss, reseller, german);
        await world.AcceptedAgreement(german);
        await world.Seat();

        var placed = await world.Orders(swiss.GlobalAdmin, german, reseller.NetworkId);

        Assert.NotEmpty(placed.Result!.Decision.Reasons);
        Assert.DoesNotContain(OrderReasons.VatIdMissing.Code, placed.Result.Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "ACC-48")]
    public async Task Bills_follow_the_legal_profile_until_an_address_of_their_own_is_given()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        var own = new BillTo("Weserufer Buchhaltung", "Domshof 1", "Bremen", "", "28195");

        var legal = await Read(world, reseller.Id);
        var written = (await Address(world, reseller.As(Role.GlobalAdmin), own)).ValueOrNull!;
        var back = (await Address(world, reseller.As(Role.GlobalAdmin), null)).ValueOrNull!;

        Assert.Equal(("Weserufer Systemhaus GmbH", legal.Legal), (legal.BillTo.Name, legal.BillTo));
        Assert.Equal(own, written.BillTo);
        Assert.Equal(legal.Legal, back.BillTo);
    }

    [Fact]
    [Trait("Rule", "ACC-48")]
    public async Task What_cannot_be_sent_to_is_refused_and_nothing_of_it_stays()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var boss = provider.As(Role.GlobalAdmin);

        var address = await Address(world, boss, new BillTo("", "", "", "", "281"));
        var details = await world.Does((WriteBillingProfile use) => use.Details(
            boss, new FinancialDetails(new("", "", "nobody", ""), new string('x', 51), "DE12"), null, Cancel));
        var both = await world.Does((WriteBillingProfile use) => use.All(
            boss, new BillTo("Weserufer", "Am Wall 1", "Bremen", "", "28195"),
            new FinancialDetails(Contact, "", "DE12"), null, Cancel));

        Assert.Contains("LEGAL_POSTAL_CODE_INVALID", address.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(
            ["PRIMARY_CONTACT_NAME_INVALID", "PRIMARY_CONTACT_EMAIL_INVALID", "PURCHASE_ORDER_NUMBER_INVALID", "VAT_ID_INVALID"],
            details.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(["VAT_ID_INVALID"], both.Decision.Reasons.Select(reason => reason.Code));
        await using var db = world.Db();
        Assert.Equal((0, 0), (await db.BillingProfiles.CountAsync(Cancel), await db.Set<VatId>().CountAsync(Cancel)));
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public async Task The_address_is_for_global_admins_alone()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var (own, same) = (new BillTo("Kasse", "Am Wall 1", "Bremen", "", "28195"), (await Read(world, provider.Id)).BillTo);
        var details = new FinancialDetails(Contact, "4711", "");

        var refused = await world.Does((WriteBillingProfile use) => use.All(
            provider.As(Role.BillingAdmin), own, details, null, Cancel));
        var allowed = await world.Does((WriteBillingProfile use) => use.All(
            provider.As(Role.BillingAdmin), same, details, null, Cancel));

        Assert.Equal("BILLING_ADDRESS_GLOBAL_ADMIN", refused.Decision.Reasons.Single().Code);
        Assert.Equal("4711", allowed.ValueOrNull!.Known.PurchaseOrderNumber);
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_told_that_it_came_second()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var boss = provider.As(Role.GlobalAdmin);

        for (var round = 0; round < 5; round++)
        {
            var version = (await Read(world, provider.Id)).Known.Version;
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(actor => Task.Run(
                () => Write(world, boss, $"{round + 1}{actor}1234567", version), Cancel)));

            var (won, lost) = (results.Where(r => r.ValueOrNull is not null), results.Where(r => r.ValueOrNull is null));
            Assert.Equal(won.Single().ValueOrNull!.LastVatId, (await Read(world, provider.Id)).LastVatId);
            Assert.All(lost, result => Assert.Equal("BILLING_PROFILE_CHANGED", result.Decision.Reasons.Single().Code));
        }
    }

    private static Task<Result<BillingFile>> Write(World world, Actor actor, string vatId, int? version = null) =>
        world.Does((WriteBillingProfile use) => use.Details(actor, new FinancialDetails(Contact, "", vatId), version, Cancel));

    private static Task<Result<BillingFile>> Address(World world, Actor actor, BillTo? to) =>
        world.Does((WriteBillingProfile use) => use.Address(actor, to, null, Cancel));

    private static Task<BillingFile> Read(World world, TenantId partner) =>
        world.Does((BillingFiles files) => files.Of(partner, Cancel));
}
