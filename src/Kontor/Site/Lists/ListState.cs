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

    /// <summary>The chosen order; null where the list has only one.</summary>
    public string? Sort { get; private init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool IsDescending { get; private init; }

    public int Size { get; private init; }

    /// <summary>The columns that were chosen; empty for the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; private init; } = [];

    /// <summary>Whether only some of the rows are asked for.</summary>
    public bool IsNarrowed => Search is not null || _filters.Count > 0;

    private string Path { get; init; } = "";

    private string? UsualOrder { get; init; }

    private string? Cursor { get; init; }

    private string? Before { get; init; }

    private string? Order => Sort is null ? null : IsDescending ? "-" + Sort : Sort;

    public static ListState Read<T>(IQueryCollection query, ListDefinition<T> list)
    {
        var (sort, isDescending) = OrderOf(query["sort"], list);
        var state = new ListState
        {
            Path = list.Path,
            UsualOrder = list.UsualSort,
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
            if (filter.Choices.FirstOrDefault(choice => choice.Value == query[filter.Key]) is { } choice)
            {
                state._filters[filter.Key] = choice.Value;
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

    /// <summary>The whole list, in the same order and with the same columns.</summary>
    public string HrefOfAll() => Href(all: true);

    public string HrefAfter(string cursor) => Href(cursor: ("cursor", cursor));

    public string HrefBefore(string cursor) => Href(cursor: ("before", cursor));

    /// <summary>The address of an export of what is chosen, or of all.</summary>
    public string HrefOfExport(string path, string format, bool all = false) =>
        path + QueryString.Create(Values(all: all).Append(new("format", format)));

    /// <summary>What a form has to carry on so that only its own fields change.</summary>
    public IEnumerable<KeyValuePair<string, string>> Others(params IReadOnlyCollection<string> own) =>
        Values().Where(value => !own.Contains(value.Key)).Select(value => KeyValuePair.Create(value.Key, value.Value!));

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

        if ((order ?? Order) is { } chosen && chosen != UsualOrder)
        {
            yield return new("sort", chosen);
        }

        if (Size != PageRequest.DefaultSize)
        {
            yield return new("size", Size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var column in Columns)
        {
            yield return new("column", column);
        }
    }

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
