namespace Kontor.Subscriptions;

/// <summary>How long a subscription runs: P1M, P1Y or P3Y as price lists and the wire write it, or nothing.</summary>
public static class Term
{
    public static readonly IReadOnlyList<string> All = ["P1M", "P1Y", "P3Y", "P6Y"];

    /// <summary>The first day after a term; null for a purchase without one.</summary>
    public static DateOnly? EndOf(DateOnly from, string? term) => term switch
    {
        null or "" => null,
        "P1M" => from.AddMonths(1),
        "P1Y" => from.AddYears(1),
        "P3Y" => from.AddYears(3),
        "P6Y" => from.AddYears(6),
        _ => throw new ArgumentException($"'{term}' is no term of the program.", nameof(term)),
    };
}
