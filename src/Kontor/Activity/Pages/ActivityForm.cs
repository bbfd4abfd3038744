using System.Globalization;

namespace Kontor.Activity;

/// <summary>
/// What somebody wants to see of a log, as it stands in the address. Without days it is the last month (OPS-60), so that
/// no page reads a log from its beginning.
/// </summary>
/// <param name="What">Words of the sentence.</param>
/// <param name="Who">How the sign-in name begins.</param>
/// <param name="Customer">How the customer's name begins; for the vendor the customer's domain.</param>
/// <param name="From">First day, UTC; null when none, or what stands there is no day.</param>
/// <param name="To">Last day, UTC, included.</param>
public sealed record ActivityForm(string? What, string? Who, string? Customer, DateOnly From, DateOnly To)
{
    public const int MaxLength = 200;

    public static ActivityForm Read(IQueryCollection query, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var to = Day(query["to"]) ?? today;
        return new ActivityForm(
            Word(query["what"]), Word(query["who"]), Word(query["customer"]), Day(query["from"]) ?? to.AddMonths(-1), to);
    }

    public bool IsFiltered => What is not null || Who is not null || Customer is not null;

    public ActivityFilter Filter(Guid[]? customers) => new(
        new DateTimeOffset(From, TimeOnly.MinValue, TimeSpan.Zero),
        To < DateOnly.MaxValue ? new DateTimeOffset(To.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null,
        ActivitySentences.Holding(What),
        Who,
        customers);

    private static string? Word(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxLength } word && !word.Contains('\0', StringComparison.Ordinal) ? word : null;

    // A month before or after must be a day too.
    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1 and < 9999
            ? day
            : null;
}
