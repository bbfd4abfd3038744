using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Kontor.Users;

/// <summary>
/// A small table as spreadsheets write it: fields apart by comma, semicolon or tab, whichever it has most of; empty lines
/// are nothing.
/// </summary>
internal static class CsvTable
{
    /// <summary>The rows with the number of the line on which each begins, from 1.</summary>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        var shape = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            BadDataFound = null,
        };
        using var parser = new CsvParser(new StringReader(text.TrimStart('\uFEFF')), shape);
        for (var before = 0; parser.Read(); before = parser.RawRow)
        {
            string[] fields = [.. parser.Record!.Select(Plain)];
            if (Array.Exists(fields, field => field.Length > 0))
            {
                yield return (before + 1, fields);
            }
        }
    }

    /// <summary>Without what our exports put in front so that a spreadsheet takes nothing for a formula.</summary>
    private static string Plain(string field)
    {
        var value = field.Trim();
        return value.Length > 1 && value[0] == '\'' && "=+-@".Contains(value[1], StringComparison.Ordinal) ? value[1..] : value;
    }
}
