using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Elsewhere;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Licensing;
using Kontor.Orders;
using Kontor.Subscriptions;
using Kontor.Support;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Elsewhere;

/// <summary>What customers bought elsewhere: who keeps it, who sees it, and what can be done about it.</summary>
public sealed class ElsewhereTests
{
    private static readonly string[] TooLate = ["OUTSIDE_CHANGED_MEANWHILE", "OUTSIDE_ENDED"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "MUL-20")]
    [Trait("Rule", "MUL-21")]
    public async Task What_an_operator_enters_corrects_and_ends_stands_in_the_customers_log_and_doing_it_again_changes_nothing()
    {
        await using var world = await World.Create();
        await world.Seat();
        var customer = await world.Customer();

        var entered = (await world.Enters(customer, World.Enterprise())).ValueOrNull!;
        var wish = new OutsideCorrection(9, "EA-2", new DateOnly(2027, 1, 1));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var corrected = (await world.Corrects(entered, wish, version: 1)).ValueOrNull!;
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = (await world.Corrects(entered, wish, version: 2)).ValueOrNull!;
        var ended = (await world.EndsOutside(entered)).ValueOrNull!;
        var endedAgain = (await world.EndsOutside(entered)).ValueOrNull!;
        var late = await world.Corrects(entered, wish with { Quantity = 3 });

        Assert.Equal(("Office suite", "Vendor", BillingType.License, "EA-1", 1), (entered.Name, entered.Publisher, entered.BillingType, entered.Contract, entered.Version));
        Assert.Equal((9, "EA-2", new DateOnly(2027, 1, 1), 2), (corrected.Quantity, corrected.Contract, corrected.EndsOn!.Value, corrected.Version));
        Assert.Equal(2, again.Version);
        Assert.Equal((world.Now, 3), (ended.EndedAt, ended.Version));
        Assert.Equal(3, endedAgain.Version);
        Assert.Equal([ElsewhereReasons.Over], late.Decision.Reasons);
        var told = await world.Does((ActivityQueries q) => q.Own(customer.GlobalAdmin, new ActivityFilter(), PageRequest.First, Cancel));
        Assert.Equal(
            ["OutsideSubscriptionEnded", "OutsideSubscriptionCorrected", "OutsideSubscriptionEntered"],
            told.Items.Select(row => row.Action));
    }

    [Fact]
    [Trait("Rule", "MUL-21")]
    public async Task What_a_partner_of_the_program_sells_is_not_bought_elsewhere_and_only_customers_have_such_things()
    {
        await using var world = await World.Create();
        var (customer, provider) = (await world.Customer(), await world.Provider());
        var applicant = await world.Reseller(state: EnrolmentState.InReview, hasSigned: false);

        var ofPartner = await world.Enters(customer, World.FromThirdParty(provider.Name.ToUpperInvariant()));
        var ofApplicant = await world.Enters(customer, World.FromThirdParty(applicant.Name));
        var forPartner = await world.Enters(provider);
        var unknown = await world.Enters(customer, World.Enterprise());

        Assert.Equal([ElsewhereReasons.SellerIsPartner.About(provider.Name.ToUpperInvariant())], ofPartner.Decision.Reasons);
        Assert.True(ofApplicant.Decision.IsGranted);
        Assert.Equal([ElsewhereReasons.NoSuchCustomer], forPartner.Decision.Reasons);
        Assert.Equal([ElsewhereReasons.SkuUnknown], unknown.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "MUL-20")]
    public async Task One_contract_covers_several_products_and_each_of_them_once_until_it_has_ended_however_many_enter_it()
    {
        await using var world = await World.Create();
        await world.Seat();
        var customer = await world.Customer();
        await world.Keeper();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Enters(customer, World.Enterprise()), Cancel)));
        var other = await world.Enters(customer, World.Enterprise() with { Name = "Office suite, second floor" });
        var without = await world.Enters(customer, World.Enterprise(contract: null));
        var withoutToo = await world.Enters(customer, World.Enterprise(contract: null));
        var first = results.Single(result => result.ValueOrNull is not null).ValueOrNull!;
        var taken = await world.Corrects(without.ValueOrNull!, new OutsideCorrection(1, "EA-1", null));
        await world.EndsOutside(first);
        var anew = await world.Enters(customer, World.Enterprise());

        Assert.Equal(5, results.Count(result => result.Decision.Reasons.SequenceEqual([ElsewhereReasons.EnteredAlready])));
        Assert.Equal([ElsewhereReasons.EnteredAlready], taken.Decision.Reasons);
        Assert.All([other, without, withoutToo, anew], result => Assert.True(result.Decision.IsGranted));
        await using var db = world.Db();
        Assert.Equal(5, await db.ActivityRecords.CountAsync(r => r.Action == "OutsideSubscriptionEntered", Cancel));
    }

    [Fact]
    [Trait("Rule", "MUL-20")]
    public async Task Of_several_operators_who_correct_or_end_from_the_same_version_one_does()
    {
        await using var world = await World.Create();
        await world.Seat();
        var customer = await world.Customer();
        for (var round = 0; round < 5; round++)
        {
            var held = (await world.Enters(customer, World.Enterprise(contract: null))).ValueOrNull!;
            var corrections = Enumerable.Range(10, 4).Select(quantity => Task.Run(
                () => world.Corrects(held, new OutsideCorrection(quantity, null, null), version: 1), Cancel));
            var results = await Task.WhenAll(corrections.Append(Task.Run(() => world.EndsOutside(held, version: 1), Cancel)));

            var done = Assert.Single(results, result => result.ValueOrNull is not null).ValueOrNull!;
            Assert.All(
                results.Where(result => result.ValueOrNull is null),
                result => Assert.Contains(result.Decision.Reasons.Single().Code, TooLate));
            await using var db = world.Db();
            var kept = await db.OutsideSubscriptions.SingleAsync(s => s.Id == held.Id, Cancel);
            Assert.Equal((2, done.Quantity, done.EndedAt), (kept.Version, kept.Quantity, kept.EndedAt));
        }
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "MUL-25")]
    public async Task The_customer_and_its_partners_see_it_until_they_part_or_multi_channel_is_off_and_for_others_there_is_none()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        var (stranger, otherCustomer) = (await world.DirectPartner(), await world.Customer());
        var held = (await world.Enters(chain.Customer, World.Enterprise())).ValueOrNull!;

        Actor[] readers =
            [chain.Customer.GlobalAdmin, chain.Provider.GlobalAdmin, chain.Reseller.As(Role.SalesAgent), await world.Keeper()];
        foreach (var reader in readers)
        {
            Assert.NotNull((await world.OutsideSeenBy(reader, held)).ValueOrNull);
        }

        foreach (var reader in new[] { stranger.GlobalAdmin, otherCustomer.GlobalAdmin })
        {
            Assert.Equal([ElsewhereReasons.Unknown], (await world.OutsideSeenBy(reader, held)).Decision.Reasons);
            Assert.Equal([ElsewhereReasons.CustomerUnknown], (await MaySee(reader)).Reasons);
        }

        await world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer);
        Assert.Equal([ElsewhereReasons.Unknown], (await world.OutsideSeenBy(chain.Reseller.GlobalAdmin, held)).Decision.Reasons);
        await world.TurnsMultiChannelOff();
        Assert.Equal(
            [ElsewhereReasons.MultiChannelOff.About(Cloud.Public)],
            (await world.OutsideSeenBy(chain.Provider.GlobalAdmin, held)).Decision.Reasons);
        Assert.Equal(
            [ElsewhereReasons.MultiChannelOff.About(Cloud.Public)],
            (await world.AddsSupporter(chain.Customer.GlobalAdmin, held, chain.Provider)).Decision.Reasons);
        Assert.NotNull((await world.OutsideSeenBy(chain.Customer.GlobalAdmin, held)).ValueOrNull);

        Task<Decision> MaySee(Actor reader) =>
            world.Does((OutsideSubscriptionQueries q) => q.MaySee(reader, chain.Customer.Id, Cancel));
    }

    [Fact]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "MUL-23")]
    public async Task A_partner_that_wants_to_change_it_is_told_where_it_was_bought_and_a_stranger_that_there_is_none()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        var seats = (await world.Enters(chain.Customer, World.Enterprise())).ValueOrNull!;
        var usage = (await world.Enters(chain.Customer)).ValueOrNull!;
        var wishes = new[]
        {
            new SubscriptionWish { Quantity = 9 }, new SubscriptionWish { State = SubscriptionState.Cancelled },
            new SubscriptionWish { FriendlyName = "Ours" }, new SubscriptionWish { PartnerOfRecord = chain.Reseller.NetworkId },
            new SubscriptionWish { AutoRenew = false },
        };

        foreach (var wish in wishes)
        {
            Assert.Equal(
                [ElsewhereReasons.BoughtElsewhere.About("Office suite", OutsideChannel.EnterpriseAgreement)],
                (await world.Changes(chain.Provider.GlobalAdmin, new(seats.Id.Value), wish)).Decision.Reasons);
        }

        var contact = await world.ChoosesContact(chain.Provider.GlobalAdmin, new(seats.Id.Value), chain.Reseller);
        var metered = await world.Changes(chain.Reseller.GlobalAdmin, new(usage.Id.Value), wishes[1]);
        var stranger = await world.Changes((await world.DirectPartner()).GlobalAdmin, new(usage.Id.Value), wishes[1]);

        Assert.Equal(["BOUGHT_ELSEWHERE"], contact.Decision.Reasons.Select(r => r.Code));
        Assert.Equal(
            [ElsewhereReasons.UsageBoughtElsewhere.About("Tide monitoring", OutsideChannel.ThirdParty)], metered.Decision.Reasons);
        Assert.Equal([SubscriptionReasons.Unknown], stranger.Decision.Reasons);
        Assert.Equal(seats.Version, (await world.OutsideSeenBy(chain.Customer.GlobalAdmin, seats)).ValueOrNull!.Version);
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "MUL-23")]
    public async Task The_same_from_a_partner_may_stand_beside_it_and_who_orders_is_told_what_is_there()
    {
        await using var world = await World.Create();
        var (chain, _) = await world.SoldSeats(2);
        await world.Enters(chain.Customer, World.Enterprise(3));
        await world.Enters(chain.Customer, World.Enterprise(3) with { Name = "Later", StartsOn = new DateOnly(2026, 4, 1) });

        var ordered = await world.Buys(chain);

        Assert.NotEqual(default, ordered);
        Assert.Equal(["Office suite"], await Told(chain.Provider));
        Assert.Empty(await Told(await world.DirectPartner()));

        Task<IReadOnlyList<string>> Told(Participant partner) => world.Does((OutsideSubscriptionQueries q) => q.AlsoElsewhere(
            partner.GlobalAdmin, chain.Customer.Id, [Kontor.Catalog.CatalogItemId.Find(World.SeatItem)!.Value], Cancel));
    }

    [Fact]
    [Trait("Rule", "MUL-20")]
    [Trait("Rule", "MUL-26")]
    public async Task A_customer_lets_several_partners_support_it_each_sees_itself_and_who_leaves_stops()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var held = (await world.Enters(chain.Customer)).ValueOrNull!;
        var admin = chain.Customer.GlobalAdmin;

        var byPartner = await world.AddsSupporter(chain.Provider.GlobalAdmin, held, chain.Provider);
        var stranger = await world.AddsSupporter(admin, held, await world.DirectPartner());
        Assert.True((await world.AddsSupporter(admin, held, chain.Provider)).Decision.IsGranted);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.AddsSupporter(admin, held, chain.Reseller);
        await world.AddsSupporter(admin, held, chain.Reseller);

        Assert.Equal([ElsewhereReasons.CustomerChooses], byPartner.Decision.Reasons);
        Assert.Equal([SupportReasons.SupporterNotRelated], stranger.Decision.Reasons);
        Assert.Equal([chain.Provider.Id, chain.Reseller.Id], await Seen(admin));
        Assert.Equal([chain.Reseller.Id], await Seen(chain.Reseller.GlobalAdmin));
        Assert.Equal(
            [$"contact@{chain.Provider.Domain}", $"contact@{chain.Reseller.Domain}"],
            (await world.Mails()).Where(mail => mail.Template == "support").Select(mail => mail.To));

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer);
        Assert.Equal([chain.Provider.Id], await Seen(admin));
        await world.Does((OutsideSupport use) => use.Remove(admin, held.Id, chain.Provider.Id, Cancel));
        await world.Does((OutsideSupport use) => use.Remove(admin, held.Id, chain.Provider.Id, Cancel));
        Assert.Empty(await Seen(admin));
        await using var db = world.Db();
        Assert.Equal(
            ["SupporterAdded", "SupporterAdded", "SupporterRemoved"],
            await db.ActivityRecords.Where(r => r.TenantId == chain.Customer.Id && r.ResourceId == $"{held.Id}")
                .Select(r => r.Action).Order().ToListAsync(Cancel));

        async Task<TenantId[]> Seen(Actor reader) =>
            [.. (await world.Does((OutsideSupport q) => q.Seen(reader, held, Cancel))).Select(one => one.Id)];
    }

    [Fact]
    [Trait("Rule", "MUL-26")]
    public async Task However_many_add_partners_at_once_each_partner_supports_it_once_and_no_more_than_the_most_do()
    {
        await using var world = await World.Create();
        var customer = await world.Customer();
        var held = (await world.Enters(customer)).ValueOrNull!;
        var partners = new List<Participant>();
        for (var i = 0; i < SupportRules.MostSupporters + 2; i++)
        {
            partners.Add(await world.DirectPartner());
            await world.Relationship(partners[i], customer, RelationshipKind.Reseller);
        }

        var results = await Task.WhenAll(partners.Concat(partners).Select(partner => Task.Run(
            () => world.AddsSupporter(customer.GlobalAdmin, held, partner), Cancel)));

        Assert.All(
            results.Where(result => result.ValueOrNull is null),
            result => Assert.Equal([SupportReasons.TooManySupporters.About(SupportRules.MostSupporters)], result.Decision.Reasons));
        await using var db = world.Db();
        Assert.Equal(SupportRules.MostSupporters, await db.OutsideSupporters.CountAsync(Cancel));
        Assert.Equal(SupportRules.MostSupporters, await db.ActivityRecords.CountAsync(r => r.Action == "SupporterAdded", Cancel));
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "MUL-26")]
    [Trait("Rule", "SUP-03")]
    public async Task About_it_supporters_and_partners_with_rights_are_asked_never_the_vendor_and_nobody_where_multi_channel_is_off()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        var (other, vendor) = (await world.DirectPartner(), await world.Vendor());
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller);
        var held = (await world.Enters(chain.Customer, World.Enterprise())).ValueOrNull!;
        await world.AddsSupporter(chain.Customer.GlobalAdmin, held, chain.Provider);
        await world.Granted(chain.Reseller, chain.Customer, 30, false, DirectoryRole.ServiceSupportAdministrator);
        var about = new SubscriptionId(held.Id.Value);

        var ofSupporter = (await world.AsksForHelp(chain.Customer, chain.Provider, about)).ValueOrNull!;
        var withRights = await world.AsksForHelp(chain.Customer, chain.Reseller, about);
        var byPartner = await world.OpensRequest(chain.Reseller, chain.Customer, about);
        var unasked = await world.AsksForHelp(chain.Customer, other, about);
        var ofVendor = await world.AsksForHelp(chain.Customer, vendor, about);
        var withoutRights = await world.OpensRequest(other, chain.Customer, about);
        var foreign = await world.OpensRequest(await world.DirectPartner(), chain.Customer, about);
        var seen = (await world.RequestSeenBy(chain.Customer.GlobalAdmin, ofSupporter.Id))!.Request;
        await world.TurnsMultiChannelOff();
        var off = await world.AsksForHelp(chain.Customer, chain.Provider, about);
        var offForPartner = await world.OpensRequest(chain.Reseller, chain.Customer, about);

        Assert.Equal((held.Id.Value, "Office suite", held.Id), (seen.AboutId, seen.SubscriptionTitle, seen.OutsideId));
        Assert.All([withRights, byPartner], result => Assert.NotNull(result.ValueOrNull));
        var names = $"{chain.Provider.Name}, {chain.Reseller.Name}";
        Assert.Equal([ServiceRequestReasons.PartnerNotAsked.About(names)], unasked.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.VendorNotAsked.About(names)], ofVendor.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.RightMissing], withoutRights.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.CustomerUnknown], foreign.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.MultiChannelOff.About(Cloud.Public)], off.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.MultiChannelOff.About(Cloud.Public)], offForPartner.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "MUL-20")]
    public async Task A_customers_list_and_the_operators_are_read_page_by_page_along_an_index_and_narrowed()
    {
        await using var world = await World.Create();
        await world.Seat();
        var customer = await world.Customer();
        var ids = new List<OutsideSubscriptionId>();
        for (var i = 0; i < 5; i++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            ids.Add((await world.Enters(customer, World.Enterprise(contract: $"EA-{i}"))).ValueOrNull!.Id);
        }

        var third = (await world.Enters(customer)).ValueOrNull!;
        await world.EndsOutside(third);
        await Crowd(world);
        var mine = new OutsideFilter(customer.Id);
        var first = await List(mine with { State = OutsideState.Running }, new PageRequest(3, null));
        var second = await List(mine with { State = OutsideState.Running }, PageRequest.From(3, first.NextCursor).ValueOrNull!);
        var back = await List(mine with { State = OutsideState.Running }, PageRequest.From(3, null, second.PreviousCursor).ValueOrNull!);

        Assert.Equal(Enumerable.Reverse(ids), first.Items.Concat(second.Items).Select(row => row.Id));
        Assert.Equal(first.Items.Select(row => row.Id), back.Items.Select(row => row.Id));
        Assert.Equal([third.Id], (await List(mine with { State = OutsideState.Ended }, PageRequest.First)).Items.Select(row => row.Id));
        Assert.Equal([third.Id], (await List(mine with { Name = "TIDE" }, PageRequest.First)).Items.Select(row => row.Id));
        Assert.Empty((await List(mine with { State = OutsideState.Upcoming }, PageRequest.First)).Items);
        Assert.Equal([ids[3]], (await List(new OutsideFilter { Contract = "EA-3" }, PageRequest.First)).Items.Select(row => row.Id));
        foreach (var (filter, index) in new[]
        {
            (mine, "pk_outside_subscriptions"),
            (mine with { State = OutsideState.Running, Name = "x", Channel = OutsideChannel.ThirdParty }, "outside_subscriptions"),
            (new OutsideFilter(), "ix_outside_subscriptions_id"),
            (new OutsideFilter(Channel: OutsideChannel.EnterpriseAgreement), "ix_outside_subscriptions_channel"),
            (new OutsideFilter { Contract = "EA-3" }, "ix_outside_subscriptions_contract"),
        })
        {
            var plan = await world.Does((OutsideSubscriptionQueries q) => Plans.Of(q.Select(filter, PageRequest.First), Cancel));
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        }

        var pools = await world.Does((LicensePools q) => Plans.Of(q.Select(customer.Id, new PoolFilter(), PageRequest.First), Cancel));
        Assert.Contains("pk_outside_subscriptions", pools, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on outside_subscriptions", pools, StringComparison.Ordinal);

        Task<Page<OutsideSubscription>> List(OutsideFilter filter, PageRequest page) =>
            world.Does((OutsideSubscriptionQueries q) => q.List(filter, page, Cancel));
    }

    /// <summary>Many other customers' entries, so that reading all of them would cost.</summary>
    private static async Task Crowd(World world)
    {
        var other = await world.Customer();
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into outside_subscriptions (customer_id, id, channel, name, publisher, quantity, billing_type, contract, seller,
                starts_on, entered_at, version)
            select {other.Id.Value}, gen_random_uuid(), 'ThirdParty', 'N' || i, 'P', 1, 'License', 'X-' || i, 'S', '2026-01-01', now(), 1
            from generate_series(1, 5000) i
            """,
            Cancel);
        await db.Database.ExecuteSqlRawAsync("analyze outside_subscriptions", Cancel);
    }
}
