using System.Globalization;
using CsvHelper;
using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>The fields of the record that a CSV reader stands on, by what they mean.</summary>
internal sealed class PriceFields(CsvReader csv, PriceListColumns columns, bool hasDecimalComma)
{
    /// <summary>10 digits before the point are what the table holds.</summary>
    private const decimal TooHigh = 10_000_000_000m;

    private PriceColumn? _column;
    private Reason? _reason;

    public bool Amount(PriceColumn column, out decimal amount)
    {
        if (!Number(column, out amount))
        {
            return Reject(column, PriceRowReasons.BadNumber);
        }

        if (amount < 0)
        {
            return Reject(column, PriceRowReasons.NegativePrice);
        }

        if (amount >= TooHigh)
        {
            return Reject(column, PriceRowReasons.PriceTooHigh);
        }

        if (amount.Scale > UnitPrice.MaxDecimals && decimal.Round(amount, UnitPrice.MaxDecimals) != amount)
        {
            return Reject(column, PriceRowReasons.TooManyDecimals.About(
                FieldText.Shown(Field(column)), UnitPrice.MaxDecimals));
        }

        return true;
    }

    public bool Present(PriceColumn column) =>
        IsFilled(column) || Reject(column, PriceRowReasons.MissingValue);

    public bool Known<T>(PriceColumn column, Utf8Cache<T?> cache, Reason otherwise, out T value)
        where T : class
    {
        value = cache.Read(Field(column))!;
        return value is not null || Reject(column, Field(column).IsEmpty ? PriceRowReasons.MissingValue : otherwise);
    }

    public bool Known<T>(PriceColumn column, Utf8Cache<T?> cache, Reason otherwise, out T? value)
        where T : struct
    {
        value = cache.Read(Field(column));
        return value is not null || Reject(column, Field(column).IsEmpty ? PriceRowReasons.MissingValue : otherwise);
    }

    /// <summary>Invariant form. In a file with semicolons, one comma may stand for the point.</summary>
    public bool Number(PriceColumn column, out decimal number)
    {
        const NumberStyles style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var text = Field(column);
        var comma = hasDecimalComma && text.Length <= 64 ? text.IndexOf((byte)',') : -1;
        if (comma < 0 || text.Contains((byte)'.'))
        {
            return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out number);
        }

        Span<byte> pointed = stackalloc byte[text.Length];
        text.CopyTo(pointed);
        pointed[comma] = (byte)'.';
        return decimal.TryParse(pointed, style, CultureInfo.InvariantCulture, out number);
    }

    public bool WholeNumber(PriceColumn column, out long number)
    {
        number = 0;
        if (!Number(column, out var value) || value < 0 || value > long.MaxValue || decimal.Truncate(value) != value)
        {
            return false;
        }

        number = (long)value;
        return true;
    }

    public bool IsFilled(PriceColumn column) => !Field(column).IsEmpty;

    public ReadOnlySpan<byte> Field(PriceColumn column) =>
        columns[column] is >= 0 and var place ? csv.GetSpan(place) : default;

    public string Text(PriceColumn column) => columns[column] is >= 0 and var place ? csv.GetString(place) : "";

    /// <summary>
    /// Notes why the row is rejected; a reason without arguments gets the field's value.
    /// </summary>
    /// <param name="column">Which column is wrong; null for the row as a whole.</param>
    /// <param name="reason">Why.</param>
    /// <returns>False, so that a check can end with it.</returns>
    public bool Reject(PriceColumn? column, Reason reason)
    {
        (_column, _reason) = (column, reason);
        return false;
    }

    public RejectedRow Rejection(int line)
    {
        var value = _column is { } column ? FieldText.Shown(Field(column)) : "";
        return new RejectedRow(
            line,
            _column is { } named ? columns.NameOf(named) : "",
            _reason!.Arguments.IsEmpty ? _reason.About(value) : _reason);
    }
}
