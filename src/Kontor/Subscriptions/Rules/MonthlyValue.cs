using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>What a subscription costs a month, to compare those that are charged in different periods.</summary>
public static class MonthlyValue
{
    /// <summary>Quantity times price over the months that one charge pays for, rounded once (BIL-37).</summary>
    /// <param name="unitPrice">Per unit and billing period, exact.</param>
    /// <param name="quantity">At least 1.</param>
    /// <param name="currency">Of the price.</param>
    /// <param name="months">For how many months one charge pays; 0 where it pays for no period.</param>
    /// <returns>Null where a charge pays for no period.</returns>
    public static Money? Of(decimal unitPrice, int quantity, Currency currency, int months) =>
        months == 0 ? null : Rounding.HalfAwayFromZero(unitPrice * quantity / months, currency);
}
