using System.Runtime.Versioning;

namespace Kontor.Kernel.Postgres;

/// <summary>
/// As whom the server runs. PostgreSQL refuses to run as root, so a Kontor that root started needs another identity for
/// it; any other user runs it as itself.
/// </summary>
/// <param name="Name">For the log.</param>
/// <param name="Prefix">The words before a command that make it run so.</param>
/// <param name="InitDbPrefix">The same for initdb, which accepts only users that have a name.</param>
/// <param name="Account">To whom the server's folders must belong; null if they are its own anyway.</param>
[UnsupportedOSPlatform("windows")]
internal sealed record ServerUser(string Name, string[] Prefix, string[] InitDbPrefix, Account? Account)
{
    // Above the users of people and of packages, below the ranges systemd gives away. It needs no entry anywhere.
    private const uint DedicatedNumber = 61_100;

    // The server must not be able to regain what it gives up.
    private static readonly string[] GiveUpPrivileges =
        ["--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"];

    /// <summary>
    /// Chooses the identity, and copies the binaries if only they keep a dedicated user from working.
    /// </summary>
    public static async Task<(ServerUser User, PostgresBinaries Binaries)> Choose(
        PostgresFolders folders, PostgresBinaries binaries, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return (await Itself(folders, cancel), binaries);
        }

        if (!OperatingSystem.IsLinux())
        {
            throw new EmbeddedPostgresException(
                "The embedded PostgreSQL does not run as root on this system. Start Kontor as another user, with a " +
                "data folder of that user in --data.");
        }

        var dedicated = Dedicated();
        var obstacle = await dedicated.CannotUse(folders, binaries, cancel);
        if (obstacle is null)
        {
            return (dedicated, binaries);
        }

        var inNamespace = InNamespace();
        var secondObstacle = await inNamespace.CannotUse(folders, binaries, cancel);
        if (secondObstacle is null)
        {
            return (inNamespace, binaries);
        }

        if (await dedicated.CannotEnter(folders.Home, cancel) is null)
        {
            var copy = binaries.CopyTo(folders);
            obstacle = await dedicated.CannotUse(folders, copy, cancel);
            if (obstacle is null)
            {
                return (dedicated, copy);
            }
        }

        throw new EmbeddedPostgresException(
            "Kontor was started by root, and PostgreSQL does not run as root. An unprivileged user cannot use " +
            $"{folders.Home} ({obstacle}), and a user namespace is not to be had here ({secondObstacle}). Give a " +
            "folder that every user may enter, for example --data /var/lib/kontor, or start Kontor as another user.");
    }

    /// <summary>A user without a name, as containers like to run, needs one for the moment of initdb.</summary>
    private static async Task<ServerUser> Itself(PostgresFolders folders, CancellationToken cancel)
    {
        if (Path.Exists(folders.Cluster) || (await Subprocess.Run(["id", "-un"], cancel)).ExitCode == 0)
        {
            return new ServerUser(Environment.UserName, [], [], null);
        }

        var nameless = new ServerUser("a user without a name", [], NamedInNamespace(), null);
        return await nameless.CannotEnter(folders.Home, cancel) is not { } obstacle
            ? nameless
            : throw new EmbeddedPostgresException(
                "The user that runs Kontor has no name on this machine, and PostgreSQL creates a database only for " +
                $"users that have one. A user namespace, which could help, is not to be had here ({obstacle}). Give " +
                "the user an entry in /etc/passwd, or give the connection string of a PostgreSQL server in " +
                "Kontor__Database.");
    }

    /// <summary>A user called kontor if the machine has one, else a number that nobody else uses.</summary>
    private static ServerUser Dedicated()
    {
        var accounts = Account.All();
        var named = accounts.FirstOrDefault(account => account.Name == "kontor" && account.User != 0);
        var number = DedicatedNumber;
        while (named is null && accounts.Any(account => account.User == number || account.Group == number))
        {
            number++;
        }

        var account = named ?? new Account($"user {number}", number, number);
        return new ServerUser(account.Name, Become(account), Become(named ?? Account.AnyUnprivileged()), account);
    }

    /// <summary>
    /// Root under another number: the files stay root's and are reached as root, but no privilege of root is left.
    /// </summary>
    private static ServerUser InNamespace()
    {
        var prefix = NamedInNamespace();
        return new ServerUser("root in a user namespace", prefix, prefix, new Account("root", 0, 0));
    }

    private static string[] NamedInNamespace() =>
        ["unshare", "--user", $"--map-user={Account.AnyUnprivileged().User}", "--", "setpriv", "--no-new-privs", "--"];

    private static string[] Become(Account account) =>
        ["setpriv", $"--reuid={account.User}", $"--regid={account.Group}", .. GiveUpPrivileges, "--"];

    /// <summary>Tries it out as that user; null if it can, else what the system answered.</summary>
    private async Task<string?> CannotUse(
        PostgresFolders folders, PostgresBinaries binaries, CancellationToken cancel) =>
        await CannotEnter(folders.Home, cancel) ?? await Try([binaries.Server, "--version"], cancel);

    private Task<string?> CannotEnter(string folder, CancellationToken cancel) =>
        Try(["/bin/sh", "-c", "cd -- \"$1\"", "sh", folder], cancel);

    private async Task<string?> Try(string[] words, CancellationToken cancel)
    {
        foreach (var prefix in new[] { Prefix, InitDbPrefix })
        {
            var (exitCode, output) = await Subprocess.Run([.. prefix, .. words], cancel);
            if (exitCode != 0)
            {
                return output.Split('\n')[^1];
            }
        }

        return null;
    }
}

/// <summary>A user of the machine, by numbers, with a name where it has one.</summary>
internal sealed record Account(string Name, uint User, uint Group)
{
    /// <summary>The machine's own list of users.</summary>
    public static IReadOnlyList<Account> All() =>
    [
        .. from line in File.ReadLines("/etc/passwd")
           let fields = line.Split(':')
           where fields.Length >= 4
           select new Account(fields[0], uint.Parse(fields[2], provider: null), uint.Parse(fields[3], provider: null)),
    ];

    /// <summary>The user for what belongs to nobody, or whichever one has a name.</summary>
    public static Account AnyUnprivileged()
    {
        var all = All();
        return all.FirstOrDefault(account => account.Name == "nobody") ?? all.First(account => account.User != 0);
    }
}
