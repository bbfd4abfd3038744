using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Kontor.Kernel.Postgres;

/// <summary>The few system calls that .NET has no words for.</summary>
[UnsupportedOSPlatform("windows")]
internal static class Libc
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;

    private const int NoSuchProcess = 3;
    private const int WorkingFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint BasicFacts = 0x7ff;

    /// <summary>Sends a signal; false if the process is gone or belongs to somebody else.</summary>
    public static bool Signal(int process, int signal) => kill(process, signal) == 0;

    /// <summary>Whether a process of this number is there, a zombie and somebody else's included.</summary>
    public static bool Exists(int process) => kill(process, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    /// <summary>Gives one file or folder to a user. A symbolic link is given itself, not what it points to.</summary>
    public static bool Give(string path, uint user, uint group) => lchown(Bytes(path), user, group) == 0;

    /// <summary>Who owns a file and which one it is, or null if it cannot be seen. Linux only.</summary>
    [SupportedOSPlatform("linux")]
    public static FileFacts? Facts(string path, bool followLinks = true)
    {
        // The layout of struct statx is the same on every architecture, unlike that of struct stat.
        var facts = new byte[256];
        if (statx(WorkingFolder, Bytes(path), followLinks ? 0 : DoNotFollowLinks, BasicFacts, facts) != 0)
        {
            return null;
        }

        return new FileFacts(
            Owner: BitConverter.ToUInt32(facts, 20),
            Device: BitConverter.ToUInt64(facts, 136),
            Number: BitConverter.ToUInt64(facts, 32));
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable SYSLIB1054 // Generated marshalling would need unsafe code in the whole project.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);

    [DllImport("libc", SetLastError = true)]
    private static extern int lchown(byte[] path, uint user, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, byte[] path, int flags, uint wanted, [Out] byte[] facts);
#pragma warning restore SYSLIB1054
}

/// <param name="Owner">The number of the user that owns the file.</param>
/// <param name="Device">The file system it lies on.</param>
/// <param name="Number">Its number there.</param>
internal sealed record FileFacts(uint Owner, ulong Device, ulong Number)
{
    public bool IsSameFileAs(FileFacts other) => Device == other.Device && Number == other.Number;
}
