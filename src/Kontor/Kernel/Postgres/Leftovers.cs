using System.Globalization;
using System.Runtime.Versioning;

namespace Kontor.Kernel.Postgres;

/// <summary>
/// What a killed run left behind: a server that goes on without Kontor, or a file that names a server that is gone.
/// Only the owner of the data folder may look after it, so whatever is found is nobody's.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1);

    /// <summary>Afterwards no process uses the cluster, and no file claims that one does.</summary>
    public static void Clear(PostgresFolders folders, ILogger log)
    {
        var named = ServerNamedIn(LockFile(folders));
        if (!OperatingSystem.IsLinux())
        {
            RefuseLivingServer(folders, named);
            return;
        }

        var left = ProcessesIn(folders.Cluster);
        if (left.Count > 0 && named is { } server && left.Contains(server))
        {
            log.LogWarning(
                "Stopping the database server (process {Process}) that a killed Kontor left running in {Folder}",
                server, folders.Home);
            Libc.Signal(server, Libc.Interrupt);
            left = WaitForEnd(folders.Cluster, Patience);
        }
        else if (left.Count > 0)
        {
            // The server was killed. Its children notice that and leave, except in the middle of a long computation.
            left = WaitForEnd(folders.Cluster, ShortPatience);
        }

        foreach (var signal in new[] { Libc.Quit, Libc.Kill })
        {
            left.ForEach(process => Libc.Signal(process, signal));
            left = left.Count == 0 ? left : WaitForEnd(folders.Cluster, ShortPatience);
        }

        if (left.Count > 0)
        {
            throw StillUsed(folders, left[0]);
        }

        // A zombie, or a stranger that got the number since, would make PostgreSQL believe that the server still runs.
        foreach (var file in new[] { LockFile(folders), folders.SocketLock })
        {
            if (ServerNamedIn(file) is { } gone && Libc.Exists(gone))
            {
                File.Delete(file);
            }
        }
    }

    private static void RefuseLivingServer(PostgresFolders folders, int? named)
    {
        for (var end = DateTime.UtcNow + ShortPatience; named is { } server && Libc.Exists(server); Thread.Sleep(50))
        {
            if (DateTime.UtcNow > end)
            {
                throw StillUsed(folders, server);
            }
        }
    }

    private static EmbeddedPostgresException StillUsed(PostgresFolders folders, int process) => new(
        $"Process {process} still uses the database in {folders.Home} and does not end. End it, or give another " +
        "folder with --data.");

    private static string LockFile(PostgresFolders folders) => Path.Combine(folders.Cluster, "postmaster.pid");

    private static int? ServerNamedIn(string lockFile)
    {
        try
        {
            var first = File.ReadLines(lockFile).FirstOrDefault();
            return int.TryParse(first, CultureInfo.InvariantCulture, out var process) ? Math.Abs(process) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    [SupportedOSPlatform("linux")]
    private static List<int> WaitForEnd(string cluster, TimeSpan patience)
    {
        var end = DateTime.UtcNow + patience;
        var left = ProcessesIn(cluster);
        while (left.Count > 0 && DateTime.UtcNow < end)
        {
            Thread.Sleep(20);
            left = ProcessesIn(cluster);
        }

        return left;
    }

    /// <summary>The server and its children, which all work in the cluster's folder. Zombies work nowhere.</summary>
    [SupportedOSPlatform("linux")]
    private static List<int> ProcessesIn(string cluster)
    {
        if (Libc.Facts(cluster) is not { } folder)
        {
            return [];
        }

        return
        [
            .. from path in Directory.EnumerateDirectories("/proc")
               where int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out _)
               where Libc.Facts($"{path}/cwd")?.IsSameFileAs(folder) == true && IsPostgres(path)
               select int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture),
        ];
    }

    // Somebody's shell may stand in the folder too.
    private static bool IsPostgres(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/comm").Trim() == "postgres";
        }
        catch (IOException)
        {
            return false;
        }
    }
}
