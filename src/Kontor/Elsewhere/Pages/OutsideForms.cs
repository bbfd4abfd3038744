using System.Globalization;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Elsewhere;

/// <summary>What the operators' forms send; as typed.</summary>
internal static class OutsideTyped
{
    /// <summary>0 where it is no number, which no rule takes.</summary>
    public static int Quantity(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) ? quantity : 0;

    /// <summary>Null for nothing; the first of all days where it is no day, which no rule takes.</summary>
    public static DateOnly? Day(string? text) =>
        NewOutsideBody.TextOf(text) is not { } typed ? null
        : DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateOnly.MinValue;

    /// <summary>People name the last day; kept is the one after it.</summary>
    public static DateOnly? EndAfter(string? lastDay) => Day(lastDay) switch
    {
        null => null,
        { } day when day == DateOnly.MinValue || day == DateOnly.MaxValue => DateOnly.MinValue,
        { } day => day.AddDays(1),
    };
}

/// <summary>Of a new entry.</summary>
public sealed class NewOutsideForm
{
    public string? Customer { get; set; }

    public string? Channel { get; set; }

    public string? Seller { get; set; }

    public string? Contract { get; set; }

    /// <summary>Product and SKU of the catalog with a colon between them.</summary>
    public string? Sku { get; set; }

    public string? Name { get; set; }

    public string? Publisher { get; set; }

    public string? Quantity { get; set; }

    public string? Billing { get; set; }

    public string? StartsOn { get; set; }

    public string? LastDay { get; set; }

    internal OutsideWish ToWish()
    {
        var parts = NewOutsideBody.TextOf(Sku)?.Split(':', 2, StringSplitOptions.TrimEntries);
        return new(
            EnumName.Find<OutsideChannel>(Channel),
            NewOutsideBody.TextOf(Name),
            NewOutsideBody.TextOf(Publisher),
            parts?[0],
            parts?.ElementAtOrDefault(1),
            OutsideTyped.Quantity(Quantity),
            EnumName.Find<BillingType>(Billing),
            NewOutsideBody.TextOf(Contract),
            NewOutsideBody.TextOf(Seller),
            OutsideTyped.Day(StartsOn),
            OutsideTyped.EndAfter(LastDay));
    }
}

/// <summary>Of a correction.</summary>
public sealed class OutsideCorrectionForm
{
    public int? Version { get; set; }

    public string? Quantity { get; set; }

    public string? Contract { get; set; }

    public string? LastDay { get; set; }

    internal OutsideCorrection ToCorrection() =>
        new(OutsideTyped.Quantity(Quantity), NewOutsideBody.TextOf(Contract), OutsideTyped.EndAfter(LastDay));
}

/// <summary>Of an end.</summary>
public sealed class OutsideEndForm
{
    public int? Version { get; set; }
}
