using Kontor.Activity;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Kontor.Tests.PartnerCenter;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Orders;

/// <summary>CAT-70 … CAT-74, REL-61: who is named on what runs already.</summary>
public sealed class ResellerOfRecordTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CAT-73")]
    [Trait("Rule", "REL-61")]
    public async Task A_reseller_without_the_customer_becomes_of_record_sees_it_and_manages_nothing()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        var other = await world.FurtherReseller(chain.Provider);

        var named = await world.Changes(chain.Provider.GlobalAdmin, id, new SubscriptionWish { PartnerOfRecord = other.NetworkId });

        Assert.Equal([], named.Decision.Reasons);
        var seen = await world.Does((SubscriptionQueries q) => q.Find(other.GlobalAdmin, id, Cancel));
        Assert.Equal(SubscriptionView.WithoutCost, seen!.View);
        Assert.Equal(
            ["RELATIONSHIP_MISSING"],
            (await world.Counts(other.GlobalAdmin, id, 4)).Decision.Reasons.Select(reason => reason.Code));
        await using var db = world.Db();
        Assert.False(await db.CustomerRelationships.AnyAsync(r => r.PartnerId == other.Id, Cancel));
        Assert.False(await db.DelegatedGrants.AnyAsync(g => g.PartnerId == other.Id, Cancel));
    }

    [Fact]
    [Trait("Rule", "REL-61")]
    [Trait("Rule", "SUP-04")]
    public async Task Who_supports_it_stays_when_another_becomes_of_record()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        await world.ChoosesContact(chain.Provider.GlobalAdmin, id, chain.Reseller);
        var other = await world.FurtherReseller(chain.Provider);

        await world.Names(chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!, (id, null));

        Assert.Equal(chain.Reseller.Id, (await world.SupportOf(chain.Customer, id)).Contact!.Id);
    }

    [Fact]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "CAT-42")]
    public async Task Several_change_together_and_their_history_is_read_by_provider_and_customer_and_told_to_both_resellers()
    {
        await using var world = await World.Create();
        var (chain, first) = await world.SoldSeats(5);
        var second = await world.Buys(chain, 3);
        var other = await world.FurtherReseller(chain.Provider);

        var named = await world.Names(chain.Provider.GlobalAdmin, chain.Customer, $" {other.NetworkId} ", (first, 1), (second, null));
        var again = await world.Names(chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!, (first, null), (second, null));

        Assert.Equal([], named.Decision.Reasons);
        Assert.Equal(new[] { first, second }.OrderBy(id => id.Value), named.ValueOrNull!.Changed.OrderBy(id => id.Value));
        Assert.Empty(again.ValueOrNull!.Changed);
        Assert.All(again.ValueOrNull.All, held => Assert.Equal((other.NetworkId, 2), (held.PartnerOfRecord, held.Version)));
        foreach (var reader in new[] { chain.Provider, chain.Customer })
        {
            var page = PageRequest.From(size: null, cursor: null).ValueOrNull!;
            var log = await world.Does((ActivityQueries use) => use.Own(
                reader.GlobalAdmin, new ActivityFilter(Actions: ["PartnerOfRecordChanged"]), page, Cancel));
            Assert.Equal(2, log.Items.Count);
        }

        await using var db = world.Db();
        Assert.Equal(2, await db.ProgramEvents.CountAsync(e => e.TenantId == chain.Reseller.Id && e.Type == "subscription-updated", Cancel));
        Assert.Equal(2, await db.ProgramEvents.CountAsync(e => e.TenantId == other.Id && e.Type == "subscription-updated", Cancel));
    }

    [Fact]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "CAT-45")]
    public async Task What_stands_against_one_of_several_says_which_and_nothing_changes()
    {
        await using var world = await World.Create();
        var (chain, runs) = await world.SoldSeats(5);
        var stale = await world.Buys(chain, 3);
        var over = await world.Buys(chain, 2);
        var other = await world.FurtherReseller(chain.Provider);
        await using (var db = world.Db())
        {
            await db.Subscriptions.Where(s => s.Id == over).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.State, SubscriptionState.Expired).SetProperty(s => s.FriendlyName, "Old office"), Cancel);
        }

        var refused = await world.Names(
            chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!, (runs, 1), (stale, 7), (over, null));
        var strange = await world.Names(chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!, (runs, 1), (new(Guid.NewGuid()), 1));
        var none = await world.Names(chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!);
        var unknown = await world.Names(chain.Provider.GlobalAdmin, chain.Customer, "4999999", (runs, 1));

        Assert.Equal(
            ["SUBSCRIPTION_OF_SEVERAL_CHANGED_MEANWHILE", "SUBSCRIPTION_OF_SEVERAL_OVER"],
            refused.Decision.Reasons.Select(reason => reason.Code).Order());
        Assert.Contains(refused.Decision.Reasons, reason => reason.Arguments.Contains("Old office"));
        Assert.Equal(["SUBSCRIPTION_UNKNOWN"], strange.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(["SUBSCRIPTIONS_NOT_CHOSEN"], none.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(["PARTNER_OF_RECORD_UNKNOWN"], unknown.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal((chain.Reseller.NetworkId, 1), ((await world.Stored(runs)).PartnerOfRecord, (await world.Stored(runs)).Version));
    }

    [Fact]
    [Trait("Rule", "CAT-74")]
    [Trait("Rule", "MUL-04")]
    public async Task Nobody_else_names_a_reseller_on_it()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        var rival = await world.Provider();
        await world.Relationship(rival, chain.Customer, RelationshipKind.IndirectProvider);
        var its = await world.FurtherReseller(rival);

        foreach (var stranger in new[] { rival, chain.Reseller, chain.Customer, await world.Provider() })
        {
            Assert.Equal(
                ["SUBSCRIPTION_UNKNOWN"],
                (await world.Names(stranger.GlobalAdmin, chain.Customer, its.NetworkId!, (id, null))).Decision.Reasons.Select(r => r.Code));
        }

        Assert.Equal(chain.Reseller.Id, (await world.Stored(id)).ResellerId);
    }

    [Fact]
    [Trait("Rule", "CAT-42")]
    [Trait("Rule", "CAT-72")]
    public async Task Of_several_who_name_at_once_from_the_same_versions_one_does()
    {
        await using var world = await World.Create();
        var (chain, first) = await world.SoldSeats(5);
        var second = await world.Buys(chain, 3);
        var others = new List<Participant>();
        for (var number = 0; number < 4; number++)
        {
            others.Add(await world.FurtherReseller(chain.Provider));
        }

        // In both orders: who locks in one order never waits in a circle.
        var results = await Task.WhenAll(others.Select((other, number) => Task.Run(() => world.Names(
            chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!,
            number % 2 == 0 ? [(first, 1), (second, 1)] : [(second, 1), (first, 1)]))));

        Assert.Single(results, result => result.Decision.IsGranted);
        var winner = others[Array.FindIndex(results, result => result.Decision.IsGranted)];
        Assert.All(
            [await world.Stored(first), await world.Stored(second)],
            held => Assert.Equal((winner.Id, 2), (held.ResellerId!.Value, held.Version)));
    }

    [Fact]
    [Trait("Rule", "REL-55")]
    public async Task A_partnership_that_ends_at_the_same_moment_ends_before_or_afterwards()
    {
        await using var world = await World.Create();
        var (chain, id) = await world.SoldSeats(5);
        var confirmed = new EndConfirmation(true, PartnershipEndRules.StatementVersion, "en");
        for (var turn = 0; turn < 5; turn++)
        {
            var other = await world.Reseller();
            var partnership = await world.Partnership(chain.Provider, other);

            var naming = Task.Run(() => world.Names(chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!, (id, null)), Cancel);
            var ending = Task.Run(() => world.Ends(chain.Provider.GlobalAdmin, partnership, confirmed), Cancel);
            var (named, ended) = (await naming, await ending);

            Assert.True(ended.Decision.IsGranted);
            Assert.Equal(named.Decision.IsGranted, (await world.Stored(id)).ResellerId == other.Id);
            var later = await world.Names(chain.Provider.GlobalAdmin, chain.Customer, chain.Reseller.NetworkId!, (id, null));
            Assert.True(later.Decision.IsGranted);
            Assert.Equal(
                ["PARTNERSHIP_MISSING"],
                (await world.Names(chain.Provider.GlobalAdmin, chain.Customer, other.NetworkId!, (id, null))).Decision.Reasons.Select(r => r.Code));
        }
    }

    [Fact]
    [Trait("Rule", "CAT-70")]
    [Trait("Rule", "CAT-72")]
    public async Task The_provider_is_offered_its_resellers_with_what_stands_against_each()
    {
        await using var world = await World.Create();
        var (chain, _) = await world.SoldSeats(5);
        var free = await world.FurtherReseller(chain.Provider);
        var elsewhere = await world.FurtherReseller(chain.Provider, "US");

        var all = await world.Does((ResellerChoices use) => use.Of(chain.Provider.GlobalAdmin, chain.Customer.Id, null, Cancel));
        var found = await world.Does((ResellerChoices use) => use.Of(chain.Provider.GlobalAdmin, chain.Customer.Id, free.Name, Cancel));

        Assert.Equal(chain.Reseller.Id, all.Resellers[0].Id);
        Assert.Equal(
            new[] { (chain.Reseller.Id, true, true), (free.Id, false, true), (elsewhere.Id, false, false) }.OrderBy(c => c.Id.Value),
            all.Resellers.Select(c => (c.Id, c.HasCustomer, c.May.IsGranted)).OrderBy(c => c.Id.Value));
        Assert.Contains(
            "PARTNER_REGION_MISMATCH", all.Resellers.Single(c => c.Id == elsewhere.Id).May.Reasons.Select(reason => reason.Code));
        Assert.Equal([free.Id], found.Resellers.Select(choice => choice.Id));
        Assert.False(all.MayBeNone);
    }

    [Fact]
    [Trait("Rule", "CAT-72")]
    public async Task What_a_provider_sold_to_a_customer_is_read_along_an_index()
    {
        await using var world = await World.Create();
        var (chain, _) = await world.SoldSeats(5);
        await world.SellsElsewhere(20_000);

        var plan = await world.Does((ResellerChoices use) =>
            Plans.Of(use.SoldTo(chain.Provider.Id, chain.Customer.Id).Take(51), Cancel));

        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.Contains("IX_subscriptions_partner_id_customer_id", plan, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CAT-72")]
    public async Task On_the_api_a_provider_reads_whom_it_could_name_and_names_it_on_one_or_on_several()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (chain, id) = await world.SoldSeats(5);
        var other = await world.FurtherReseller(chain.Provider);
        using var provider = await host.User(chain.Provider);
        using var reseller = await host.User(chain.Reseller);

        var read = await provider.Get($"/api/subscriptions/{id}/reseller");
        var put = await provider.Put($"/api/subscriptions/{id}/reseller", $$"""{"networkId":"{{other.NetworkId}}","version":1}""");
        var late = await provider.Put($"/api/subscriptions/{id}/reseller", $$"""{"networkId":"{{chain.Reseller.NetworkId}}","version":1}""");
        var several = await provider.Put(
            $"/api/customers/{chain.Customer.Id}/subscriptions/reseller",
            $$"""{"networkId":"{{chain.Reseller.NetworkId}}","subscriptions":[{"id":"{{id}}","version":2}]}""");
        var nothing = await provider.Put($"/api/customers/{chain.Customer.Id}/subscriptions/reseller", "{}");
        var foreign = await reseller.Get($"/api/subscriptions/{id}/reseller");

        Assert.Equal((200, 200, 409, 200, 422, 403), (read.Status, put.Status, late.Status, several.Status, nothing.Status, foreign.Status));
        Assert.Contains($"\"networkId\":\"{other.NetworkId}\"", read.Text, StringComparison.Ordinal);
        Assert.Contains("\"isChanged\":true", several.Text, StringComparison.Ordinal);
        Assert.Equal((chain.Reseller.Id, 3), ((await world.Stored(id)).ResellerId!.Value, (await world.Stored(id)).Version));
    }
}
