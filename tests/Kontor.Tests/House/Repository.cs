using System.Text.RegularExpressions;

namespace Kontor.Tests.House;

/// <summary>The repository that this build came from, for tests that read the code itself.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The application's own source files of that kind, without what is generated.</summary>
    /// <param name="extensions">With their dots.</param>
    public static IEnumerable<string> Sources(params string[] extensions) => Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
        .Where(file => extensions.Contains(Path.GetExtension(file)))
        .Where(file => !Generated().IsMatch(Path.GetRelativePath(Root, file)))
        .Order(StringComparer.Ordinal);

    /// <summary>The path from the root, with slashes.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kontor.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Kontor.slnx stands in no folder above the tests.");
    }

    [GeneratedRegex(@"[\\/](bin|obj|node_modules|Migrations)[\\/]")]
    private static partial Regex Generated();
}
