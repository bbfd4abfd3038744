using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Eligibility;

/// <summary>
/// What begins between two or three parties while one of them is stopped, leaves or is quicker, met before each of its
/// statements: either it began first and is whole, or it did not begin and says why.
/// </summary>
public sealed class MeetingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "CUS-15")]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_joint_acceptance_while_a_partner_is_suspended(bool isProvider) =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var vendor = await world.Vendor();
            var (provider, reseller, customer) = await world.ConnectedTrio();
            var invitation = await world.InvitesJointly(reseller, provider, customer);

            var (accepted, suspended, meeting) = await world.Meet(
                statement, Accepts(customer, invitation), World.Suspends(vendor, isProvider ? provider : reseller));

            Assert.True(suspended is null || suspended.Decision.IsGranted);
            await AssertWholeOrNothing(world, accepted, meeting, "PARTNER_SUSPENDED");
            return meeting != Meeting.None;
        });

    [Fact]
    [Trait("Rule", "REL-51")]
    [Trait("Rule", "CUS-13")]
    [Trait("Rule", "CUS-15")]
    public Task A_joint_acceptance_while_the_inviting_partners_part() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
            var partnership = await world.Partnership(provider, reseller);
            var invitation = await world.InvitesJointly(reseller, provider, customer);

            var (accepted, ended, meeting) = await world.Meet(
                statement,
                Accepts(customer, invitation),
                (EndPartnership use) => use.Handle(provider.GlobalAdmin, partnership.Id, World.Confirmed, Cancel));

            Assert.True(ended is null || ended.Decision.IsGranted);
            await AssertWholeOrNothing(world, accepted, meeting, "INVITING_PARTNERS_PARTED");
            return meeting != Meeting.None;
        });

    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "CUS-15")]
    public Task A_single_use_link_while_another_customer_follows_it() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (provider, reseller, customer) = await world.ConnectedTrio();
            var other = await world.Customer();
            var invitation = await world.InvitesJointly(reseller, provider, customer);

            var (first, second, meeting) = await world.Meet(
                statement, Accepts(customer, invitation), Accepts(other, invitation));

            var (winner, loser) = meeting == Meeting.SecondWasDone ? (second!, first) : (first, second);
            Assert.True(winner.Decision.IsGranted);
            Assert.True(loser is null || loser.Decision.Reasons.SequenceEqual([CustomerReasons.LinkInvalid]));
            await using var db = world.Db();
            var taken = meeting == Meeting.SecondWasDone ? other.Id : customer.Id;
            Assert.Equal([taken, taken], await db.CustomerRelationships.Select(r => r.CustomerId).ToListAsync(Cancel));
            Assert.Equal(taken, (await db.CustomerAgreementAcceptances.SingleAsync(Cancel)).CustomerId);
            return meeting != Meeting.None;
        });

    [Fact]
    [Trait("Rule", "CUS-75")]
    public Task An_acceptance_while_the_invitation_is_revoked() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (direct, customer) = (await world.DirectPartner(), await world.Customer());
            var invitation = await world.InvitesAlone(direct, customer);

            var (accepted, revoked, meeting) = await world.Meet(
                statement,
                Accepts(customer, invitation),
                (RevokeCustomerInvitation use) => use.Handle(direct.GlobalAdmin, invitation.Id, Cancel));

            Assert.Equal(meeting != Meeting.SecondWasDone, accepted.Decision.IsGranted);
            Assert.Equal(meeting == Meeting.SecondWasDone, revoked?.Decision.IsGranted == true);
            await using var db = world.Db();
            Assert.Equal(accepted.Decision.IsGranted ? 1 : 0, await db.CustomerRelationships.CountAsync(Cancel));
            return meeting != Meeting.None;
        });

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "REL-32")]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_partnership_while_one_of_both_is_suspended(bool isProvider) =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var vendor = await world.Vendor();
            var (provider, reseller) = (await world.Provider(), await world.Reseller());
            var invitation = await world.AsksForPartnership(provider, reseller);

            var (accepted, suspended, meeting) = await world.Meet(
                statement,
                (AcceptPartnerInvitation use) =>
                    use.Handle(reseller.GlobalAdmin, World.TokenIn(invitation), confirmed: true, Cancel),
                World.Suspends(vendor, isProvider ? provider : reseller));

            Assert.True(suspended is null || suspended.Decision.IsGranted);
            Assert.Equal(
                meeting == Meeting.SecondWasDone ? ["PARTNER_SUSPENDED"] : [],
                accepted.Decision.Reasons.Select(reason => reason.Code));
            await using var db = world.Db();
            Assert.Equal(accepted.Decision.IsGranted ? 1 : 0, await db.Partnerships.CountAsync(Cancel));
            return meeting != Meeting.None;
        });

    private static Func<AcceptCustomerInvitation, Task<Result<AcceptedRelationships>>> Accepts(
        Participant customer, IssuedInvitation invitation) =>
        use => use.Handle(customer.GlobalAdmin, World.TokenIn(invitation), confirmed: true, World.Agreement, Cancel);

    private static async Task AssertWholeOrNothing(
        World world, Result<AcceptedRelationships> accepted, Meeting meeting, string otherwise)
    {
        var began = meeting != Meeting.SecondWasDone;
        Assert.Equal(began ? [] : [otherwise], accepted.Decision.Reasons.Select(reason => reason.Code));
        await using var db = world.Db();
        Assert.Equal(began ? 2 : 0, await db.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(began ? 1 : 0, await db.CustomerAgreementAcceptances.CountAsync(Cancel));
    }
}
