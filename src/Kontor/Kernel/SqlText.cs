using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Kontor.Kernel;

/// <summary>
/// A statement that is put together of fixed parts; values go in as parameters only. For lists whose order and filters
/// the reader chooses.
/// </summary>
internal sealed partial class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<object> _values = [];

    /// <summary>Adds a part.</summary>
    /// <param name="part">SQL with <c>{0}</c>, <c>{1}</c> … for the values of this part; never anything that came from outside.</param>
    /// <param name="values">What stands there.</param>
    public void Add(string part, params object[] values)
    {
        var first = _values.Count;
        _text.Append(Place().Replace(part, place => $"{{{first + int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)}}}")).Append('\n');
        _values.AddRange(values);
    }

    /// <summary>Adds which part of a list is read: where it begins, its order, and one row more than it holds.</summary>
    /// <param name="page">The part. Backwards, the rows nearest to its edge come first.</param>
    /// <param name="isDescending">Whether the list goes from its highest row to its lowest.</param>
    /// <param name="id">The column that makes the order unique.</param>
    /// <param name="key">The column before it; null for a list in the order of its ids.</param>
    /// <param name="keyAt">The value of that column at the edge.</param>
    public void AddPart(PageRequest page, bool isDescending, string id, string? key = null, Func<Cursor, object>? keyAt = null)
    {
        if (page.Edge is { } edge)
        {
            var beyond = isDescending != page.IsBackwards ? "<" : ">";
            if (key is null)
            {
                Add($"and {id} {beyond} {{0}}", edge.Id);
            }
            else
            {
                Add($"and ({key}, {id}) {beyond} ({{0}}, {{1}})", keyAt!(edge), edge.Id);
            }
        }

        AddOrder(page, isDescending, id, key);
    }

    /// <summary>The order and the size alone, for a list that is put together of parts.</summary>
    public void AddOrder(PageRequest page, bool isDescending, string id, string? key)
    {
        // Descending is the same list from its other end.
        var direction = isDescending != page.IsBackwards ? "desc" : "asc";
        Add(
            key is null ? $"order by {id} {direction} limit {{0}}" : $"order by {key} {direction}, {id} {direction} limit {{0}}",
            page.Size + 1);
    }

    /// <summary>A statement for how many rows there are, counted up to one more than <paramref name="most"/>.</summary>
    /// <param name="addRows">Adds from which rows and which of them.</param>
    /// <param name="most">Beyond it nobody counts.</param>
    public static FormattableString ToCount(Action<SqlText> addRows, int most)
    {
        var sql = new SqlText();
        sql.Add("select count(*)::int as \"Value\" from (select 1");
        addRows(sql);
        sql.Add("limit {0}) counted", most + 1);
        return sql.ToStatement();
    }

    /// <summary>Adds that an id was given in a span of time.</summary>
    /// <param name="id">The column; its ids begin with their instant.</param>
    /// <param name="span">When.</param>
    public void AddSpan(string id, InstantSpan span)
    {
        if (span.FirstId is { } first)
        {
            Add($"and {id} >= {{0}}", first);
        }

        if (span.EndId is { } end)
        {
            Add($"and {id} < {{0}}", end);
        }
    }

    /// <summary>A statement as a command on a connection of its own.</summary>
    public static NpgsqlCommand ToCommand(FormattableString statement, NpgsqlDataSource database)
    {
        var command = database.CreateCommand(string.Format(
            CultureInfo.InvariantCulture,
            statement.Format,
            [.. Enumerable.Range(1, statement.ArgumentCount).Select(number => (object)$"${number}")]));
        foreach (var value in statement.GetArguments())
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    public FormattableString ToStatement() => FormattableStringFactory.Create(_text.ToString(), [.. _values]);

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Place();
}
