using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>A partner in the role it plays in one question; null where its tenant has no such enrolment.</summary>
public readonly record struct Player(Party Party, PartnerType? Type);

/// <summary>What a partner's own state says about new business; what exists goes on (AGR-05, ENR-46, ENR-61).</summary>
public static class StandingRules
{
    /// <summary>
    /// AGR-02 … AGR-05, ENR-33, ENR-37, ENR-46, ENR-61: onboarded, enrolled, signed, and not stopped. Reasons are
    /// ordered by code, then by partner.
    /// </summary>
    public static Decision StatesAgainst(params ReadOnlySpan<Player> players)
    {
        var against = default(ReasonsAgainst);
        Add(ref against, players, IsNotEnrolled, EligibilityReasons.PartnerNotEnrolled);
        Add(ref against, players, static p => p.Party.Enrolments.IsSuspended, EligibilityReasons.PartnerSuspended);
        Add(ref against, players, IsRestricted, EligibilityReasons.PartnerRestricted);
        Add(ref against, players, LacksNetworkId, EligibilityReasons.NetworkIdMissing);
        Add(ref against, players, IsUnsignedReseller, EligibilityReasons.AgreementMissing);
        Add(ref against, players, IsUnsignedOther, EligibilityReasons.PartnerAgreementMissing);
        Add(ref against, players, IsNotActive, EligibilityReasons.EnrolmentNotActive);
        return against.Decide();
    }

    /// <summary>
    /// REL-11, REL-44, ENR-61: a reseller that joins a provider need not have signed yet, but it must be enrolled and
    /// may not be suspended.
    /// </summary>
    public static Decision StatesAgainstJoining(Party provider, Party reseller)
    {
        var against = default(ReasonsAgainst);
        var asProvider = new Player(provider, AsType(provider, PartnerType.Provider));
        var asReseller = new Player(reseller, AsType(reseller, PartnerType.Reseller));
        Add(ref against, [asProvider, asReseller], IsNotEnrolled, EligibilityReasons.PartnerNotEnrolled);
        Add(
            ref against,
            [asProvider, asReseller],
            static p => p.Party.Enrolments.IsSuspended,
            EligibilityReasons.PartnerSuspended);
        Add(ref against, [asProvider], LacksNetworkId, EligibilityReasons.NetworkIdMissing);
        Add(ref against, [asProvider], IsUnsigned, EligibilityReasons.PartnerAgreementMissing);
        Add(ref against, [asProvider], IsNotActive, EligibilityReasons.EnrolmentNotActive);
        return against.Decide();
    }

    /// <summary>
    /// The enrolment that serves best where any would do, as for managing (SCN-03): a restricted direct partner that
    /// is a reseller too still invites as a reseller (ENR-46).
    /// </summary>
    public static PartnerType? BestTypeOf(Party partner)
    {
        if (partner.Kind != TenantKind.Partner)
        {
            return null;
        }

        PartnerType? best = null;
        foreach (var type in (ReadOnlySpan<PartnerType>)
            [PartnerType.Reseller, PartnerType.DirectPartner, PartnerType.Provider])
        {
            if (Rank(partner.Enrolments[type]) > (best is { } known ? Rank(partner.Enrolments[known]) : 0))
            {
                best = type;
            }
        }

        return best;
    }

    private static int Rank(EnrolmentState? state) => state switch
    {
        EnrolmentState.Active => 4,
        EnrolmentState.Qualified => 3,
        EnrolmentState.Restricted or EnrolmentState.Suspended => 2,
        null or EnrolmentState.Rejected or EnrolmentState.Withdrawn => 0,
        _ => 1,
    };

    private static PartnerType? AsType(Party party, PartnerType type) =>
        party.Enrolments.IncludesOrAwaits(type) ? type : null;

    /// <summary>A tenant of another kind is no partner at all, as SCN-01 says; this is for partner tenants.</summary>
    private static bool IsNotEnrolled(Player player) =>
        player.Party.Kind == TenantKind.Partner
        && (player.Type is { } type
            ? player.Party.Enrolments.AwaitsDecision(type)
            : player.Party.Enrolments.AreNone);

    private static bool IsRestricted(Player player) =>
        player.Type == PartnerType.DirectPartner
        && player.Party.Enrolments.DirectPartner == EnrolmentState.Restricted;

    private static bool LacksNetworkId(Player player) => player.Type is not null && !player.Party.HasNetworkId;

    private static bool IsUnsignedReseller(Player player) =>
        player.Type == PartnerType.Reseller && IsUnsigned(player);

    private static bool IsUnsignedOther(Player player) =>
        player.Type != PartnerType.Reseller && IsUnsigned(player);

    private static bool IsUnsigned(Player player) => player.Type is not null && !player.Party.HasSignedInRegion;

    private static bool IsNotActive(Player player) =>
        player.Type is { } type
        && player.Party is { HasNetworkId: true, HasSignedInRegion: true }
        && player.Party.Enrolments[type] == EnrolmentState.Qualified;

    private static void Add(
        ref ReasonsAgainst against, ReadOnlySpan<Player> players, Func<Player, bool> applies, Reason reason)
    {
        foreach (var player in players)
        {
            if (applies(player))
            {
                against.Add(reason.About(player.Party.Name));
            }
        }
    }
}
