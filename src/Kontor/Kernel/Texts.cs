using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Kontor.Kernel;

/// <summary>
/// Every sentence people read: of reasons, pages and mails. Each feature keeps its own in <c>*Texts.resx</c> (English)
/// with <c>.de</c> and <c>.nl</c> beside it; a key exists once in all of them together, and a test holds the languages
/// level. The language is the current UI culture's.
/// </summary>
public static class Texts
{
    /// <summary>The languages that every text exists in; the first is the fallback.</summary>
    public static readonly string[] Languages = ["en", "de", "nl"];

    private static readonly FrozenDictionary<string, ResourceManager> Sources = Load();

    public static IEnumerable<string> Keys => Sources.Keys;

    public static bool Has(string key) => Sources.ContainsKey(key);

    /// <summary>The text for the key with its arguments filled in, in the current UI culture.</summary>
    public static string Of(string key, params object?[] arguments) => In(CultureInfo.CurrentUICulture, key, arguments);

    /// <summary>The text in a given language, for mails to somebody else than the reader.</summary>
    public static string In(CultureInfo culture, string key, params object?[] arguments)
    {
        var text = Sources.TryGetValue(key, out var source) ? source.GetString(key, culture) : null;
        return text is null
            ? throw new MissingManifestResourceException($"There is no text '{key}'.")
            : arguments.Length == 0 ? text : string.Format(culture, text, [.. arguments.Select(Filled)]);
    }

    private static object? Filled(object? argument) => argument is string name ? NameInSentence.HeldApart(name) : argument;

    private static FrozenDictionary<string, ResourceManager> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var sources = new Dictionary<string, ResourceManager>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith("Texts.resources", StringComparison.Ordinal)))
        {
            var source = new ResourceManager(name[..^".resources".Length], assembly);
            using var neutral = source.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!;
            foreach (System.Collections.DictionaryEntry entry in neutral)
            {
                sources.Add((string)entry.Key, new ResourceManager(name[..^".resources".Length], assembly));
            }
        }

        return sources.ToFrozenDictionary();
    }
}
