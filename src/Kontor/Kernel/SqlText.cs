using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

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

    public FormattableString ToStatement() => FormattableStringFactory.Create(_text.ToString(), [.. _values]);

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Place();
}
