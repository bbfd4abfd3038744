using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

/// <summary>
/// Whatever providers, resellers and operators do in whatever order: invitations, partnerships and requests to end them
/// move along their states only, and a pair has at most one active partnership.
/// </summary>
public sealed class PartnershipStoryTests
{
    private const int Steps = 60;

    /// <summary>What begins things comes more often, so that there is something to end.</summary>
    private static readonly Act[] Acts =
        [.. Enum.GetValues<Act>(), Act.InviteAnybody, Act.Accept, Act.Accept, Act.Accept, Act.RequestEnd, Act.RequestEnd];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private enum Act
    {
        InviteOne,
        InviteAnybody,
        Accept,
        AcceptAgain,
        Decline,
        Revoke,
        Expire,
        End,
        RequestEnd,
        Execute,
        Refuse,
        Withdraw,
    }

    [Theory]
    [Trait("Rule", "REL-31")]
    [Trait("Rule", "REL-52")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_sequence_leaves_the_states_or_gives_a_pair_two_active_partnerships(int seed)
    {
        await using var world = await World.Create();
        var told = new Story(
            world,
            [await world.Provider(), await world.Provider()],
            [await world.Reseller(), await world.Reseller()],
            await world.Vendor(),
            new Random(seed));
        var granted = new HashSet<Act>();

        for (var step = 0; step < Steps; step++)
        {
            // Ids grow with time, so that a seed tells one story.
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            var before = await State.Of(world);
            var act = Acts[told.Random.Next(Acts.Length)];
            if (await told.Does(act))
            {
                granted.Add(act);
            }

            var after = await State.Of(world);
            after.AssertFollows(before, $"seed {seed}, step {step}: {act}");
        }

        // A story in which nothing was ever granted would show nothing.
        Assert.True(
            granted.IsSupersetOf([Act.Accept, Act.End, Act.RequestEnd]) && granted.Count > 7,
            $"Only {string.Join(", ", granted)} were granted with seed {seed}.");
    }

    private sealed record Story(
        World World, Participant[] Providers, Participant[] Resellers, Participant Vendor, Random Random)
    {
        private readonly List<(IssuedInvitation Issued, Participant Provider)> _issued = [];

        /// <summary>Does something with something at random; whether it was granted.</summary>
        public async Task<bool> Does(Act act)
        {
            var (provider, reseller) = (One(Providers), One(Resellers));
            switch (act)
            {
                case Act.InviteOne or Act.InviteAnybody:
                    return await Invite(provider, act == Act.InviteOne ? reseller : null);
                case Act.Expire:
                    World.Clock.Advance(TimeSpan.FromDays(30));
                    return true;
                case Act.Accept or Act.AcceptAgain or Act.Decline or Act.Revoke:
                    return _issued.Count > 0 && await Answer(act, One(_issued), reseller);
                default:
                    await using (var db = World.Db())
                    {
                        var all = await db.Partnerships.AsNoTracking().OrderBy(p => p.Id).ToListAsync(Cancel);
                        return all.Count > 0 && await Change(act, One(all));
                    }
            }
        }

        private async Task<bool> Invite(Participant provider, Participant? reseller)
        {
            _issued.Add((await World.AsksForPartnership(provider, reseller), provider));
            return true;
        }

        private async Task<bool> Answer(Act act, (IssuedInvitation Issued, Participant Provider) one, Participant reseller) =>
            act switch
            {
                Act.Decline => (await World.Does((DeclinePartnerInvitation use) =>
                    use.Handle(reseller.GlobalAdmin, World.TokenIn(one.Issued), Cancel))).Decision.IsGranted,
                Act.Revoke => (await World.Does((RevokePartnerInvitation use) =>
                    use.Handle(one.Provider.GlobalAdmin, one.Issued.Id, Cancel))).Decision.IsGranted,
                _ => (await World.Accepts(reseller.GlobalAdmin, one.Issued)).Decision.IsGranted,
            };

        private async Task<bool> Change(Act act, Partnership partnership)
        {
            var provider = Providers.Single(p => p.Id == partnership.ProviderId).GlobalAdmin;
            var reseller = Resellers.Single(p => p.Id == partnership.ResellerId).GlobalAdmin;
            await using var db = World.Db();
            var request = await db.PartnershipEndRequests.Where(r => r.PartnershipId == partnership.Id)
                .OrderByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(Cancel);
            return act switch
            {
                Act.End => (await World.Ends(provider, partnership)).Decision.IsGranted,
                Act.RequestEnd => (await World.AsksForEnd(reseller, partnership)).Decision.IsGranted,
                Act.Withdraw => (await World.WithdrawsEnd(reseller, partnership)).Decision.IsGranted,
                _ => (await World.DecidesEnd(Vendor.As(Role.ProgramOperator), request, act == Act.Refuse ? "No." : null))
                    .Decision.IsGranted,
            };
        }

        private T One<T>(IReadOnlyList<T> some) => some[Random.Next(some.Count)];
    }

    /// <summary>Where everything stands.</summary>
    private sealed record State(
        Dictionary<InvitationId, InvitationState> Invitations,
        Dictionary<PartnershipId, Partnership> Partnerships,
        Dictionary<EndRequestId, PartnershipEndRequest> Requests,
        HashSet<PartnershipId> Ends)
    {
        public static async Task<State> Of(World world)
        {
            await using var db = world.Db();
            return new State(
                await db.PartnerInvitations.AsNoTracking().ToDictionaryAsync(i => i.Id, i => i.StateAt(world.Now), Cancel),
                await db.Partnerships.AsNoTracking().ToDictionaryAsync(p => p.Id, Cancel),
                await db.PartnershipEndRequests.AsNoTracking().ToDictionaryAsync(r => r.Id, Cancel),
                [.. await db.PartnershipEnds.Select(e => e.PartnershipId).ToListAsync(Cancel)]);
        }

        public void AssertFollows(State before, string where)
        {
            foreach (var (id, state) in before.Invitations)
            {
                Assert.True(state == InvitationState.Open || Invitations[id] == state, $"{where}: {state} → {Invitations[id]}");
            }

            foreach (var (id, former) in before.Partnerships)
            {
                Assert.True(former.IsActive || Partnerships[id].EndedAt == former.EndedAt, $"{where}: an end was undone");
            }

            foreach (var (id, former) in before.Requests)
            {
                Assert.True(former.IsOpen || Requests[id].State == former.State, $"{where}: {former.State} → {Requests[id].State}");
            }

            Assert.All(
                Partnerships.Values.Where(p => p.IsActive).GroupBy(p => (p.ProviderId, p.ResellerId)),
                pair => Assert.True(pair.Count() == 1, $"{where}: two active"));
            Assert.All(
                Requests.Values.Where(r => r.IsOpen).GroupBy(r => (r.ProviderId, r.ResellerId)),
                pair => Assert.True(pair.Count() == 1, $"{where}: two open requests"));
            Assert.All(
                Requests.Values.Where(r => r.IsOpen),
                request => Assert.True(Partnerships[request.PartnershipId].IsActive, $"{where}: open about an ended one"));
            Assert.Equal(Partnerships.Values.Where(p => !p.IsActive).Select(p => p.Id).ToHashSet(), Ends);
        }
    }
}
