using System.Text;

namespace Kontor.Catalog;

/// <summary>Field values as messages show them.</summary>
internal static class FieldText
{
    private const int Longest = 60;

    /// <summary>The value on one line, shortened, without characters that could steer a terminal.</summary>
    public static string Shown(string value)
    {
        var shown = new StringBuilder(Longest + 1);
        foreach (var c in value)
        {
            if (shown.Length == Longest)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);
        }

        return shown.ToString();
    }

    public static string Shown(ReadOnlySpan<byte> utf8) =>
        Shown(Encoding.UTF8.GetString(utf8[..int.Min(utf8.Length, Longest * 4)]));
}
