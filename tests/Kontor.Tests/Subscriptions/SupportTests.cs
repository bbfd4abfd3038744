using Kontor.Activity;
using Kontor.Customers;
using Kontor.Kernel;
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
