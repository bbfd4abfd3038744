using FsCheck;
using FsCheck.Fluent;
using Kontor.Invitations;

namespace Kontor.Tests.Invitations;

public sealed class InvitationStateTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Expires = Created.AddDays(90);

    [Theory]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "REL-31")]
    [Trait("Rule", "CUS-75")]
    [InlineData(false, null, null, 0, InvitationState.Open)]
    [InlineData(false, null, null, 89, InvitationState.Open)]
    [InlineData(false, null, null, 90, InvitationState.Expired)]
    [InlineData(false, true, null, 1, InvitationState.Accepted)]
    [InlineData(false, true, null, 100, InvitationState.Accepted)]
    [InlineData(false, false, null, 1, InvitationState.Declined)]
    [InlineData(false, null, 1, 2, InvitationState.Revoked)]
    [InlineData(false, null, 1, 100, InvitationState.Revoked)]
    [InlineData(true, true, null, 1, InvitationState.Open)]
    [InlineData(true, false, null, 1, InvitationState.Open)]
    [InlineData(true, true, null, 90, InvitationState.Expired)]
    [InlineData(true, true, 1, 2, InvitationState.Revoked)]
    public void A_link_holds_until_it_is_answered_revoked_or_expired(
        bool isGeneral, bool? wasAccepted, int? revokedOnDay, int day, InvitationState state)
    {
        DateTimeOffset? revokedAt = revokedOnDay is { } revoked ? Created.AddDays(revoked) : null;

        Assert.Equal(state, InvitationStates.Of(isGeneral, wasAccepted, revokedAt, Expires, Created.AddDays(day)));
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public void Passing_time_never_opens_an_invitation_again() =>
        Prop.ForAll(
            Gen.Choose(0, 200).Two().ToArbitrary(),
            Gen.Elements(true, false).Two().ToArbitrary(),
            Gen.Elements<bool?>(null, true, false).ToArbitrary(),
            (days, facts, answer) =>
            {
                DateTimeOffset? revokedAt = facts.Item2 ? Created : null;
                InvitationState On(int day) =>
                    InvitationStates.Of(facts.Item1, answer, revokedAt, Expires, Created.AddDays(day));
                var (earlier, later) = (int.Min(days.Item1, days.Item2), int.Max(days.Item1, days.Item2));
                return On(earlier) == InvitationState.Open || On(later) != InvitationState.Open;
            }).QuickCheckThrowOnFailure();
}
