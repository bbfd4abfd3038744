using System.Reflection;

namespace Kontor.Catalog;

/// <summary>
/// The price lists that ship inside the application, for demo worlds and for a first look: one in the present
/// generation and a small licence list (CAT-09). Prices are plausible, not anybody's.
/// </summary>
public static class SampleLists
{
    private const string Prefix = "Kontor.Catalog.Sample.";

    /// <summary>File names, in the order in which they are to be imported.</summary>
    public static IReadOnlyList<string> Names { get; } = ["price-list.csv", "license-list.csv"];

    /// <summary>The file with that name; seekable.</summary>
    public static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)
        ?? throw new FileNotFoundException("There is no such sample list.", name);
}
