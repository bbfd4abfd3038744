using System.Globalization;
using System.Text;

namespace Kontor.ProviderDirectory;

/// <summary>
/// How a provider is called in addresses. It is made of the name when the first profile is published and stays for good,
/// whatever becomes of the name: an address that somebody keeps goes on leading there.
/// </summary>
public static class ProviderSlug
{
    /// <summary>With the number that tells namesakes apart.</summary>
    public const int MaxLength = 80;

    private const int MaxWords = 60;

    /// <summary>Where a name has no letter of the Latin alphabet.</summary>
    private const string Nameless = "provider";

    /// <summary>The slug that a name would have if it were the only one.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (Letters(c) is { } letters)
            {
                slug.Append(letters);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug is [.., not '-'])
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString();
        var kept = (whole.Length > MaxWords ? whole[..MaxWords] : whole).Trim('-');
        return kept.Length == 0 ? Nameless : kept;
    }

    /// <summary>The slug, with the lowest number from 2 on that is free where it is taken.</summary>
    public static string Free(string slug, IReadOnlySet<string> taken)
    {
        var free = slug;
        for (var number = 2; taken.Contains(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        }

        return free;
    }

    private static string? Letters(char c) => c switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => c.ToString(),
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' => "d",
        'ł' => "l",
        'ı' => "i",
        _ => null,
    };
}
