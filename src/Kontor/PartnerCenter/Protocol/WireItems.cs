using Kontor.Catalog;
using Kontor.Subscriptions;

namespace Kontor.PartnerCenter;

/// <summary>How the protocol names catalog items and billing cycles.</summary>
internal static class WireItems
{
    /// <summary><c>product:sku:availability</c>; a classic offer is known by its GUID alone.</summary>
    public static string OfferId(string product, string sku, string availability) =>
        product.Length == 36 && Guid.TryParseExact(product, "D", out _) ? product : $"{product}:{sku}:{availability}";

    /// <summary>The sign of a currency; its code where it has none of its own.</summary>
    public static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        "AUD" => "A$",
        "CAD" => "CA$",
        "NZD" => "NZ$",
        "TWD" => "NT$",
        "INR" => "₹",
        "KRW" => "₩",
        "RUB" => "₽",
        "DKK" or "NOK" or "SEK" => "kr",
        _ => currency,
    };

    /// <summary>A term in English words; nothing where there is no term.</summary>
    public static string Describe(string duration) => Term.Find(duration)?.Months switch
    {
        null or 0 => "",
        1 => "1 month",
        12 => "1 year",
        { } months when months % 12 == 0 => $"{months / 12} years",
        { } months => $"{months} months",
    };

    /// <summary>The protocol's word for a stored cycle.</summary>
    public static BillingCycleType Cycle(string stored) => stored switch
    {
        nameof(BillingCycle.Monthly) => BillingCycleType.Monthly,
        nameof(BillingCycle.Annual) => BillingCycleType.Annual,
        nameof(BillingCycle.Triennial) => BillingCycleType.Triennial,
        nameof(BillingCycle.OneTime) => BillingCycleType.OneTime,
        nameof(BillingCycle.None) => BillingCycleType.None,
        _ => throw new ArgumentOutOfRangeException(nameof(stored)),
    };

    public static WireBillingType Billing(string stored) => stored switch
    {
        nameof(BillingType.License) => WireBillingType.License,
        nameof(BillingType.Usage) => WireBillingType.Usage,
        _ => throw new ArgumentOutOfRangeException(nameof(stored)),
    };

    public static BillingCycleType Cycle(BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => BillingCycleType.Monthly,
        BillingCycle.Annual => BillingCycleType.Annual,
        BillingCycle.Triennial => BillingCycleType.Triennial,
        BillingCycle.OneTime => BillingCycleType.OneTime,
        BillingCycle.None => BillingCycleType.None,
        _ => throw new ArgumentOutOfRangeException(nameof(cycle)),
    };

    /// <summary>The cycle that a client's word means; null where it leaves the choice to the terms of the offer.</summary>
    /// <returns>False for a word of the protocol that no price list has.</returns>
    public static bool TryCycle(BillingCycleType? word, out BillingCycle? cycle)
    {
        cycle = word switch
        {
            BillingCycleType.Monthly => BillingCycle.Monthly,
            BillingCycleType.Annual => BillingCycle.Annual,
            BillingCycleType.Triennial => BillingCycle.Triennial,
            BillingCycleType.OneTime => BillingCycle.OneTime,
            BillingCycleType.None => BillingCycle.None,
            _ => null,
        };
        return cycle is not null || word is null or BillingCycleType.Unknown;
    }

    /// <summary>The shortest form of a term; null where the client names none.</summary>
    /// <returns>False for what is no term.</returns>
    public static bool TryTerm(string? text, out string? term)
    {
        var found = string.IsNullOrEmpty(text) ? Term.None : Term.Find(text);
        term = found is { Months: > 0 } named ? named.Iso : null;
        return found is not null;
    }

    /// <summary>The same number without the zeros that only say how it is stored: 10, not 10.00000000.</summary>
    public static decimal Plain(decimal stored) => stored / 1.0000000000000000000000000000m;

    /// <summary>SDK clients send empty texts for what they do not supply.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>What was sent, as far as a sentence can hold it.</summary>
    public static string Shown(string? text) => text is null ? "" : text.Length <= 40 ? text : text[..40];
}
