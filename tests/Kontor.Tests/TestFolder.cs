namespace Kontor.Tests;

/// <summary>Temporary folders of tests.</summary>
internal static class TestFolder
{
    private const string Prefix = "kontor-tests-";
    private const string Memory = "/dev/shm";
    private const long EnoughMemory = 4L << 30;
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(3);

    static TestFolder()
    {
        // A run that was killed could not tidy up after itself.
        foreach (var place in new[] { Path.GetTempPath(), Memory }.Where(Directory.Exists))
        {
            foreach (var old in Directory.EnumerateDirectories(place, $"{Prefix}*"))
            {
                if (Directory.GetLastWriteTimeUtc(old) < DateTime.UtcNow - Abandoned)
                {
                    Directory.Delete(old, recursive: true);
                }
            }
        }
    }

    /// <summary>
    /// A new folder that every user may enter, as the server's user must. Whoever asks for it deletes it.
    /// </summary>
    public static string Create() => Open(Directory.CreateTempSubdirectory(Prefix).FullName);

    /// <summary>
    /// The same in memory, on a machine that has such a place with room enough: for thousands of files that come and go,
    /// with which a disk's file system is slow.
    /// </summary>
    public static string CreateInMemory() => HasRoom()
        ? Open(Directory.CreateDirectory(Path.Combine(Memory, $"{Prefix}{Guid.NewGuid():N}")).FullName)
        : Create();

    private static bool HasRoom() =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= EnoughMemory;

    private static string Open(string folder)
    {
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return folder;
    }
}
