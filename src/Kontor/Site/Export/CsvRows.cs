using System.Globalization;
using System.Text;

namespace Kontor.Site;

/// <summary>
/// RFC 4180 in UTF-8, numbers and instants as programs read them. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front, so that opening the file runs nothing.
/// </summary>
internal sealed class CsvRows(Stream output) : IRowWriter
{
    private const int Buffer = 64 * 1024;

    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create(",\"\r\n");

    private readonly StreamWriter _writer = new(output, new UTF8Encoding(false), Buffer, leaveOpen: true) { NewLine = "\r\n" };
    private readonly StringBuilder _line = new();

    public async Task Write(IReadOnlyList<object?> values, CancellationToken cancel)
    {
        _line.Clear();
        for (var column = 0; column < values.Count; column++)
        {
            if (column > 0)
            {
                _line.Append(',');
            }

            Append(values[column]);
        }

        _line.Append("\r\n");
        await _writer.WriteAsync(_line, cancel);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void Append(object? value)
    {
        switch (value)
        {
            case null:
                break;
            case DateTimeOffset at:
                _line.Append(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                _line.Append(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case int or long or decimal:
                _line.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
            default:
                AppendText(value.ToString()!);
                break;
        }
    }

    private void AppendText(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
        if (safe.AsSpan().IndexOfAny(Quoted) < 0)
        {
            _line.Append(safe);
            return;
        }

        _line.Append('"').Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
