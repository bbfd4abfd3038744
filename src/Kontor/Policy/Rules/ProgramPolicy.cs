using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Policy;

/// <summary>
/// What programs differ in, as data: rules take it as a fact. Defaults follow docs/rules.md. A new version is written
/// for each change; the operator's activity log keeps who changed it.
/// </summary>
public sealed record ProgramPolicy
{
    public static ProgramPolicy Default { get; } = new();

    /// <summary>REL-30: how long a partner or customer invitation stays open. 1 to 365 days.</summary>
    public int InvitationLifetimeDays { get; init; } = 90;

    /// <summary>CUS-76: delegated admin rights that end last so long at most. 1 to 3,650 days.</summary>
    public int DelegatedAdminMaxDays { get; init; } = 730;

    /// <summary>CUS-77: by so much rights that extend themselves are extended each time. 30 to 730 days.</summary>
    public int DelegatedAdminExtensionDays { get; init; } = 180;

    /// <summary>CUS-75: how long a request for delegated admin rights waits for the customer. 1 to 365 days.</summary>
    public int DelegatedAdminRequestDays { get; init; } = 90;

    /// <summary>K-24: a provider's new subscriptions must name a reseller.</summary>
    public bool ProviderMustNameReseller { get; init; } = true;

    /// <summary>MUL-09: a program partner cannot sell online services to another partner's program tenant.</summary>
    public bool ForbidsResaleToPartners { get; init; } = true;

    /// <summary>ENR-31: the review of an application takes no longer, as it is promised. 1 to 60 working days.</summary>
    public int EnrolmentReviewWorkingDays { get; init; } = 5;

    /// <summary>K-06: who applies as direct partner has sold as a reseller for so long. 0, which asks for nothing, to 120 months.</summary>
    public int DirectPartnerMonths { get; init; } = 12;

    /// <summary>
    /// ENR-41, ENR-42: cloud revenue of the last twelve months that a direct partner has. 0 to 1,000,000,000 whole US dollars.
    /// </summary>
    public long DirectPartnerRevenueUsd { get; init; } = 300_000;

    /// <summary>NAT-10: a national cloud in which new directories are made; the public one is always offered.</summary>
    public bool OffersUsGovernmentCloud { get; init; }

    /// <summary>NAT-07: it takes no new customers, so there is little for a new partner to do.</summary>
    public bool OffersGermanCloud { get; init; }

    public bool OffersChineseCloud { get; init; }

    /// <summary>
    /// NAT-10: the features that are off, by cloud; all others are on. Those of the US government cloud are what is left of
    /// NAT-04's list after K-03, and what Kontor has of it; Germany's is NAT-07.
    /// </summary>
    public ImmutableSortedDictionary<Cloud, ImmutableSortedSet<CloudFeature>> FeaturesOff { get; init; } =
        new Dictionary<Cloud, ImmutableSortedSet<CloudFeature>>
        {
            [Cloud.UsGovernment] = [CloudFeature.FindProvider, CloudFeature.SpecialQualifications],
            [Cloud.Germany] = [CloudFeature.NewCustomers],
        }.ToImmutableSortedDictionary();

    /// <summary>How long a cart lives without being changed. 1 to 1,440 minutes.</summary>
    public int CartLifetimeMinutes { get; init; } = 15;

    /// <summary>How long an answer is kept for a repeated request. 1 to 168 hours.</summary>
    public int RequestAnswerHours { get; init; } = 24;

    /// <summary>
    /// BIL-70: credit limits are in USD. What one unit of another billing currency counts in USD; every currency in
    /// which a market is billed needs a rate above 0.
    /// </summary>
    public ImmutableSortedDictionary<string, decimal> UsdRates { get; init; } = new Dictionary<string, decimal>
    {
        ["AUD"] = 0.66m,
        ["CAD"] = 0.73m,
        ["CHF"] = 1.12m,
        ["DKK"] = 0.145m,
        ["EUR"] = 1.08m,
        ["GBP"] = 1.27m,
        ["INR"] = 0.012m,
        ["JPY"] = 0.0067m,
        ["KRW"] = 0.00073m,
        ["NOK"] = 0.093m,
        ["NZD"] = 0.60m,
        ["RUB"] = 0.011m,
        ["SEK"] = 0.094m,
        ["TWD"] = 0.031m,
        ["USD"] = 1m,
    }.ToImmutableSortedDictionary();

    /// <summary>What one unit of the currency counts in USD.</summary>
    public decimal UsdRate(Currency currency) => UsdRates[currency.Code];

    /// <summary>Whether the feature is on in that cloud.</summary>
    public bool Has(Cloud cloud, CloudFeature feature) =>
        !FeaturesOff.TryGetValue(cloud, out var off) || !off.Contains(feature);

    /// <summary>Whether a new directory may be made in that cloud.</summary>
    public bool Offers(Cloud cloud) => cloud switch
    {
        Cloud.Public => true,
        Cloud.UsGovernment => OffersUsGovernmentCloud,
        Cloud.Germany => OffersGermanCloud,
        Cloud.China => OffersChineseCloud,
        _ => false,
    };

    /// <summary>The fields that are out of range, by name; empty when the document can be used.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        Require(InvitationLifetimeDays is >= 1 and <= 365, nameof(InvitationLifetimeDays));
        Require(DelegatedAdminMaxDays is >= 1 and <= 3_650, nameof(DelegatedAdminMaxDays));
        Require(DelegatedAdminExtensionDays is >= 30 and <= 730, nameof(DelegatedAdminExtensionDays));
        Require(DelegatedAdminRequestDays is >= 1 and <= 365, nameof(DelegatedAdminRequestDays));
        Require(EnrolmentReviewWorkingDays is >= 1 and <= 60, nameof(EnrolmentReviewWorkingDays));
        Require(DirectPartnerMonths is >= 0 and <= 120, nameof(DirectPartnerMonths));
        Require(DirectPartnerRevenueUsd is >= 0 and <= 1_000_000_000, nameof(DirectPartnerRevenueUsd));
        Require(CartLifetimeMinutes is >= 1 and <= 1440, nameof(CartLifetimeMinutes));
        Require(RequestAnswerHours is >= 1 and <= 168, nameof(RequestAnswerHours));
        Require(Currency.All.All(c => UsdRates.TryGetValue(c.Code, out var rate) && rate > 0), nameof(UsdRates));
        Require(
            FeaturesOff is not null && FeaturesOff.All(off =>
                Enum.IsDefined(off.Key) && off.Value is not null && off.Value.All(Enum.IsDefined)),
            nameof(FeaturesOff));
        return mistakes;

        void Require(bool holds, string field)
        {
            if (!holds)
            {
                mistakes.Add(field);
            }
        }
    }
}
