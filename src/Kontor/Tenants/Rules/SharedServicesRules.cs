using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Tenants;

/// <summary>ACC-27: who may have a tenant into which it buys consumption for itself, straight from the vendor.</summary>
public static class SharedServicesRules
{
    /// <summary>
    /// As which partner type a tenant would buy for itself: only providers and direct partners buy from the vendor
    /// (ACC-05). Null for all others.
    /// </summary>
    public static PartnerType? BuysAs(Party partner) => ScenarioRules.TypeOfSeller(partner, null) switch
    {
        PartnerType.Reseller => null,
        var type => type,
    };

    /// <summary>
    /// ACC-27, ENR-46, ENR-61, NAT-07: a provider or direct partner that may do new business, once for each partner
    /// tenant.
    /// </summary>
    /// <param name="partner">The partner tenant.</param>
    /// <param name="existing">The domain of the tenant it has for that already; null for none.</param>
    /// <param name="count">How many tenants the account has.</param>
    /// <param name="policy">NAT-10.</param>
    public static Decision MayMake(Party partner, string? existing, int count, ProgramPolicy policy)
    {
        if (BuysAs(partner) is not { } type)
        {
            return Decision.Refused(TenantReasons.BuysNothingFromVendor.About(partner.Name));
        }

        return Decision.RequireAll((existing is null, TenantReasons.SharedServicesExist.About(existing ?? "")))
            .And(StandingRules.StatesAgainst(new Player(partner, type)))
            .And(Decision.RequireAll(
                (policy.Has(partner.Cloud, CloudFeature.NewCustomers), TenantReasons.CloudTakesNoCustomers),
                (count < TenantRules.MostTenants, TenantReasons.TooMany.About(TenantRules.MostTenants))));
    }
}
