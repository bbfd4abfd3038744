using System.Globalization;
using Kontor.Accounts;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests.Elsewhere;

public sealed class ElsewhereRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly CatalogSku Seats = new("Office suite", "Vendor", BillingType.License);

    [Fact]
    [Trait("Rule", "MUL-21")]
    public void Every_channel_is_taken_and_another_seller_is_named_and_no_partner_of_the_program()
    {
        Assert.All(Enum.GetValues<OutsideChannel>(), channel => Assert.True(
            Ask(World.FromThirdParty() with { Channel = channel }).IsGranted));
        Assert.True(Ask(World.Enterprise(), Seats).IsGranted);
        Assert.Equal([ElsewhereReasons.ChannelMissing], Ask(World.FromThirdParty() with { Channel = null }).Reasons);
        Assert.Equal(
            [ElsewhereReasons.SellerInvalid.About(ElsewhereRules.MaxNameLength)],
            Ask(World.FromThirdParty() with { Seller = null }).Reasons);
        Assert.Equal(
            [ElsewhereReasons.SellerIsPartner.About("Harbor Software Ltd")],
            Ask(World.FromThirdParty(), isSellerPartner: true).Reasons);
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    public void What_the_catalog_knows_is_named_and_counted_by_it_and_other_things_say_so_themselves()
    {
        Assert.Equal([ElsewhereReasons.SkuUnknown], Ask(World.Enterprise()).Reasons);
        Assert.Equal([ElsewhereReasons.SkuUnknown], Ask(World.Enterprise() with { SkuId = null }).Reasons);
        Assert.Equal([ElsewhereReasons.BillingWrong], Ask(World.Enterprise() with { BillingType = BillingType.Usage }, Seats).Reasons);
        Assert.Equal(
            ["OUTSIDE_NAME_INVALID", "OUTSIDE_PUBLISHER_INVALID", "OUTSIDE_BILLING_WRONG"],
            Ask(World.FromThirdParty() with { Name = null, Publisher = null, BillingType = null }).Reasons.Select(r => r.Code));
        Assert.Equal(
            ["OUTSIDE_NAME_INVALID", "OUTSIDE_CONTRACT_INVALID"],
            Ask(World.FromThirdParty() with { Name = "a\u0007", Contract = new string('x', 101) }).Reasons.Select(r => r.Code));
    }

    [Theory]
    [Trait("Rule", "MUL-20")]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void The_quantity_is_between_one_and_a_million(int quantity, bool isTaken) =>
        Assert.Equal(isTaken, Ask(World.Enterprise(quantity), Seats).IsGranted);

    [Theory]
    [Trait("Rule", "MUL-20")]
    [InlineData("1989-12-31", null, false)]
    [InlineData("1990-01-01", null, true)]
    [InlineData("2046-03-03", null, false)]
    [InlineData("2026-01-01", "2026-01-01", false)]
    [InlineData("2026-01-01", "2026-01-02", true)]
    [InlineData("2026-01-01", "2046-01-02", false)]
    public void The_end_comes_after_the_first_day_and_both_lie_near(string first, string? end, bool isTaken)
    {
        var wish = World.FromThirdParty() with { StartsOn = Day(first), EndsOn = end is null ? null : Day(end) };

        Assert.Equal(isTaken ? [] : ["OUTSIDE_DAYS_INVALID"], Ask(wish).Reasons.Select(r => r.Code));
    }

    [Fact]
    [Trait("Rule", "MUL-20")]
    public void A_customers_list_has_an_end_and_only_customers_have_one()
    {
        Assert.Equal(
            [ElsewhereReasons.TooMany.About(ElsewhereRules.MostPerCustomer)],
            Ask(World.FromThirdParty(), held: ElsewhereRules.MostPerCustomer).Reasons);
        Assert.Equal([ElsewhereReasons.NoSuchCustomer], Ask(World.FromThirdParty(), isCustomer: false).Reasons);
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    public void An_entry_runs_from_its_first_day_to_the_day_before_its_end_or_until_somebody_ends_it()
    {
        var held = Entry();
        OutsideState[] states = [.. new[] { -1, 0, 9, 10 }.Select(day => held.StateOn(held.StartsOn.AddDays(day)))];
        held.EndedAt = new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal([OutsideState.Upcoming, OutsideState.Running, OutsideState.Running, OutsideState.Ended], states);
        Assert.Equal(OutsideState.Ended, held.StateOn(held.StartsOn));
    }

    [Fact]
    [Trait("Rule", "MUL-20")]
    public void What_was_ended_stays_and_what_changed_since_it_was_read_is_looked_at_again()
    {
        var (held, same) = (Entry(), new OutsideCorrection(5, null, null));
        var (known, stale) = (ElsewhereRules.MayCorrect(held, same, 1), ElsewhereRules.MayCorrect(held, same, 2));
        var backwards = ElsewhereRules.MayCorrect(held, same with { EndsOn = held.StartsOn, Quantity = 0 }, null);
        held.EndedAt = DateTimeOffset.UnixEpoch;

        Assert.True(known.IsGranted);
        Assert.Equal([ElsewhereReasons.ChangedMeanwhile], stale.Reasons);
        Assert.Equal(["OUTSIDE_QUANTITY_INVALID", "OUTSIDE_DAYS_INVALID"], backwards.Reasons.Select(r => r.Code));
        Assert.Equal([ElsewhereReasons.Over], ElsewhereRules.MayCorrect(held, same, 7).Reasons);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-25")]
    public void The_customer_and_the_vendor_see_it_a_partner_where_multi_channel_is_on_and_nobody_else()
    {
        var (customer, partner) = (new TenantId(Guid.NewGuid()), new TenantId(Guid.NewGuid()));

        Assert.True(See(TenantKind.Customer, customer, false, false).IsGranted);
        Assert.True(See(TenantKind.Operator, partner, false, false).IsGranted);
        Assert.True(See(TenantKind.Partner, partner, true, true).IsGranted);
        Assert.Equal([ElsewhereReasons.MultiChannelOff.About(Cloud.China)], See(TenantKind.Partner, partner, true, false).Reasons);
        Assert.Equal([ElsewhereReasons.CustomerUnknown], See(TenantKind.Partner, partner, false, false).Reasons);
        Assert.Equal([ElsewhereReasons.CustomerUnknown], See(TenantKind.Customer, partner, false, true).Reasons);
        Assert.False(ElsewhereRules.SeesContract(TenantKind.Partner, partner, customer));

        Decision See(TenantKind kind, TenantId reader, bool isRelated, bool isOn) =>
            ElsewhereRules.MaySee(kind, reader, customer, isRelated, isOn, Cloud.China);
    }

    private static Decision Ask(
        OutsideWish wish, CatalogSku? sku = null, bool isCustomer = true, int held = 0, bool isSellerPartner = false) =>
        ElsewhereRules.MayEnter(wish, new EnteringFacts(isCustomer, held, sku, isSellerPartner), Today);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Ten days in January.</summary>
    private static OutsideSubscription Entry() => new()
    {
        CustomerId = new(Guid.NewGuid()),
        Id = new(Guid.NewGuid()),
        Channel = OutsideChannel.Advisor,
        Name = "Office suite",
        Publisher = "Vendor",
        Quantity = 5,
        BillingType = BillingType.License,
        StartsOn = new DateOnly(2026, 1, 1),
        EndsOn = new DateOnly(2026, 1, 11),
        EnteredAt = DateTimeOffset.UnixEpoch,
    };
}
