using System.Collections.Frozen;

namespace Kontor.ProviderDirectory;

/// <summary>Languages in which providers work with resellers, as ISO 639-1 codes; each has a name, <c>language.CODE</c>.</summary>
public static class SpokenLanguages
{
    public static IReadOnlyList<string> All { get; } =
    [
        "af", "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr", "hu", "id", "is", "it", "ja",
        "ko", "lt", "lv", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh",
    ];

    private static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string code) => Known.Contains(code);
}
