using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>Amounts in the reader's format, as reasons have them too.</summary>
internal static class Amounts
{
    public static string Of(Money money) =>
        $"{money.Amount.ToString(money.Currency.Decimals == 0 ? "N0" : "N2", CultureInfo.CurrentCulture)} {money.Currency.Code}";

    public static string OfDollars(long dollars) => Of(DirectRequirements.Dollars(dollars));
}
