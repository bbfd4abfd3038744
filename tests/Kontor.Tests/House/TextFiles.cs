using System.Xml.Linq;

namespace Kontor.Tests.House;

/// <summary>The text files as they stand in the sources, per language, before any fallback.</summary>
internal static class TextFiles
{
    private static readonly Dictionary<string, Dictionary<string, string>> ByLanguage =
        Kontor.Kernel.Texts.Languages.ToDictionary(language => language, Load);

    public static IReadOnlyDictionary<string, string> In(string language) => ByLanguage[language];

    /// <summary>English files are named XTexts.resx, the others XTexts.de.resx and so on.</summary>
    public static IEnumerable<string> Files(string language) => Repository.Sources(".resx").Where(file =>
        LanguageOf(file) == language);

    /// <summary>Key and value of every entry of a file, repetitions included.</summary>
    public static IEnumerable<(string Key, string Value)> Entries(string file) => XDocument.Load(file).Root!
        .Elements("data")
        .Select(data => ((string)data.Attribute("name")!, (string)data.Element("value")!));

    private static string LanguageOf(string file)
    {
        var parts = Path.GetFileName(file).Split('.');
        return parts.Length == 2 ? "en" : parts[1];
    }

    private static Dictionary<string, string> Load(string language)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (key, value) in Files(language).SelectMany(Entries))
        {
            texts.TryAdd(key, value);
        }

        return texts;
    }
}
