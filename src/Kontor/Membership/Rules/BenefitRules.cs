using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Membership;

/// <summary>What may be given by the membership, and what a partner may do with it (ENR-04, ENR-25).</summary>
public static class BenefitRules
{
    public const int MaxCount = 10_000;

    public const int MaxCompetencies = 20;

    public const int MaxCompetencyLength = 80;

    /// <summary>How many benefits a network id may have, the expired ones included.</summary>
    public const int MostBenefits = 200;

    private const int LongestYears = 5;

    /// <summary>One per line, trimmed, none empty and none twice.</summary>
    public static ImmutableArray<string> CompetenciesIn(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    public static Decision IsSound(ImmutableArray<string> competencies) => Decision.RequireAll(
        (competencies.Length <= MaxCompetencies
            && competencies.All(name => name.Length <= MaxCompetencyLength && !name.Any(char.IsControl)),
            BenefitReasons.CompetenciesInvalid.About(MaxCompetencies, MaxCompetencyLength)));

    /// <summary>Whether it can be granted.</summary>
    /// <param name="count">Licenses, hours, cases or seats.</param>
    /// <param name="until">The last day.</param>
    /// <param name="today">UTC.</param>
    /// <param name="present">How many benefits the network id has already.</param>
    public static Decision MayGrant(int count, DateOnly? until, DateOnly today, int present) => Decision.RequireAll(
        (count is > 0 and <= MaxCount, BenefitReasons.CountInvalid.About(MaxCount)),
        (until >= today && until <= today.AddYears(LongestYears), BenefitReasons.UntilInvalid.About(LongestYears)),
        (present < MostBenefits, BenefitReasons.TooMany.About(MostBenefits)));

    public static Decision MayActivate(MembershipBenefit benefit, DateOnly today) => Decision.RequireAll(
        (benefit.ActivatedAt is null, BenefitReasons.AlreadyActivated),
        (today <= benefit.Until, BenefitReasons.Expired));

    /// <summary>What was activated may be in use, and is not taken back.</summary>
    public static Decision MayWithdraw(MembershipBenefit benefit) =>
        Decision.RequireAll((benefit.ActivatedAt is null, BenefitReasons.AlreadyActivated));
}
