using System.Collections.Immutable;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Enrolment;

/// <summary>What an applicant as direct partner is measured by, as it is now.</summary>
/// <param name="Reseller">Where the tenant stands as a reseller; null where it never applied.</param>
/// <param name="DirectPartner">Where it stands as direct partner; null where it never applied.</param>
/// <param name="NetworkId">The location network id that is linked to the tenant; null for none (ENR-40).</param>
/// <param name="IsMembershipActive">Whether that id's membership profile is active; an id without a profile is.</param>
/// <param name="HasSigned">The organization's signature holds in the tenant's region (AGR-06).</param>
/// <param name="SellsSince">K-06: the organization's first sale as a reseller; null where there was none.</param>
/// <param name="Revenue">ENR-41: of the last twelve months, over all tenants of the organization.</param>
public sealed record DirectFacts(
    EnrolmentState? Reseller,
    EnrolmentState? DirectPartner,
    string? NetworkId,
    bool IsMembershipActive,
    bool HasSigned,
    DateTimeOffset? SellsSince,
    TrailingRevenue Revenue);

/// <summary>What is asked of a direct partner before it applies.</summary>
public enum DirectRequirement
{
    /// <summary>ENR-07.</summary>
    ActiveReseller,

    /// <summary>ENR-40: active membership, and a network id for the selling location.</summary>
    Membership,

    /// <summary>AGR-02.</summary>
    Agreement,

    /// <summary>K-06.</summary>
    Months,

    /// <summary>ENR-41; where Kontor knows of less, a higher figure can be declared.</summary>
    Revenue,
}

/// <summary>One requirement as it is now.</summary>
/// <param name="Requirement">Which.</param>
/// <param name="Missing">Why it is not met; null where it is.</param>
public sealed record DirectRequirementState(DirectRequirement Requirement, Reason? Missing)
{
    public bool IsMet => Missing is null;
}

/// <summary>The requirements of a direct partner, each by itself.</summary>
public static class DirectRequirements
{
    public static ImmutableArray<DirectRequirementState> Of(DirectFacts facts, ProgramPolicy policy, DateTimeOffset now) =>
    [
        new(DirectRequirement.ActiveReseller, facts.Reseller == EnrolmentState.Active ? null : DirectReasons.ResellerFirst),
        new(DirectRequirement.Membership, OfMembership(facts)),
        new(DirectRequirement.Agreement, facts.HasSigned ? null : DirectReasons.AgreementMissing),
        new(DirectRequirement.Months, OfMonths(facts, policy.DirectPartnerMonths, now)),
        new(DirectRequirement.Revenue, OfRevenue(facts.Revenue, policy)),
    ];

    /// <summary>ENR-41, ENR-42: whether Kontor itself knows of enough revenue.</summary>
    public static Reason? OfRevenue(TrailingRevenue revenue, ProgramPolicy policy) =>
        revenue.Cents >= RequiredOf(policy).Units ? null : DirectReasons.RevenueTooLow.About(revenue.Total, RequiredOf(policy));

    public static Money RequiredOf(ProgramPolicy policy) => Dollars(policy.DirectPartnerRevenueUsd);

    public static Money Dollars(long dollars) => new(dollars * Currency.Usd.UnitsPerOne, Currency.Usd);

    private static Reason? OfMembership(DirectFacts facts) => facts switch
    {
        { NetworkId: null } => DirectReasons.NetworkIdMissing,
        { IsMembershipActive: false } => DirectReasons.MembershipInactive.About(facts.NetworkId),
        _ => null,
    };

    private static Reason? OfMonths(DirectFacts facts, int months, DateTimeOffset now)
    {
        if (months == 0)
        {
            return null;
        }

        if (facts.SellsSince is not { } since)
        {
            return DirectReasons.NeverSold.About(months);
        }

        var enough = since.AddMonths(months);
        return now >= enough ? null : DirectReasons.TooEarly.About(months, since, enough);
    }
}
