using System.Globalization;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>Amounts, terms and units in the reader's words.</summary>
internal static class Wording
{
    public static string Of(Money money) =>
        $"{money.Amount.ToString(money.Currency.Decimals == 0 ? "N0" : "N2", CultureInfo.CurrentCulture)} {money.Currency.Code}";

    /// <summary>A price per unit with as many decimals as it needs, and at least those of its currency.</summary>
    public static string Of(decimal unitPrice, Currency currency) =>
        $"{unitPrice.ToString(currency.Decimals == 0 ? "#,##0.########" : "#,##0.00######", CultureInfo.CurrentCulture)} {currency.Code}";

    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    public static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>"1 year", "3 months"; "no term" for none.</summary>
    public static string Term(string iso) => Catalog.Term.Find(iso) switch
    {
        null or { Months: 0 } => Texts.Of("shop.term.none"),
        { Months: 1 } => Texts.Of("shop.term.month"),
        { Months: 12 } => Texts.Of("shop.term.year"),
        { Months: var months } when months % 12 == 0 => Texts.Of("shop.term.years", months / 12),
        { Months: var months } => Texts.Of("shop.term.months", months),
    };

    public static string Plan(BillingCycle plan) => Texts.Of($"shop.plan.{plan}");

    /// <summary>"1 year, billed monthly".</summary>
    public static string Terms(string iso, BillingCycle plan) => $"{Term(iso)}, {Plan(plan)}";

    /// <summary>A reseller with the network id that stands for it.</summary>
    public static string Reseller(string name, string? networkId) => $"{name} ({networkId})";

    public static string Kind(ProductKind kind) => Texts.Of($"shop.kind.{kind}");

    public static string Segment(Segment segment) => Texts.Of($"shop.segment.{segment}");
}
