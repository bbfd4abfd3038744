using Kontor.Activity;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Subscriptions;

/// <summary>Further partners that a customer lets support a subscription.</summary>
public sealed class SupportersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

        Assert.Equal([SupportReasons.SupportersOff.About(Kontor.Accounts.Cloud.Public)], refused.Decision.Reasons);
        Assert.Equal([one.Id], (await world.SupportOf(chain.Customer, id)).Supporters.Select(supporter => supporter.Id));
    }
}
