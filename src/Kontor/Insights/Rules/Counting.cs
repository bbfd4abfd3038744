using System.Collections.Immutable;
using Kontor.Subscriptions;

namespace Kontor.Insights;

/// <summary>Subscriptions of one product and currency that count from one point on until before another.</summary>
/// <param name="From">The first point at which they count.</param>
/// <param name="Until">The first point at which they do not count any more; the number of points when they run.</param>
/// <param name="ProductId">Of all of them.</param>
/// <param name="Title">The product's.</param>
/// <param name="Currency">Of the charges; null where nothing is charged in advance, or the tenant does not buy.</param>
/// <param name="Cycle">How often they are charged.</param>
/// <param name="Subscriptions">How many.</param>
/// <param name="Seats">Licenses in them.</param>
/// <param name="Charge">Unit price times quantity, exact.</param>
public sealed record HeldRow(
    int From,
    int Until,
    string ProductId,
    string Title,
    string? Currency,
    BillingCycle Cycle,
    long Subscriptions,
    long Seats,
    decimal Charge)
{
    internal decimal? MonthlyValue => MonthlyValues.Of(Charge, Cycle);
}

/// <summary>
/// The instants at which a year is looked at. What began before an instant and has not ended by it counts there.
/// </summary>
public sealed class YearPoints
{
    private const int MonthsShown = 12;

    /// <summary>The same day last month comes after the ends of this many months.</summary>
    private const int SameDayAt = MonthsShown - 1;

    private YearPoints(DateTimeOffset asOf, ImmutableArray<DateTimeOffset> points) => (AsOf, Points) = (asOf, points);

    public DateTimeOffset AsOf { get; }

    /// <summary>In order: the beginning of the first month, the ends of months, among them the same day last month, and now.</summary>
    public ImmutableArray<DateTimeOffset> Points { get; }

    public static YearPoints At(DateTimeOffset now)
    {
        var first = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var points = Enumerable.Range(0, MonthsShown).Select(month => first.AddMonths(month - SameDayAt)).ToList();
        points.Insert(SameDayAt, now.ToUniversalTime().AddMonths(-1));

        // What happened in this very moment has happened.
        points.Add(now.AddMicroseconds(1));
        return new YearPoints(now, [.. points]);
    }

    /// <summary>The figures from what was counted.</summary>
    /// <param name="held">Subscriptions by the points between which they count.</param>
    /// <param name="newCustomers">Customers by the first point at which they count.</param>
    /// <param name="mostProducts">So many are named; the others are one.</param>
    public TenantFigures Figures(
        IReadOnlyCollection<HeldRow> held, IReadOnlyDictionary<int, long> newCustomers, int mostProducts)
    {
        var last = Points.Length - 1;
        var named = held.Where(row => CountsAt(row, last))
            .GroupBy(row => (row.ProductId, row.Title))
            .Select(product => (product.Key.ProductId, product.Key.Title, Seats: product.Sum(row => row.Seats)))
            .Where(product => product.Seats > 0)
            .OrderByDescending(product => product.Seats).ThenBy(product => product.ProductId, StringComparer.Ordinal)
            .Take(mostProducts)
            .ToList();
        var places = named.Select((product, place) => (product.ProductId, place)).ToDictionary(p => p.ProductId, p => p.place);
        var hasOthers = held.Any(row => row.Seats > 0 && !places.ContainsKey(row.ProductId));
        var months = Enumerable.Range(0, MonthsShown).Select(month => At(
            Points[month == SameDayAt ? SameDayAt + 1 : month],
            month < SameDayAt - 1 ? month + 1 : month + 2,
            month == SameDayAt - 1 ? [SameDayAt, SameDayAt + 1] : month == SameDayAt ? [last] : [month + 1]));
        return new TenantFigures(
            AsOf,
            [.. months],
            At(Points[SameDayAt - 1], SameDayAt, [SameDayAt]),
            [.. named.Select(product => product.Title), .. hasOthers ? [""] : Array.Empty<string>()]);

        MonthFigures At(DateTimeOffset month, int point, int[] stretches)
        {
            var rows = held.Where(row => CountsAt(row, point)).ToList();
            var seats = new long[named.Count + (hasOthers ? 1 : 0)];
            foreach (var row in rows.Where(row => row.Seats > 0))
            {
                seats[places.GetValueOrDefault(row.ProductId, named.Count)] += row.Seats;
            }

            return new MonthFigures(
                DateOnly.FromDateTime(month.UtcDateTime),
                stretches.Sum(stretch => newCustomers.GetValueOrDefault(stretch)),
                rows.Sum(row => row.Subscriptions),
                rows.Sum(row => row.Seats),
                rows.Where(row => row.Currency is not null && row.MonthlyValue is not null).GroupBy(row => row.Currency!)
                    .ToImmutableSortedDictionary(
                        c => c.Key, c => c.Sum(row => row.MonthlyValue!.Value), StringComparer.Ordinal),
                [.. seats]);
        }
    }

    private static bool CountsAt(HeldRow row, int point) => row.From <= point && point < row.Until;
}
