using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;

namespace Kontor.BrowserTests;

/// <summary>
/// What the pages say in a language, out of the product's own texts: so one journey is walked in every language, and
/// finds things by what people read there.
/// </summary>
public sealed class Words
{
    private static readonly ConcurrentDictionary<string, Words> Known = new();

    private readonly Dictionary<string, string> _texts = [];

    private Words(string language)
    {
        var ending = language == "en" ? ".resx" : $".{language}.resx";
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "src", "Kontor"), "*.resx", SearchOption.AllDirectories))
        {
            if (file.EndsWith(ending, StringComparison.Ordinal) && (language != "en" || !Path.GetFileNameWithoutExtension(file).Contains('.', StringComparison.Ordinal)))
            {
                foreach (var entry in XDocument.Load(file).Root!.Elements("data"))
                {
                    _texts[entry.Attribute("name")!.Value] = entry.Element("value")!.Value;
                }
            }
        }
    }

    public static Words In(string language) => Known.GetOrAdd(language, code => new Words(code));

    /// <summary>A text with its places filled in.</summary>
    public string this[string key, params object[] values] =>
        string.Format(CultureInfo.InvariantCulture, _texts[key], values);

    /// <summary>A text up to its first place, for what is found by how it begins.</summary>
    public string Beginning(string key) => _texts[key].Split('{')[0].TrimEnd(' ', ',', ':', '“', '„');

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kontor.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Kontor.slnx stands in no folder above the tests.");
    }
}
