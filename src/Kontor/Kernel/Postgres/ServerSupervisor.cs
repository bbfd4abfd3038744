using System.Diagnostics;
using System.Runtime.Versioning;

namespace Kontor.Kernel.Postgres;

/// <summary>
/// Keeps the server running: starts it, starts it again when it dies, stops it when asked. All of it happens on one
/// thread that lives as long as the server, because the kernel stops the server (a fast shutdown) when the thread that
/// started it ends. So a Kontor that is killed takes its server along.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ServerSupervisor : IDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private readonly PostgresFolders _folders;
    private readonly PostgresBinaries _binaries;
    private readonly ServerUser _user;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _stopping = new();
    private Process? _server;
    private volatile int _failuresInARow;
    private volatile Exception? _defect;

    public ServerSupervisor(PostgresFolders folders, PostgresBinaries binaries, ServerUser user, ILogger log)
    {
        _folders = folders;
        _binaries = binaries;
        _user = user;
        _log = log;
        _thread = new Thread(Run) { IsBackground = true, Name = "Embedded PostgreSQL" };
        _thread.Start();
    }

    /// <summary>Raised on the supervising thread each time the server has died, before it is started again.</summary>
    public event Action? Died;

    /// <summary>How often the server has ended since it last ran for ten seconds.</summary>
    public int FailuresInARow => _failuresInARow;

    /// <summary>What keeps the server from being started at all, or null.</summary>
    public Exception? Defect => _defect;

    /// <summary>The server's process, or null while there is none.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_gate)
            {
                return _server is { HasExited: false } server ? server.Id : null;
            }
        }
    }

    /// <summary>The last lines of what the server said, first while it started and then in its own log.</summary>
    public string LastWords()
    {
        try
        {
            var logs = new DirectoryInfo(_folders.ServerLog);
            var own = logs.Exists ? logs.EnumerateFiles("*.log").MaxBy(log => log.LastWriteTimeUtc) : null;
            return string.Join(' ', LastLines(_folders.StartLog).Concat(own is null ? [] : LastLines(own.FullName)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Its log is in {_folders.ServerLog}.";
        }
    }

    private static IEnumerable<string> LastLines(string file) => File.ReadLines(file).TakeLast(5);

    /// <summary>
    /// Stops the server: clients are disconnected, everything committed is on disk, nothing needs recovery.
    /// </summary>
    public void Dispose()
    {
        _stopping.Set();
        if (!End(Libc.Interrupt, StopPatience) && !End(Libc.Quit, QuitPatience))
        {
            End(Libc.Kill, QuitPatience);
        }

        _stopping.Dispose();
    }

    private bool End(int signal, TimeSpan patience)
    {
        lock (_gate)
        {
            if (_server is { HasExited: false } server)
            {
                Libc.Signal(server.Id, signal);
            }
        }

        return _thread.Join(patience);
    }

    private void Run()
    {
        try
        {
            while (RunServerOnce())
            {
                var pause = FirstPause * (1 << int.Min(_failuresInARow, 10));
                _stopping.Wait(pause < LongestPause ? pause : LongestPause);
                if (!_stopping.IsSet)
                {
                    Leftovers.Clear(_folders, _log);
                }
            }
        }
        catch (Exception e) when (e is EmbeddedPostgresException or IOException or System.ComponentModel.Win32Exception)
        {
            _defect = e;
            _log.LogCritical(e, "The database server cannot be started");
        }
    }

    /// <summary>Starts the server and waits for its end; true if it ended although nobody asked for it.</summary>
    private bool RunServerOnce()
    {
        var started = Stopwatch.StartNew();
        Process server;
        lock (_gate)
        {
            if (_stopping.IsSet)
            {
                return false;
            }

            server = _server = Process.Start(Subprocess.Describe(Words()))!;
        }

        server.WaitForExit();
        if (_stopping.IsSet)
        {
            return false;
        }

        _failuresInARow = started.Elapsed > Settled ? 1 : _failuresInARow + 1;
        _log.LogError(
            "The database server ended by itself (exit code {ExitCode}). It is started again; its log is in {Folder}",
            server.ExitCode, _folders.ServerLog);
        Died?.Invoke();
        return true;
    }

    /// <summary>
    /// One process in the end: each of these programs becomes the next one. A session of its own keeps Ctrl-C at the
    /// terminal away from the server, which must outlive the requests that Kontor still finishes.
    /// </summary>
    private IEnumerable<string> Words() =>
    [
        "/bin/sh", "-c", "log=$1; shift; exec \"$@\" </dev/null >\"$log\" 2>&1", "sh", _folders.StartLog,
        .. IfInstalled("setsid"),
        .. _user.Prefix,
        .. IfInstalled("setpriv", "--pdeathsig", "INT", "--"),
        _binaries.Server, "-D", _folders.Cluster, "-c", $"config_file={_folders.Configuration}",
    ];

    // Both come with every Linux, and with no other system.
    private static string[] IfInstalled(params string[] words) => OperatingSystem.IsLinux() ? words : [];
}
