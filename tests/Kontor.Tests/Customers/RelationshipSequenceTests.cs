using Kontor.Customers;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

/// <summary>Whatever partners and customer do in whatever order, relationships keep to their states.</summary>
public sealed class RelationshipSequenceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "CUS-75")]
    [Trait("Rule", "CUS-14")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_sequence_leaves_the_states_of_a_relationship(int seed)
    {
        await using var world = await World.Create();
        var (provider, reseller, first) = await world.ConnectedTrio();
        var direct = await world.DirectPartner();
        List<Participant> customers = [first];
        var chance = new Random(seed);
        var ended = new Dictionary<RelationshipId, (DateTimeOffset At, AdminRights Rights)>();
        for (var step = 0; step < 40; step++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            var customer = customers[chance.Next(customers.Count)];
            switch (chance.Next(8))
            {
                case 0 when customers.Count < 3:
                    customers.Add(await world.MadeCustomer(
                        provider, World.Wanted($"made-{seed}-{step}", reseller: chance.Next(2) == 0 ? reseller : null)));
                    break;
                case 1:
                    await world.AcceptsPartners(
                        customer.GlobalAdmin, World.TokenIn(await world.InvitesJointly(reseller, provider)));
                    break;
                case 2:
                    await world.AcceptsPartners(
                        customer.GlobalAdmin, World.TokenIn(await world.InvitesAlone(direct, rights: chance.Next(2) == 0)));
                    break;
                case 3:
                    await world.EndsRelationship(provider.GlobalAdmin, customer);
                    break;
                case 4:
                    await world.EndsRelationship(reseller.GlobalAdmin, customer, confirmed: chance.Next(4) > 0);
                    break;
                case 5:
                    await world.EndsRelationship(direct.GlobalAdmin, customer);
                    break;
                default:
                    await ChangesRights(world, customer, chance.Next(2) == 0);
                    break;
            }

            await Holds(world, ended);
        }
    }

    /// <summary>The customer removes the rights of one of its partners, or gives them back.</summary>
    private static async Task ChangesRights(World world, Participant customer, bool removes)
    {
        await using var db = world.Db();
        var relationship = await db.CustomerRelationships
            .Where(r => r.CustomerId == customer.Id && r.EndedAt == null).OrderBy(r => r.Id).FirstOrDefaultAsync(Cancel);
        if (removes)
        {
            relationship?.RemoveAdminRights();
        }
        else
        {
            relationship?.GrantAdminRights();
        }

        await db.SaveChangesAsync(Cancel);
    }

    private static async Task Holds(World world, Dictionary<RelationshipId, (DateTimeOffset At, AdminRights Rights)> ended)
    {
        await using var db = world.Db();
        var all = await db.CustomerRelationships.ToListAsync(Cancel);
        var active = all.Where(r => r.EndedAt is null).ToArray();

        // One active relationship of a kind per pair.
        Assert.Equal(active.Length, active.Select(r => (r.PartnerId, r.CustomerId, r.Kind)).Distinct().Count());
        foreach (var over in all.Where(r => r.EndedAt is not null))
        {
            // Ended is final, with the rights as they were then; a seller keeps none.
            var now = (over.EndedAt!.Value, over.AdminRights);
            Assert.Equal(ended.GetValueOrDefault(over.Id, now), now);
            Assert.False(RelationshipEndRules.IsSelling(over.Kind) && over.AdminRights == AdminRights.Granted);
            ended[over.Id] = now;
        }

        // Each end has its evidence, and only ends have.
        Assert.Equal(ended.Keys.Order(Comparer<RelationshipId>.Create((a, b) => a.Value.CompareTo(b.Value))),
            (await db.RelationshipEnds.Select(e => e.RelationshipId).ToListAsync(Cancel))
                .Order(Comparer<RelationshipId>.Create((a, b) => a.Value.CompareTo(b.Value))));

        // Shared is only what both sides work with.
        foreach (var shared in await db.SharedCustomers.ToListAsync(Cancel))
        {
            Assert.Contains(active, r => r.PartnerId == shared.ProviderId && r.CustomerId == shared.CustomerId);
            Assert.Contains(active, r => r.PartnerId == shared.ResellerId && r.CustomerId == shared.CustomerId);
        }
    }
}
