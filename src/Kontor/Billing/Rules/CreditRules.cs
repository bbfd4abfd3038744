using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>What must hold for the vendor to grant a partner credit (BIL-70).</summary>
public static class CreditRules
{
    /// <summary>A thousand million US dollars: more is a slip of the pen.</summary>
    public static readonly Money LargestLimit = new(100_000_000_000, Currency.Usd);

    public static Decision MaySet(Actor actor) => Decision.RequireAll(
        (actor.TenantKind == TenantKind.Operator && actor.Holds(Role.BillingOperator),
            BillingReasons.BillingOperatorRequired));

    /// <summary>
    /// A limit is of a provider's or direct partner's tenant, from onboarding on. It may be lower than what is open
    /// already: then nothing new is sold (BIL-72).
    /// </summary>
    public static Decision MaySet(Actor actor, Party partner, Money limit) =>
        MaySet(actor).And(Decision.RequireAll(
            (partner.Enrolments.IncludesOrAwaits(PartnerType.Provider)
                || partner.Enrolments.IncludesOrAwaits(PartnerType.DirectPartner),
                BillingReasons.CreditForBuyersOnly.About(partner.Name)),
            (limit.Currency == Currency.Usd && limit.Units >= 0 && limit.Units <= LargestLimit.Units,
                BillingReasons.CreditLimitOutOfRange.About(LargestLimit))));
}
