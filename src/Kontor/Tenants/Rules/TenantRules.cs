using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Tenants;

/// <summary>What a tenant does in the program at present.</summary>
/// <param name="HasEnrolment">It is a partner of some type, or its application is with the operators.</param>
/// <param name="HasRelationships">It works with a partner or a customer, or is the customer of one.</param>
/// <param name="HasSubscriptions">Something runs that it sold, resold or bought.</param>
public sealed record TenantBusiness(bool HasEnrolment, bool HasRelationships, bool HasSubscriptions)
{
    public bool IsNone => !HasEnrolment && !HasRelationships && !HasSubscriptions;
}

/// <summary>A tenant and the account it is asked about.</summary>
/// <param name="Tenant">As it is.</param>
/// <param name="AccountId">The organization of whoever asks.</param>
/// <param name="PrimaryId">The primary tenant of that account.</param>
/// <param name="AccountCloud">The cloud of that account.</param>
/// <param name="AccountIsPartner">Some tenant of that account is an admitted partner.</param>
/// <param name="StandsAlone">It is the only tenant of its organization, which nobody controls.</param>
/// <param name="Business">What it does in the program.</param>
public sealed record TenantFacts(
    Tenant Tenant, OrganisationId AccountId, TenantId PrimaryId, Cloud AccountCloud, bool AccountIsPartner,
    bool StandsAlone, TenantBusiness Business)
{
    public bool IsOfAccount => Tenant.OrganisationId == AccountId;
}

/// <summary>
/// ACC-24, ACC-25: which tenants come to an account and which leave it. The account speaks through the global admins
/// of its primary tenant; those of tenants that joined later keep to their own.
/// </summary>
public static class TenantRules
{
    /// <summary>An account makes no more than so many tenants itself.</summary>
    public const int MostTenants = 100;

    /// <summary>
    /// Whether somebody may change which tenants the account has; the role is the permission's to
    /// ask.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="primary">The primary tenant of the actor's account.</param>
    /// <param name="domain">Its domain.</param>
    public static Decision MayManage(Actor actor, TenantId primary, string domain) =>
        Decision.RequireAll((actor.TenantId == primary, TenantReasons.NotInPrimary.About(domain)));

    /// <summary>
    /// ACC-24: a tenant that stands alone, with users and without program business, comes to a partner's account of
    /// the same cloud. Where nobody is a partner yet, an application in the linked tenant would write the account's
    /// legal profile.
    /// </summary>
    public static Decision MayLink(TenantFacts facts)
    {
        var domain = facts.Tenant.DefaultDomain;
        return facts.IsOfAccount
            ? Decision.Refused(TenantReasons.AlreadyLinked.About(domain))
            : Decision.RequireAll(
                (facts.AccountIsPartner, TenantReasons.NoPartner),
                (facts.Tenant.Kind is TenantKind.Partner or TenantKind.Customer,
                    TenantReasons.KindNotLinkable.About(domain)),
                (facts.Tenant.Cloud == facts.AccountCloud, TenantReasons.OtherCloud.About(domain)),
                (facts.StandsAlone, TenantReasons.OfOtherAccount.About(domain)),
                (facts.Business.IsNone, TenantReasons.HasBusiness.About(domain)));
    }

    /// <summary>
    /// ACC-21, NAT-07: a partner may make a customer tenant for its own use, where its cloud takes new
    /// customers.
    /// </summary>
    /// <param name="primary">The primary tenant of the account.</param>
    /// <param name="isPartner">Whether some tenant of the account is an admitted partner.</param>
    /// <param name="count">How many tenants the account has.</param>
    /// <param name="policy">NAT-10.</param>
    public static Decision MayMake(Tenant primary, bool isPartner, int count, ProgramPolicy policy) => Decision.RequireAll(
        (isPartner, TenantReasons.NoPartner),
        (policy.Has(primary.Cloud, CloudFeature.NewCustomers), TenantReasons.CloudTakesNoCustomers),
        (count < MostTenants, TenantReasons.TooMany.About(MostTenants)));

    /// <summary>
    /// ACC-25: a linked tenant can be removed, except the primary one and the one that the admin is signed in to,
    /// when it has no business under the account. To any other account it does not exist.
    /// </summary>
    public static Decision MayRemove(TenantFacts facts, TenantId signedInTo)
    {
        var (tenant, domain) = (facts.Tenant, facts.Tenant.DefaultDomain);
        if (!facts.IsOfAccount)
        {
            return Decision.Refused(TenantReasons.NotFound);
        }

        if (tenant.Id == facts.PrimaryId)
        {
            return Decision.Refused(TenantReasons.IsPrimary.About(domain));
        }

        return Decision.RequireAll(
            (tenant.Id != signedInTo, TenantReasons.IsSignedIn.About(domain)),
            (tenant.HomeOrganisationId is not null, TenantReasons.NotLinked.About(domain)),
            (!facts.Business.HasEnrolment, TenantReasons.HasEnrolment.About(domain)),
            (!facts.Business.HasRelationships, TenantReasons.HasRelationships.About(domain)),
            (!facts.Business.HasSubscriptions, TenantReasons.HasSubscriptions.About(domain)));
    }
}
