using Kontor.Agreements;
using Kontor.Customers;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

public sealed class AnswersAtOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-15")]
    [Trait("Rule", "CUS-75")]
    public async Task Of_two_acceptances_at_once_one_relates_and_the_other_is_told()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement))));

        Assert.Single(results, result => result.Decision.IsGranted);
        await using var db = world.Db();
        Assert.Equal(2, await db.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(1, await db.SharedCustomers.CountAsync(Cancel));
        Assert.Equal(1, await db.CustomerAgreementAcceptances.CountAsync(Cancel));
        Assert.Equal(3, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "CUS-15")]
    public async Task Ten_customers_answer_a_general_link_at_once()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider);
        var customers = new List<Participant>();
        for (var number = 0; number < 10; number++)
        {
            customers.Add(await world.Customer());
        }

        var results = await Task.WhenAll(customers.Select(customer => Task.Run(() =>
            world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation), agreement: World.Agreement))));

        Assert.All(results, result => Assert.True(result.Decision.IsGranted));
        await using var db = world.Db();
        Assert.Equal(20, await db.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(10, await db.SharedCustomers.CountAsync(Cancel));
    }

    [Theory]
    [Trait("Rule", "CUS-75")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accepting_and_revoking_at_once_leave_a_state_that_both_answers_describe(bool isGeneral)
    {
        await using var world = await World.Create();
        for (var round = 0; round < 5; round++)
        {
            var (direct, customer) = (await world.DirectPartner(), await world.Customer());
            var invitation = await world.InvitesAlone(direct, isGeneral ? null : customer);

            var accepting = Task.Run(() => world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation)));
            var revoking = Task.Run(() => world.Revokes(direct, invitation.Id));
            await Task.WhenAll(accepting, revoking);

            var (accepted, revoked) = ((await accepting).Decision.IsGranted, (await revoking).Decision.IsGranted);
            Assert.True(isGeneral ? revoked : accepted != revoked);
            Assert.Equal(accepted, await Find(world, direct, customer) is not null);
        }
    }

    private static Task<CustomerDetail?> Find(World world, Participant partner, Participant customer) =>
        world.Does((CustomerDetails q) => q.Find(partner.GlobalAdmin, customer.Id, Cancel));
}
