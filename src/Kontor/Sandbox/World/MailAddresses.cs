using System.Globalization;
using System.Text;

namespace Kontor.Sandbox;

/// <summary>Mail addresses made of people's names: Élodie Le Goff becomes elodie.legoff.</summary>
internal static class MailAddresses
{
    public static string Of(string firstName, string lastName, string domain) =>
        $"{Plain(firstName)}.{Plain(lastName)}@{domain}";

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in Spelled(name.ToLowerInvariant()).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter == '-')
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }

    /// <summary>German writes its umlauts out where they cannot stand.</summary>
    private static string Spelled(string name) => name
        .Replace("ä", "ae", false, CultureInfo.InvariantCulture)
        .Replace("ö", "oe", false, CultureInfo.InvariantCulture)
        .Replace("ü", "ue", false, CultureInfo.InvariantCulture)
        .Replace("ß", "ss", false, CultureInfo.InvariantCulture);
}
