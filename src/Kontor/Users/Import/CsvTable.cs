using CsvHelper;

namespace Kontor.Users;

/// <summary>
/// A small table as spreadsheets write it: fields apart by comma, semicolon or tab, whichever the first line has most of;
/// empty lines are nothing.
/// </summary>
internal static class CsvTable
{
    /// <summary>The rows with the number of the line on which each begins, from 1.</summary>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        // A reader that guessed would look at the rows too, where roles are apart by semicolon.
        var first = text.Split('\n', 2)[0];
        using var csv = CsvReader.Create(new StringReader(text.TrimStart('\uFEFF')), new CsvReaderOptions
        {
            Separator = ",;\t".MaxBy(sign => first.Count(c => c == sign)),
            HasHeader = false,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            MaxRecordSize = UserFile.MaxMegabytes * 1024 * 1024,
            MalformedData = CsvMalformedDataHandling.Recover,
        });
        while (csv.Read())
        {
            string[] fields = [.. Enumerable.Range(0, csv.FieldCount).Select(place => Plain(csv.GetString(place)))];
            if (fields.Any(field => field.Length > 0))
            {
                yield return ((int)csv.LineNumber, fields);
            }
        }
    }

    /// <summary>Without what our exports put in front so that a spreadsheet takes nothing for a formula.</summary>
    private static string Plain(string value) =>
        value.Length > 1 && value[0] == '\'' && "=+-@".Contains(value[1], StringComparison.Ordinal) ? value[1..] : value;
}
