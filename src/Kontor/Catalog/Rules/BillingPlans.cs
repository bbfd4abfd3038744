using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>Billing plans as price lists write them, and what they mean for a price.</summary>
public static class BillingPlans
{
    /// <summary>How many months one charge pays for: 0 where a charge pays for no period.</summary>
    public static int Months(this BillingCycle plan) => plan switch
    {
        BillingCycle.Monthly => 1,
        BillingCycle.Annual => 12,
        BillingCycle.Triennial => 36,
        BillingCycle.OneTime or BillingCycle.None => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(plan)),
    };

    /// <summary>A term is a whole number of billing periods; what is charged once or by use fits every term.</summary>
    public static bool Fits(this BillingCycle plan, Term term) =>
        plan.Months() == 0 || term.Months % plan.Months() == 0;

    /// <summary>The plan with that name in any case; null when there is none. No name is no plan.</summary>
    public static BillingCycle? Find(string text) => text.ToUpperInvariant() switch
    {
        "" or "NONE" => BillingCycle.None,
        "MONTHLY" => BillingCycle.Monthly,
        "ANNUAL" or "YEARLY" => BillingCycle.Annual,
        "TRIENNIAL" => BillingCycle.Triennial,
        "ONETIME" or "ONE-TIME" or "ONE TIME" or "UPFRONT" => BillingCycle.OneTime,
        _ => null,
    };
}
