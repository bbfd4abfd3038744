using Kontor.Accounts;
using Kontor.Catalog;

namespace Kontor.Orders;

/// <summary>What may be sold to which customer (CAT-60).</summary>
public static class SegmentRules
{
    /// <summary>
    /// Everybody may buy commercial offers except a customer of the government community cloud, which buys nothing
    /// else than its own; education and non-profit offers go to who qualifies for them.
    /// </summary>
    public static bool MayBuy(Qualifications customer, Segment segment)
    {
        var isGovernment = customer.HasFlag(Qualifications.GovernmentCommunityCloud);
        return segment switch
        {
            Segment.Government => isGovernment,
            _ when isGovernment => false,
            Segment.Commercial => true,
            Segment.Education => customer.HasFlag(Qualifications.Education),
            Segment.Nonprofit => customer.HasFlag(Qualifications.Nonprofit),
            _ => throw new ArgumentOutOfRangeException(nameof(segment)),
        };
    }
}
