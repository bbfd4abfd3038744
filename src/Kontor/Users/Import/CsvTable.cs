using System.Text;

namespace Kontor.Users;

/// <summary>
/// A small table in the form of RFC 4180, as spreadsheets write it: fields apart by comma, semicolon or tab, whichever the
/// first line has most of; empty lines are nothing.
/// </summary>
internal static class CsvTable
{
    /// <summary>The rows with the number of the line on which each begins, from 1.</summary>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var first = text.Split('\n', 2)[0];
        var apart = ",;\t".MaxBy(sign => first.Count(c => c == sign));
        var (fields, field, isQuoted, line, begun) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : '\n';
            if (isQuoted && at < text.Length)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    field.Append('"');
                    at++;
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (c == '"' && field.Length == 0)
            {
                isQuoted = true;
            }
            else if (c == apart || c == '\n')
            {
                fields.Add(Plain(field.ToString()));
                field.Clear();
                if (c == '\n')
                {
                    if (fields.Exists(value => value.Length > 0))
                    {
                        yield return (begun, [.. fields]);
                    }

                    fields.Clear();
                    begun = line + 1;
                }
            }
            else
            {
                field.Append(c);
            }

            line += c == '\n' ? 1 : 0;
        }
    }

    /// <summary>Without what our exports put in front so that a spreadsheet takes nothing for a formula.</summary>
    private static string Plain(string field)
    {
        var value = field.Trim();
        return value.Length > 1 && value[0] == '\'' && "=+-@".Contains(value[1], StringComparison.Ordinal) ? value[1..] : value;
    }
}
