using System.Globalization;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>Amounts, terms and units in the reader's words.</summary>
internal static class Wording
{
    private const string PerMonth = "/Month";

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

    /// <summary>Who makes it: the publisher, or the vendor where the list names none.</summary>
    public static string Publisher(Product product) =>
        product.Publisher.Length > 0 ? product.Publisher : Texts.Of("shop.publisher.vendor");

    /// <summary>"per license and month": what a price is for, so that two prices can be compared.</summary>
    public static string Per(string unit, BillingCycle plan) => Texts.Of($"shop.per.{plan}", Unit(unit));

    /// <summary>
    /// What is counted. Lists write it in English, such as "1 GB/Month"; a word that is not known stays as it is.
    /// </summary>
    public static string Unit(string listed)
    {
        var (number, rest) = listed.Split(' ', 2) is [var first, var what] && int.TryParse(first, out var count)
            ? (count, what)
            : (1, listed);
        var isPerMonth = rest.EndsWith(PerMonth, StringComparison.Ordinal);
        var word = isPerMonth ? rest[..^PerMonth.Length] : rest;
        var unit = Texts.Has($"shop.unit.{word}") ? Texts.Of($"shop.unit.{word}") : word;
        unit = number == 1 ? unit : $"{Number(number)} {unit}";
        return isPerMonth ? Texts.Of("shop.unit.month", unit) : unit;
    }

    public static string Segment(Segment segment) => Texts.Of($"shop.segment.{segment}");
}
