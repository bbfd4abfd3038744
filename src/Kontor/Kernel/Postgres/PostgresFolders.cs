using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Kernel.Postgres;

/// <summary>
/// Where the embedded server keeps what. The home folder and its configuration belong to whoever runs Kontor; the
/// server, which may run as somebody else, owns only the cluster and the socket folder.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PostgresFolders
{
    // A socket's whole path may have 107 bytes on Linux and 103 on macOS.
    private const int LongestSocketPath = 103;
    private const string SocketName = "/.s.PGSQL.5432";

    private const UnixFileMode Enterable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public PostgresFolders(string dataFolder)
    {
        Data = Path.GetFullPath(dataFolder);
        Home = Path.Combine(Data, "postgres");
        Cluster = Path.Combine(Home, "cluster");
        Sockets = ChooseSocketFolder();
    }

    public string Data { get; }

    public string Home { get; }

    public string Cluster { get; }

    /// <summary>
    /// Where the server listens: below the home folder, or in a temporary folder if that path is too long or too odd.
    /// </summary>
    public string Sockets { get; }

    /// <summary>Names the server that listens on the socket, as <c>postmaster.pid</c> does for the cluster.</summary>
    public string SocketLock => $"{Sockets}{SocketName}.lock";

    public string Configuration => Path.Combine(Home, "postgresql.conf");

    public string AccessRules => Path.Combine(Home, "pg_hba.conf");

    /// <summary>What the server says until it writes its own log, in the folder <c>log</c> of the cluster.</summary>
    public string StartLog => Path.Combine(Home, "start.log");

    public string ServerLog => Path.Combine(Cluster, "log");

    public string BinariesCopy => Path.Combine(Home, "binaries");

    /// <summary>
    /// Creates the data folder and the home folder. Others may enter the home folder but not list it.
    /// </summary>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Home);
            File.SetUnixFileMode(Home, Enterable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"Kontor cannot use the data folder {Data}: {e.Message} " +
                "Start Kontor as the user the folder belongs to, or give another folder with --data.", e);
        }
    }

    /// <summary>Leaves nothing of this data folder outside of it.</summary>
    public void RemoveTemporary()
    {
        if (!Sockets.StartsWith(Home, StringComparison.Ordinal) && Directory.Exists(Sockets))
        {
            Directory.Delete(Sockets, recursive: true);
        }
    }

    private string ChooseSocketFolder()
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Home)))[..16];
        string[] choices = [Path.Combine(Home, "run"), Path.Combine(Path.GetTempPath(), $"kontor-{name}")];
        return choices.FirstOrDefault(IsFitForSocket) ?? $"/tmp/kontor-{name}";
    }

    // Npgsql reads some punctuation in a host's name as more than one host, or as a port.
    private static bool IsFitForSocket(string folder) =>
        Encoding.UTF8.GetByteCount(folder + SocketName) <= LongestSocketPath
        && folder.All(letter => char.IsLetterOrDigit(letter) || "/._- ".Contains(letter, StringComparison.Ordinal));
}
