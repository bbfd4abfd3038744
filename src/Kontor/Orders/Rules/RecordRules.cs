using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Orders;

/// <summary>One reseller of record for several subscriptions of a customer: all of them or none (CAT-70 … CAT-74).</summary>
public static class RecordRules
{
    /// <summary>How many are changed together at most.</summary>
    public const int Most = 50;

    public static Decision AreChosen(int count) =>
        Decision.RequireAll((count is > 0 and <= Most, ChangeReasons.NoneChosen.About(Most)));

    /// <summary>
    /// Whether a reseller may be named on all of them. What is against it for each alike is said once; what is against one of
    /// them says which.
    /// </summary>
    /// <param name="chosen">Those of one seller and one customer, each with the version from which it is changed, or null.</param>
    /// <param name="networkId">The reseller's; empty for none.</param>
    /// <param name="policy">K-24.</param>
    /// <param name="now">The instant.</param>
    public static Decision MayName(
        IReadOnlyList<(ChangeFacts Facts, int? Version)> chosen, string networkId, ProgramPolicy policy, DateTimeOffset now) =>
        Decision.From(chosen.SelectMany(one => Against(one.Facts, one.Version, networkId, policy, now)).Distinct());

    private static IEnumerable<Reason> Against(
        ChangeFacts facts, int? version, string networkId, ProgramPolicy policy, DateTimeOffset now)
    {
        var held = facts.Held;
        if (version is { } seen && seen != held.Version)
        {
            return [ChangeReasons.OneChangedMeanwhile.About(held.FriendlyName)];
        }

        var wish = new SubscriptionWish { PartnerOfRecord = networkId }.Against(held);
        return ChangeRules.May(facts, wish, policy, now).Reasons
            .Select(reason => reason.Code == ChangeReasons.Over.Code ? ChangeReasons.OneOver.About(held.FriendlyName) : reason);
    }
}
