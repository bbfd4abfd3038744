using Kontor.Activity;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Subscriptions;

/// <summary>Who supports a subscription, and when somebody stops.</summary>
public sealed class SupportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "SUP-04")]
    [Trait("Rule", "REL-23")]
    [Trait("Rule", "REL-61")]
    public async Task The_seller_supports_what_it_sold_until_it_chooses_its_reseller_and_takes_it_back()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var readers = new[] { chain.Provider, chain.Reseller, chain.Customer };
        await AllSee(chain.Provider);

        var chosen = (await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller, version: 0)).ValueOrNull!;
        await AllSee(chain.Reseller);
        var again = (await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller)).ValueOrNull!;
        var stale = await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Provider, version: 0);
        var back = (await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Provider, version: 1)).ValueOrNull!;
        await AllSee(chain.Provider);

        Assert.Equal((1, 1, 2), (chosen.Version, again.Version, back.Version));
        Assert.Equal([SupportReasons.ChangedMeanwhile], stale.Decision.Reasons);
        Assert.Equal(
            [$"contact@{chain.Reseller.Domain}", $"contact@{chain.Reseller.Domain}"],
            (await world.Mails()).Where(mail => mail.Template == "support").Select(mail => mail.To));
        await using var db = world.Db();
        Assert.Equal(2, await db.ActivityRecords.CountAsync(r => r.Action == "SupportContactChosen", Cancel));
        var events = await db.ProgramEvents.Where(e => e.Type == "support-contact-chosen").ToListAsync(Cancel);
        Assert.Equal(6, events.Count);
        Assert.All(readers, reader => Assert.Equal(2, events.Count(e => e.TenantId == reader.Id)));

        async Task AllSee(Participant contact)
        {
            foreach (var reader in readers)
            {
                Assert.Equal(contact.Id, (await world.SupportOf(reader, id)).Contact!.Id);
            }
        }
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    [Trait("Rule", "MUL-05")]
    public async Task The_list_holds_resellers_of_the_seller_that_the_customer_has_and_no_other_partner()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var (withoutRights, unrelated, foreign) = (await world.Reseller(), await world.Reseller(), await world.DirectPartner());
        await world.Partnership(chain.Provider, withoutRights);
        await world.Relationship(withoutRights, chain.Customer, RelationshipKind.IndirectReseller);
        await world.Partnership(chain.Provider, unrelated);
        await world.Relationship(foreign, chain.Customer, RelationshipKind.Reseller, withRights: true);

        var support = await world.SupportOf(chain.Provider, id);
        var choices = await world.Does((SupportQueries q) => q.ContactChoices(support, Cancel));
        var refused = await world.ChoosesContact(chain.Provider.GlobalAdmin, id, withoutRights);

        Assert.Equal(
            new HashSet<(TenantId, bool)> { (chain.Provider.Id, true), (chain.Reseller.Id, true), (withoutRights.Id, false) },
            [.. choices.Select(choice => (choice.Id, choice.May.IsGranted))]);
        Assert.Equal(chain.Provider.Id, choices[0].Id);
        Assert.Equal([SupportReasons.ContactWithoutRights.About(withoutRights.Name)], refused.Decision.Reasons);
        foreach (var other in new[] { unrelated, foreign, chain.Customer, chain.Customer with { Id = new(Guid.NewGuid()) } })
        {
            var answer = await world.ChoosesContact(chain.Provider.GlobalAdmin, id, other);
            Assert.Equal([SupportReasons.ContactNotListed], answer.Decision.Reasons);
        }
    }

    [Fact]
    [Trait("Rule", "CUS-71")]
    [Trait("Rule", "CUS-73")]
    [Trait("Rule", "K-02")]
    public async Task A_reseller_that_leaves_the_customer_supports_nothing_though_its_rights_stay_and_coming_back_is_not_enough()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        var ended = (await world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer)).ValueOrNull!;
        Assert.Equal(AdminRights.Granted, ended.AdminRights);
        await FellBack(world, chain, id, ContactLapse.RelationshipEnded);

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Relationship(chain.Reseller, chain.Customer, RelationshipKind.IndirectReseller);
        await FellBack(world, chain, id, ContactLapse.RelationshipEnded);
        var anew = (await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller)).ValueOrNull!;
        Assert.Equal((chain.Reseller.Id, null), (anew.Contact!.Id, anew.Lapsed));
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    public async Task With_the_partnership_support_goes_back_to_the_seller()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller);
        await using var db = world.Db();
        var partnership = await db.Set<Kontor.Partnerships.Partnership>().SingleAsync(Cancel);

        Assert.True((await world.Ends(chain.Provider.GlobalAdmin, partnership)).Decision.IsGranted);

        await FellBack(world, chain, id, ContactLapse.PartnershipEnded);
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    [Trait("Rule", "CUS-78")]
    public async Task Without_rights_support_is_the_sellers_until_there_are_rights_again_and_an_end_counts_from_its_instant()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller);

        await world.RemovesRights(chain.Customer, chain.Reseller);
        await FellBack(world, chain, id, ContactLapse.RightsEnded);

        await world.Granted(chain.Reseller, chain.Customer, days: 30);
        Assert.Equal(chain.Reseller.Id, (await world.SupportOf(chain.Customer, id)).Contact!.Id);
        world.Clock.Advance(TimeSpan.FromDays(30));
        await FellBack(world, chain, id, ContactLapse.RightsEnded);
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public async Task A_seller_that_leaves_the_customer_leaves_its_subscriptions_without_contact_and_the_reseller_may_have_been_chosen()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var second = await world.Buys(chain);
        await world.ChoosesContact(chain.Provider.GlobalAdmin, second, chain.Reseller);
        await using (var db = world.Db())
        {
            await db.Subscriptions.ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SubscriptionState.Suspended), Cancel);
        }

        Assert.True((await world.EndsRelationship(chain.Provider.GlobalAdmin, chain.Customer)).Decision.IsGranted);

        Assert.Null((await world.SupportOf(chain.Customer, id)).Contact);
        Assert.Equal(chain.Reseller.Id, (await world.SupportOf(chain.Customer, second)).Contact!.Id);
        var listed = await world.Does((SupportQueries q) => q.Contacts([id, second], Cancel));
        Assert.Equal([second], listed.Keys);
    }

    [Fact]
    [Trait("Rule", "MUL-26")]
    [Trait("Rule", "MUL-20")]
    [Trait("Rule", "MUL-22")]
    public async Task A_customer_lets_several_partners_support_one_subscription_and_each_sees_an_entry_and_itself()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var (one, two) = (await world.DirectPartner(), await world.Reseller());
        await world.Relationship(one, chain.Customer, RelationshipKind.Reseller);
        await world.Relationship(two, chain.Customer, RelationshipKind.IndirectReseller);
        Assert.True((await world.SupportOf(one, id)).IsEmpty);

        Assert.True((await world.AddsSupporter(chain.Customer.GlobalAdmin, id, one)).Decision.IsGranted);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var both = (await world.AddsSupporter(chain.Customer.GlobalAdmin, id, two)).ValueOrNull!;
        await world.AddsSupporter(chain.Customer.GlobalAdmin, id, two);

        Assert.Equal([one.Id, two.Id], both.Supporters.Select(supporter => supporter.Id));
        var seen = await world.SupportOf(one, id);
        Assert.Equal(SubscriptionView.Entry, seen.Of.View);
        Assert.Equal((null, true), (seen.Contact, seen.IsHidden));
        Assert.Equal([one.Id], seen.Supporters.Select(supporter => supporter.Id));
        Assert.Empty((await world.SupportOf(chain.Provider, id)).Supporters);
        Assert.Equal(
            [$"contact@{one.Domain}", $"contact@{two.Domain}"],
            (await world.Mails()).Where(mail => mail.Template == "support").Select(mail => mail.To));

        var left = (await world.RemovesSupporter(chain.Customer.GlobalAdmin, id, one)).ValueOrNull!;
        await world.RemovesSupporter(chain.Customer.GlobalAdmin, id, one);
        Assert.Equal([two.Id], left.Supporters.Select(supporter => supporter.Id));
        Assert.True((await world.SupportOf(one, id)).IsEmpty);
        await using var db = world.Db();
        Assert.Equal(
            ["SupporterAdded", "SupporterAdded", "SupporterRemoved"],
            await db.ActivityRecords.Where(r => r.TenantId == chain.Customer.Id && r.ResourceId == $"{id}")
                .Select(r => r.Action).Order().ToListAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "MUL-26")]
    [Trait("Rule", "CUS-71")]
    public async Task A_supporter_that_leaves_the_customer_stops_and_starts_again_only_when_the_customer_says_so()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var other = await world.Reseller();
        await world.Relationship(other, chain.Customer, RelationshipKind.IndirectReseller);
        await world.AddsSupporter(chain.Customer.GlobalAdmin, id, other);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await world.EndsRelationship(other.GlobalAdmin, chain.Customer)).Decision.IsGranted);
        Assert.Empty((await world.SupportOf(chain.Customer, id)).Supporters);
        Assert.Null(await world.Does((SupportQueries q) => q.Find(other.GlobalAdmin, id, Cancel)));
        var refused = await world.AddsSupporter(chain.Customer.GlobalAdmin, id, other);

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Relationship(other, chain.Customer, RelationshipKind.IndirectReseller);
        Assert.Empty((await world.SupportOf(chain.Customer, id)).Supporters);
        var anew = (await world.AddsSupporter(chain.Customer.GlobalAdmin, id, other)).ValueOrNull!;

        Assert.Equal([SupportReasons.SupporterNotRelated], refused.Decision.Reasons);
        Assert.Equal([other.Id], anew.Supporters.Select(supporter => supporter.Id));
    }

    [Fact]
    [Trait("Rule", "MUL-07")]
    [Trait("Rule", "SUP-02")]
    public async Task Several_partners_support_one_customer_each_its_own_subscriptions_and_the_customer_sees_how_to_reach_them()
    {
        await using var world = await World.Create();
        var (chain, first) = await world.Sold();
        var second = await world.Buys(chain);
        var direct = await world.DirectPartner();
        await world.Relationship(direct, chain.Customer, RelationshipKind.Reseller);
        await world.Credit(direct, 10_000);
        var third = (await world.Orders(direct.GlobalAdmin, chain.Customer, null)).Result!.ValueOrNull!.Subscriptions[0].Id;
        await world.ChoosesContact(chain.Provider.GlobalAdmin, second, chain.Reseller);
        await world.SaysSupport(chain.Reseller);

        var listing = await world.Does((SubscriptionListing q) => q.Read(
            chain.Customer.GlobalAdmin, Kontor.Site.ListState.Read(new Microsoft.AspNetCore.Http.QueryCollection(), Definition(chain)),
            null, new PageRequest(50, null), Cancel));

        var byId = listing.Items.ToDictionary(row => row.Seen.Id, row => row.Support!);
        Assert.Equal(
            (chain.Provider.Id, chain.Reseller.Id, direct.Id), (byId[first.Value].Id, byId[second.Value].Id, byId[third.Value].Id));
        Assert.Equal(World.Support(chain.Reseller), byId[second.Value].Reach);
        Assert.Null(byId[first.Value].Reach);
    }

    [Fact]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-26")]
    public async Task Who_did_not_sell_it_chooses_no_contact_only_the_customer_adds_and_for_strangers_it_does_not_exist()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var (other, stranger) = (await world.DirectPartner(), await world.DirectPartner());
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller, withRights: true);

        foreach (var who in new[] { chain.Reseller, other, chain.Customer })
        {
            Assert.Equal([SupportReasons.NotSeller], (await world.ChoosesContact(who.GlobalAdmin, id, who)).Decision.Reasons);
        }

        foreach (var who in new[] { chain.Provider, chain.Reseller, other })
        {
            Assert.Equal([SupportReasons.NotCustomer], (await world.AddsSupporter(who.GlobalAdmin, id, other)).Decision.Reasons);
            Assert.Equal([SupportReasons.NotCustomer], (await world.RemovesSupporter(who.GlobalAdmin, id, other)).Decision.Reasons);
        }

        var customer = chain.Customer.GlobalAdmin;
        Assert.Equal(
            [SupportReasons.SupporterIsContact.About(chain.Provider.Name)],
            (await world.AddsSupporter(customer, id, chain.Provider)).Decision.Reasons);
        Assert.Equal([SupportReasons.SupporterNotRelated], (await world.AddsSupporter(customer, id, stranger)).Decision.Reasons);
        foreach (var result in new[]
        {
            await world.ChoosesContact(stranger.GlobalAdmin, id, stranger),
            await world.AddsSupporter(stranger.GlobalAdmin, id, stranger),
            await world.AddsSupporter((await world.Customer()).GlobalAdmin, id, other),
        })
        {
            Assert.Equal([SubscriptionReasons.Unknown], result.Decision.Reasons);
        }

        Assert.Null(await world.Does((SupportQueries q) => q.Find(stranger.GlobalAdmin, id, Cancel)));
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "MUL-25")]
    public async Task Where_managing_what_others_sold_is_off_nobody_is_added_and_whoever_was_stays()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        var (one, two, vendor) = (await world.DirectPartner(), await world.DirectPartner(), await world.Vendor());
        await world.Relationship(one, chain.Customer, RelationshipKind.Reseller);
        await world.Relationship(two, chain.Customer, RelationshipKind.Reseller);
        await world.AddsSupporter(chain.Customer.GlobalAdmin, id, one);
        var off = ProgramPolicy.Default.FeaturesOff.SetItem(Kontor.Accounts.Cloud.Public, [CloudFeature.MultiChannel]);
        Assert.True((await world.Does((ChangePolicy use) => use.Handle(
            vendor.As(Role.ProgramOperator), ProgramPolicy.Default with { FeaturesOff = off }, 0, Cancel))).Decision.IsGranted);

        var refused = await world.AddsSupporter(chain.Customer.GlobalAdmin, id, two);

        Assert.Equal(["MULTI_CHANNEL_OFF"], refused.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal([one.Id], (await world.SupportOf(chain.Customer, id)).Supporters.Select(supporter => supporter.Id));
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    public async Task A_whole_page_of_contacts_is_one_statement_along_indexes()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.Sold();
        await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller);
        await world.ManyCustomers(chain.Provider, 5_000);
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
            select partner_id, gen_random_uuid(), customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version
            from subscriptions cross join generate_series(1, 10000);
            insert into designated_contacts (partner_id, subscription_id, contact_id, chosen_at, version)
            select s.partner_id, s.id, d.contact_id, d.chosen_at, 1 from subscriptions s cross join designated_contacts d
            where s.id <> d.subscription_id;
            analyze;
            """,
            Cancel);
        var page = await db.Subscriptions.OrderBy(s => s.Id).Take(100).Select(s => s.Id).ToListAsync(Cancel);

        var plan = await world.Does((SupportFacts facts) => Plans.Of(facts.Statement(page, world.Now), Cancel));
        var made = await world.Does((SupportFacts facts) => facts.Of(page, Cancel));

        Assert.Equal(100, made.Count);
        Assert.All(made.Values, one => Assert.Equal(chain.Reseller.Id, one.InForce.Contact));
        foreach (var table in new[] { "subscriptions", "designated_contacts", "customer_relationships" })
        {
            Assert.DoesNotContain($"Seq Scan on {table}", plan, StringComparison.Ordinal);
        }
    }

    private static Kontor.Site.ListDefinition<SubscriptionRow> Definition(TradingChain chain) =>
        SubscriptionListing.Definition(new Kontor.Access.Caller
        {
            Subject = new Kontor.Access.Subject(chain.Customer.GlobalAdmin, [], "ada"),
        });

    /// <summary>The seller supports it again; it and the one that was chosen are told why, the customer only whom to ask.</summary>
    private static async Task FellBack(World world, TradingChain chain, SubscriptionId id, ContactLapse why)
    {
        var (seller, customer) = (await world.SupportOf(chain.Provider, id), await world.SupportOf(chain.Customer, id));
        Assert.Equal((chain.Provider.Id, chain.Provider.Id), (seller.Contact!.Id, customer.Contact!.Id));
        Assert.Equal((chain.Reseller.Id, why), (seller.Lapsed!.Id, seller.Lapsed.Why));
        Assert.Equal(why, (await world.SupportOf(chain.Reseller, id)).Lapsed!.Why);
        Assert.Null(customer.Lapsed);
    }
}
