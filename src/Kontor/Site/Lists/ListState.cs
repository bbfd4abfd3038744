using System.Globalization;
using Kontor.Kernel;
using Microsoft.Extensions.Primitives;

namespace Kontor.Site;

/// <summary>
/// What somebody chose in a list: the whole of it stands in the address, so that it can be kept and sent. Whatever is not
/// known there counts as not chosen.
/// </summary>
public sealed class ListState
{
    public const int MaxSearchLength = 200;

    private const int MaxKeptLength = 200;

    private const string FromKey = "from";

    private const string ToKey = "to";

    private const string DayFormat = "yyyy-MM-dd";

    private readonly Dictionary<string, string> _filters = [];
    private readonly Dictionary<string, string> _kept = [];

    private ListState()
    {
    }

    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100, 200];

    /// <summary>What is searched for; null for nothing.</summary>
    public string? Search { get; private init; }

    /// <summary>The values of the filters that are set.</summary>
    public IReadOnlyDictionary<string, string> Filters => _filters;

    /// <summary>First day, UTC; null for from the beginning.</summary>
    public DateOnly? From { get; private init; }

    /// <summary>Last day, UTC; null for to the end. Not before <see cref="From"/>.</summary>
    public DateOnly? To { get; private init; }

    /// <summary>The chosen days as instants.</summary>
    public InstantSpan Span => InstantSpan.OfDays(From, To);

    /// <summary>The chosen order; null where the list has only one.</summary>
    public string? Sort { get; private init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool IsDescending { get; private init; }

    public int Size { get; private init; }

    /// <summary>The columns that were chosen; empty for the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; private init; } = [];

    /// <summary>Whether only some of the rows are asked for.</summary>
    public bool IsNarrowed => IsNarrowedByChoice || From is not null;

    /// <summary>Whether somebody chose to see only some of them, other than those that are shown usually.</summary>
    public bool IsNarrowedByChoice =>
        Search is not null || _filters.Count > 0 || To is not null || (From is not null && From != UsualFrom);

    /// <summary>The names of the days' fields in the address.</summary>
    public static IReadOnlyList<string> PeriodKeys { get; } = [FromKey, ToKey];

    private string Path { get; init; } = "";

    private string? UsualOrder { get; init; }

    private DateOnly? UsualFrom { get; init; }

    private string? Cursor { get; init; }

    private string? Before { get; init; }

    private string? Order => Sort is null ? null : IsDescending ? "-" + Sort : Sort;

    public static ListState Read<T>(IQueryCollection query, ListDefinition<T> list)
    {
        var (sort, isDescending) = OrderOf(query["sort"], list);
        var (from, to) = PeriodOf(query, list);
        var state = new ListState
        {
            Path = list.Path,
            UsualOrder = list.UsualSort,
            UsualFrom = list.UsualFrom,
            From = from,
            To = to,
            Search = list.SearchKey is null ? null : Text(query["q"], MaxSearchLength),
            Sort = sort,
            IsDescending = isDescending,
            Size = int.TryParse(query["size"], out var size) && Sizes.Contains(size) ? size : PageRequest.DefaultSize,
            Columns = [.. list.Columns.Select(column => column.Key).Where(key => query["column"].Contains(key))],
            Cursor = query["cursor"],
            Before = query["before"],
        };
        foreach (var filter in list.Filters)
        {
            var value = filter.IsText
                ? Text(query[filter.Key], MaxSearchLength)
                : filter.Choices.FirstOrDefault(choice => choice.Value == query[filter.Key])?.Value;
            if (value is not null)
            {
                state._filters[filter.Key] = value;
            }
        }

        foreach (var key in list.Kept)
        {
            if (Text(query[key], MaxKeptLength) is { } value)
            {
                state._kept[key] = value;
            }
        }

        return state;
    }

    /// <summary>The value of a filter; null when it is not set.</summary>
    public string? Filter(string key) => _filters.GetValueOrDefault(key);

    /// <summary>The value of an enumeration that a filter holds; null when it is not set.</summary>
    public TEnum? Filter<TEnum>(string key)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(Filter(key), out var value) ? value : null;

    /// <summary>Which part of the list is asked for; a refusal when its mark is none of ours.</summary>
    public Result<PageRequest> Part() => PageRequest.From(Size, Cursor, Before);

    /// <summary>Whether a column is shown.</summary>
    public bool Shows<T>(ListColumn<T> column) =>
        column.IsHeader || (Columns.Count == 0 ? column.IsUsual : Columns.Contains(column.Key));

    /// <summary>The same list in another order; from its beginning.</summary>
    public string HrefOfOrder(string order) => Href(order: order);

    public string HrefWithoutFilter(string key) => Href(without: key);

    public string HrefWithoutSearch() => Href(without: "q");

    public string HrefWithoutFrom() => Href(without: FromKey);

    public string HrefWithoutTo() => Href(without: ToKey);

    /// <summary>The whole list, in the same order and with the same columns.</summary>
    public string HrefOfAll() => Href(all: true);

    public string HrefAfter(string cursor) => Href(cursor: ("cursor", cursor));

    public string HrefBefore(string cursor) => Href(cursor: ("before", cursor));

    /// <summary>The address of an export of what is chosen, or of all.</summary>
    /// <param name="path">Where it is had; what it lists may stand in a query of its own.</param>
    /// <param name="format">csv or xlsx.</param>
    /// <param name="all">Whether nothing is left out.</param>
    public string HrefOfExport(string path, string format, bool all = false)
    {
        var values = QueryString.Create(Values(all: all).Append(new("format", format)));
        return path.Contains('?', StringComparison.Ordinal) ? $"{path}&{values.Value![1..]}" : path + values;
    }

    /// <summary>What a form has to carry on so that only its own fields change.</summary>
    public IEnumerable<KeyValuePair<string, string>> Others(params IReadOnlyCollection<string> own) =>
        Values().Where(value => !own.Contains(value.Key)).Select(value => KeyValuePair.Create(value.Key, value.Value!));

    /// <summary>A day as the address and the fields of forms hold it.</summary>
    public static string Written(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private string Href(
        string? order = null, string? without = null, bool all = false, (string Key, string Value)? cursor = null)
    {
        var values = Values(order, without, all);
        return Path + QueryString.Create(cursor is { } at ? values.Append(new(at.Key, at.Value)) : values);
    }

    private IEnumerable<KeyValuePair<string, string?>> Values(string? order = null, string? without = null, bool all = false)
    {
        foreach (var (key, value) in _kept)
        {
            yield return new(key, value);
        }

        if (!all && Search is not null && without != "q")
        {
            yield return new("q", Search);
        }

        foreach (var (key, value) in all ? [] : _filters)
        {
            if (key != without)
            {
                yield return new(key, value);
            }
        }

        foreach (var day in Days(without, all))
        {
            yield return day;
        }

        if ((order ?? Order) is { } chosen && chosen != UsualOrder)
        {
            yield return new("sort", chosen);
        }

        if (Size != PageRequest.DefaultSize)
        {
            yield return new("size", Size.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var column in Columns)
        {
            yield return new("column", column);
        }
    }

    private IEnumerable<KeyValuePair<string, string?>> Days(string? without, bool all)
    {
        var from = all || without == FromKey ? null : From;
        var to = all || without == ToKey ? null : To;
        if (from is null && to is null && UsualFrom is not null)
        {
            // An address that says nothing means the usual days, so that none has to be said.
            yield return new(FromKey, "");
        }

        if (from is { } first && (to is not null || from != UsualFrom))
        {
            yield return new(FromKey, Written(first));
        }

        if (to is { } last)
        {
            yield return new(ToKey, Written(last));
        }
    }

    /// <summary>Whoever writes the days the wrong way round means those between them.</summary>
    private static (DateOnly? From, DateOnly? To) PeriodOf<T>(IQueryCollection query, ListDefinition<T> list)
    {
        if (list.PeriodKey is null)
        {
            return (null, null);
        }

        if (!PeriodKeys.Any(query.ContainsKey))
        {
            return (list.UsualFrom, null);
        }

        var (from, to) = (DayIn(query[FromKey]), DayIn(query[ToKey]));
        return from > to ? (to, from) : (from, to);
    }

    private static DateOnly? DayIn(string? text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static (string? Sort, bool IsDescending) OrderOf<T>(string? asked, ListDefinition<T> list)
    {
        foreach (var order in new[] { asked, list.UsualSort })
        {
            if (order is { Length: > 0 })
            {
                var (key, isDescending) = order[0] == '-' ? (order[1..], true) : (order, false);
                if (list.Columns.Any(column => column.Sort == key))
                {
                    return (key, isDescending);
                }
            }
        }

        return (null, false);
    }

    private static string? Text(StringValues value, int most)
    {
        var text = value.ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length is 0 || text.Length > most ? null : text;
    }
}
