using System.Globalization;
using System.Runtime.Versioning;

namespace Kontor.Kernel.Postgres;

/// <summary>The server's files: made once, checked and configured at every start.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PostgresCluster(PostgresFolders folders, PostgresBinaries binaries, ServerUser user)
{
    /// <summary>The server's only role; it owns everything.</summary>
    public const string Role = "kontor";

    private const string AccessRules = """
        # Whoever may enter the socket's folder may connect; nobody else can.
        local all all trust

        """;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ReadableFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes the cluster if there is none, refuses a foreign one, and writes the configuration.</summary>
    public async Task Prepare(bool durable, ILogger log, CancellationToken cancel)
    {
        RemoveUnfinished();
        if (!Path.Exists(folders.Cluster))
        {
            log.LogInformation("Creating the database in {Folder}", folders.Home);
            await Create(durable, cancel);
        }

        await RefuseAnotherVersion(cancel);
        Own(folders.Cluster);
        PrepareSocketFolder();
        Write(folders.AccessRules, AccessRules);
        Write(folders.Configuration, Configuration(durable));
    }

    private async Task RefuseAnotherVersion(CancellationToken cancel)
    {
        var file = Path.Combine(folders.Cluster, "PG_VERSION");
        if (!File.Exists(file))
        {
            throw new EmbeddedPostgresException(
                $"{folders.Cluster} holds no PostgreSQL database, and Kontor does not write into a folder it does " +
                "not know. Move it away, or give another folder with --data.");
        }

        var theirs = int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture);
        var ours = await binaries.MajorVersion(cancel);
        if (theirs > ours)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {folders.Data} was written by PostgreSQL {theirs}, which is newer than the " +
                $"PostgreSQL {ours} of this Kontor. Nothing was changed. Start the newer Kontor that wrote it, or " +
                "give another folder with --data.");
        }

        if (theirs < ours)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {folders.Data} was written by PostgreSQL {theirs}, and the PostgreSQL {ours} of " +
                "this Kontor cannot read it. Nothing was changed. Move its data with the Kontor that wrote it, or " +
                "give another folder with --data.");
        }
    }

    /// <summary>
    /// The cluster appears under its name only when it is complete, so a kill in the middle leaves nothing that looks
    /// like one.
    /// </summary>
    private async Task Create(bool durable, CancellationToken cancel)
    {
        var unfinished = $"{folders.Cluster}.new-{Guid.NewGuid():N}";
        Directory.CreateDirectory(unfinished);
        File.SetUnixFileMode(unfinished, OwnerOnly);
        if (user.Account is { User: not 0 } dedicated)
        {
            var named = Account.All().FirstOrDefault(account => account.User == dedicated.User)
                ?? Account.AnyUnprivileged();
            Libc.Give(unfinished, named.User, named.Group);
        }

        string[] words =
        [
            .. user.InitDbPrefix, binaries.InitDb, "--pgdata", unfinished, "--username", Role, "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "und",
            durable ? $"--sync-method={SyncMethod}" : "--no-sync",
        ];
        var (exitCode, output) = await Subprocess.Run(words, cancel);
        if (exitCode != 0)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL could not create its database in {folders.Home}: {output} Give another folder with " +
                "--data.");
        }

        Own(unfinished);
        Directory.Move(unfinished, folders.Cluster);
    }

    private void RemoveUnfinished()
    {
        foreach (var unfinished in Directory.EnumerateDirectories(folders.Home, "cluster.new-*"))
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>Gives the files to the server's user: root may have run the server as another one before.</summary>
    private void Own(string folder)
    {
        if (user.Account is not { } account || !OperatingSystem.IsLinux() || Libc.Facts(folder)?.Owner == account.User)
        {
            return;
        }

        // The folder itself comes last: as long as it belongs to the other user, the work is not finished.
        // Links are left alone, for what the server may write it may also link to anything on the machine.
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var inside = Directory.EnumerateFileSystemEntries(folder, "*", all);
        foreach (var entry in inside.Append(folder))
        {
            if (!Libc.Give(entry, account.User, account.Group))
            {
                throw new EmbeddedPostgresException(
                    $"Root may not give {entry} to {account.Name}. Give a folder on a local disk with --data.");
            }
        }
    }

    private void PrepareSocketFolder()
    {
        // A temporary folder is everybody's: what lies there under our name must be ours, not a link somebody laid.
        Directory.CreateDirectory(folders.Sockets, OwnerOnly);
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            var owner = Libc.Facts(folders.Sockets, followLinks: false)?.Owner;
            var isOurs = owner == 0 || owner == user.Account?.User
                || folders.Sockets.StartsWith(folders.Home, StringComparison.Ordinal);
            if (!isOurs || new DirectoryInfo(folders.Sockets).LinkTarget is not null)
            {
                throw new EmbeddedPostgresException(
                    $"{folders.Sockets} belongs to somebody else. Remove it, or give a data folder with a shorter " +
                    "path in --data.");
            }
        }

        File.SetUnixFileMode(folders.Sockets, OwnerOnly);
        Own(folders.Sockets);
    }

    /// <summary>
    /// How a thousand files reach the disk after initdb and after a crash: on Linux with one call for all of them,
    /// which takes a fraction of the time.
    /// </summary>
    private static string SyncMethod => OperatingSystem.IsLinux() ? "syncfs" : "fsync";

    private static void Write(string file, string text)
    {
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, ReadableFile);
    }

    private string Configuration(bool durable)
    {
        const long megabyte = 1 << 20;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / megabyte;
        return $"""
            # Kontor writes this file at every start. ALTER SYSTEM overrides what stands here.
            hba_file = {Quoted(folders.AccessRules)}
            listen_addresses = ''
            unix_socket_directories = {Quoted($"\"{folders.Sockets.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")}
            unix_socket_permissions = 0700
            max_connections = 200

            shared_buffers = {long.Clamp(memory / 8, 64, 1024)}MB
            effective_cache_size = {long.Max(memory / 2, 128)}MB
            max_wal_size = 2GB
            random_page_cost = 1.1
            jit = off

            fsync = {(durable ? "on" : "off")}
            full_page_writes = {(durable ? "on" : "off")}
            synchronous_commit = on
            recovery_init_sync_method = {SyncMethod}

            timezone = 'UTC'
            lc_messages = 'C'

            # A file for each day of the week. Values of rows and texts of statements stay out of it.
            logging_collector = on
            log_filename = 'postgresql-%a.log'
            log_rotation_age = 1d
            log_rotation_size = 0
            log_truncate_on_rotation = on
            log_timezone = 'UTC'
            log_error_verbosity = terse
            log_min_error_statement = panic

            """;
    }

    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
