using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>Who writes bills to whom below a provider (BIL-02).</summary>
public enum ResellerBilling
{
    /// <summary>The provider bills the reseller; how its customers are billed is the reseller's affair.</summary>
    Reseller,

    /// <summary>The provider bills the customers, in the reseller's name.</summary>
    CustomersForReseller,

    /// <summary>The reseller bills its customers itself, and the provider the reseller.</summary>
    CustomersByReseller,
}

/// <summary>What a provider grants one of its resellers.</summary>
/// <param name="PaymentDays">Within how many days a bill is paid.</param>
/// <param name="Limit">Up to which monthly value it grants credit, in the provider's currency; null for no limit.</param>
/// <param name="Billing">Who bills the customers.</param>
public sealed record GrantedTerms(int PaymentDays, Money? Limit, ResellerBilling Billing);

/// <summary>
/// BIL-02, BIL-04: one entry of the history of what a provider grants a reseller. Nothing is overwritten: the entry with the
/// highest number counts. They belong to the partnership, and so begin anew with another one (REL-31).
/// </summary>
public sealed class ResellerTerms
{
    public required TenantId ProviderId { get; init; }

    public required PartnershipId PartnershipId { get; init; }

    /// <summary>1, 2, 3 … without a gap; whoever writes the next says which one it has read.</summary>
    public required int Number { get; init; }

    public required int PaymentDays { get; init; }

    /// <summary>In smallest units; null for no limit.</summary>
    public long? LimitUnits { get; init; }

    public required Currency Currency { get; init; }

    public required ResellerBilling Billing { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    /// <summary>The sign-in name, or the application.</summary>
    public required string SetBy { get; init; }

    public Money? Limit => LimitUnits is { } units ? new Money(units, Currency) : null;

    public GrantedTerms Granted => new(PaymentDays, Limit, Billing);
}

/// <summary>What must hold of the terms that a provider grants.</summary>
public static class ResellerTermsRules
{
    public const int MostPaymentDays = 180;

    /// <summary>As with the vendor's own limits: more is a slip of the pen.</summary>
    public const long LargestLimit = 1_000_000_000;

    public static Decision AreSound(GrantedTerms wanted, Currency currency) => Decision.RequireAll(
        (wanted.PaymentDays is >= 0 and <= MostPaymentDays, ResellerTermsReasons.PaymentDaysOutOfRange.About(MostPaymentDays)),
        (wanted.Limit is not { } limit
            || (limit.Currency == currency && limit.Units >= 0 && limit.Amount <= LargestLimit),
            ResellerTermsReasons.LimitOutOfRange.About(new Money(LargestLimit * currency.UnitsPerOne, currency))),
        (Enum.IsDefined(wanted.Billing), ResellerTermsReasons.BillingUnknown));

    /// <summary>An amount as somebody wrote it; null when the currency has no such amount.</summary>
    public static Money? LimitOf(decimal amount, Currency currency)
    {
        if (amount is < 0 or > LargestLimit)
        {
            return null;
        }

        var units = amount * currency.UnitsPerOne;
        return decimal.Truncate(units) == units ? new Money((long)units, currency) : null;
    }
}

/// <summary>Why terms are not set.</summary>
public static class ResellerTermsReasons
{
    /// <summary>Argument: the most days.</summary>
    public static readonly Reason PaymentDaysOutOfRange = new(ReasonKind.Invalid, "RESELLER_TERMS_PAYMENT_DAYS", "BIL-04");

    /// <summary>Argument: the largest limit.</summary>
    public static readonly Reason LimitOutOfRange = new(ReasonKind.Invalid, "RESELLER_TERMS_LIMIT", "BIL-04");

    public static readonly Reason BillingUnknown = new(ReasonKind.Invalid, "RESELLER_TERMS_BILLING", "BIL-02");

    /// <summary>Somebody else set others since they were read.</summary>
    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "RESELLER_TERMS_CHANGED_MEANWHILE", "BIL-04");

    /// <summary>Only the provider grants.</summary>
    public static readonly Reason ProviderGrants = new(ReasonKind.Forbidden, "RESELLER_TERMS_PROVIDER_GRANTS", "BIL-04");
}
