namespace Kontor.Kernel;

/// <summary>An ISO 4217 currency and the number of decimals its smallest unit has (BIL-24).</summary>
public sealed record Currency(string Code, int Decimals)
{
    private static readonly Dictionary<string, Currency> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AUD"] = new("AUD", 2),
        ["CAD"] = new("CAD", 2),
        ["CHF"] = new("CHF", 2),
        ["DKK"] = new("DKK", 2),
        ["EUR"] = new("EUR", 2),
        ["GBP"] = new("GBP", 2),
        ["INR"] = new("INR", 2),
        ["JPY"] = new("JPY", 0),
        ["KRW"] = new("KRW", 0),
        ["NOK"] = new("NOK", 2),
        ["NZD"] = new("NZD", 2),
        ["RUB"] = new("RUB", 2),
        ["SEK"] = new("SEK", 2),
        ["TWD"] = new("TWD", 2),
        ["USD"] = new("USD", 2),
    };

    public static readonly Currency Eur = Known["EUR"];
    public static readonly Currency Usd = Known["USD"];
    public static readonly Currency Jpy = Known["JPY"];

    public static IReadOnlyCollection<Currency> All => Known.Values;

    /// <summary>The currency with that code in any case, or null when no market is billed in it.</summary>
    public static Currency? Find(string code) => Known.GetValueOrDefault(code);

    /// <summary>The currency with that code; throws when it is unknown.</summary>
    public static Currency Of(string code) =>
        Find(code) ?? throw new ArgumentException($"No market is billed in {code}.", nameof(code));

    /// <summary>How many smallest units make one: 100 for EUR, 1 for JPY.</summary>
    public long UnitsPerOne => Decimals switch { 0 => 1, 2 => 100, _ => throw new NotSupportedException(Code) };

    public override string ToString() => Code;
}

/// <summary>An amount in a currency's smallest unit. Arithmetic is exact, and overflow throws.</summary>
public readonly record struct Money(long Units, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The amount as a decimal number of the currency: 12.50, not 1250.</summary>
    public decimal Amount => (decimal)Units / Currency.UnitsPerOne;

    public static Money operator +(Money left, Money right) => new(left.Units + Same(left, right).Units, left.Currency);

    public static Money operator -(Money left, Money right) => new(left.Units - Same(left, right).Units, left.Currency);

    public static Money operator -(Money amount) => new(-amount.Units, amount.Currency);

    /// <summary>Splits the amount into shares that differ by at most one unit and sum to the amount.</summary>
    public Money[] Split(int shares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        var (share, remainder) = Math.DivRem(Units, shares);
        var split = new Money[shares];
        for (var i = 0; i < shares; i++)
        {
            var extra = i < Math.Abs(remainder) ? Math.Sign(remainder) : 0;
            split[i] = this with { Units = share + extra };
        }

        return split;
    }

    /// <summary>The same value in another currency at a fixed rate, rounded half away from zero.</summary>
    /// <param name="to">The currency wanted.</param>
    /// <param name="rate">How many of the wanted currency one of this one is worth; more than 0.</param>
    public Money At(Currency to, decimal rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rate, 0);
        return Rounding.HalfAwayFromZero(Amount * rate, to);
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Amount.ToString(Currency.Decimals == 0 ? "0" : "0.00", System.Globalization.CultureInfo.InvariantCulture)} {Currency.Code}");

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? right
            : throw new InvalidOperationException($"Cannot combine {left.Currency.Code} with {right.Currency.Code}.");
}

/// <summary>The price of one unit, finer than a cent where the list is: up to eight decimals, never negative.</summary>
public readonly record struct UnitPrice
{
    /// <summary>Price lists with more decimals are rejected by the importer.</summary>
    public const int MaxDecimals = 8;

    public UnitPrice(decimal perUnit, Currency currency)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(perUnit);
        (PerUnit, Currency) = (perUnit, currency);
    }

    public decimal PerUnit { get; }

    public Currency Currency { get; }

    /// <summary>The price of so many units, exact and not yet rounded.</summary>
    public decimal Times(decimal quantity) => PerUnit * quantity;
}

/// <summary>Where an exact amount becomes money: once, at the charge line, by a named mode (BIL-31).</summary>
public static class Rounding
{
    /// <summary>ROUND of BIL-31: half away from zero to the currency's smallest unit.</summary>
    public static Money HalfAwayFromZero(decimal exact, Currency currency) =>
        new((long)decimal.Round(exact * currency.UnitsPerOne, 0, MidpointRounding.AwayFromZero), currency);
}
