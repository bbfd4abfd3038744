using System.Text.RegularExpressions;

namespace Kontor.Tests.House;

/// <summary>
/// Which folder may know which. A feature's shell and its rules share a namespace, so an arrow between shells is taken
/// where a file both uses the namespace and names one of the shell's own types. Reading another feature's rows is no
/// arrow: rows are types of its rules, and change only through them.
/// </summary>
public sealed partial class DependencyTests
{
    private const string Kernel = "Kernel";
    private const string PartnerCenter = "PartnerCenter";

    /// <summary>Folders that put the application together and may know every feature.</summary>
    private static readonly string[] Composition = ["Server", "Sandbox", "Site"];

    /// <summary>Arrows that close a circle and stay, each with its reason.</summary>
    private static readonly HashSet<(string From, string To)> Allowed = [];

    private static readonly Source[] Sources = [.. Repository.Sources(".cs", ".razor").Where(IsInFeature).Select(Read)];

    [Fact]
    public void The_kernel_knows_no_feature()
    {
        var arrows = Sources.Where(s => s.Feature == Kernel)
            .SelectMany(s => s.Uses.Where(used => used != Kernel).Select(used => $"{s.Name} → {used}"));

        Findings.None(arrows);
    }

    [Fact]
    public void Rules_use_rules_and_the_base_library_only()
    {
        var withRules = Sources.Where(s => s.IsRule).Select(s => s.Feature).ToHashSet();
        var arrows =
            from source in Sources
            where source.IsRule
            from line in Using().Matches(source.Text).Select(m => m.Groups[1].Value)
            where line.StartsWith("Kontor.", StringComparison.Ordinal)
                ? !withRules.Contains(line["Kontor.".Length..])
                : !line.StartsWith("System", StringComparison.Ordinal)
            select $"{source.Name} → {line}";

        Findings.None(arrows);
    }

    [Fact]
    public void Nobody_knows_the_wire_protocol()
    {
        var arrows = Sources
            .Where(s => s.Feature != PartnerCenter && s.Uses.Contains(PartnerCenter))
            .Select(s => s.Name);

        Findings.None(arrows);
    }

    [Fact]
    public void Rules_of_different_features_form_no_circle()
    {
        var arrows =
            from source in Sources
            where source.IsRule
            from used in source.Uses
            where NamesAny(source, Sources.Where(s => s.IsRule && s.Feature == used))
            select (source.Feature, used);

        Findings.None(Circles(arrows));
    }

    [Fact]
    public void Features_form_no_circle()
    {
        var arrows =
            from source in Sources
            where !source.IsRule && !Composition.Contains(source.Feature)
            from used in source.Uses
            where !Composition.Contains(used)
                && NamesAny(source, Sources.Where(s => !s.IsRule && s.Feature == used))
            select (source.Feature, used);

        Findings.None(Circles(arrows));
    }

    /// <summary>What is left when every folder that knows nobody left, or is known by nobody left, is taken away.</summary>
    private static IEnumerable<string> Circles(IEnumerable<(string From, string To)> arrows)
    {
        var left = arrows.Where(a => a.From != a.To && a.To != Kernel && !Allowed.Contains(a)).ToHashSet();
        while (left.RemoveWhere(a => left.All(b => b.From != a.To) || left.All(b => b.To != a.From)) > 0)
        {
        }

        return left.Select(a => $"{a.From} → {a.To}").Order(StringComparer.Ordinal);
    }

    private static bool NamesAny(Source source, IEnumerable<Source> owners) =>
        owners.SelectMany(owner => owner.Declares).Any(source.Words.Contains);

    private static bool IsInFeature(string file) => FeatureOf(Repository.Name(file)) is not null;

    /// <summary>The folder below src/Kontor; null for files beside the folders, such as Program.cs.</summary>
    private static string? FeatureOf(string name) =>
        name.Split('/') is ["src", "Kontor", var feature, _, ..] ? feature : null;

    private static Source Read(string file)
    {
        var (name, text) = (Repository.Name(file), File.ReadAllText(file));
        var code = Comment().Replace(text, "");
        return new Source(
            name,
            FeatureOf(name)!,
            name.Contains("/Rules/", StringComparison.Ordinal),
            code,
            [.. Using().Matches(code).Select(m => m.Groups[1].Value.Split('.')).Where(p => p[0] == "Kontor").Select(p => p[1])],
            [.. Declaration().Matches(code).Select(m => m.Groups[1].Value)],
            [.. Word().Matches(code).Select(m => m.Value)]);
    }

    private sealed record Source(
        string Name, string Feature, bool IsRule, string Text, HashSet<string> Uses, string[] Declares, HashSet<string> Words);

    [GeneratedRegex(@"^\s*@?using (?:static )?([A-Z][\w.]*);?\s*$", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(?:class|record(?: struct| class)?|struct|interface|enum)\s+([A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Word();
}
