namespace Kontor.Tests;

/// <summary>Temporary folders of tests.</summary>
internal static class TestFolder
{
    private const string Prefix = "kontor-tests-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(3);

    static TestFolder()
    {
        // A run that was killed could not tidy up after itself.
        foreach (var old in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            if (Directory.GetLastWriteTimeUtc(old) < DateTime.UtcNow - Abandoned)
            {
                Directory.Delete(old, recursive: true);
            }
        }
    }

    /// <summary>
    /// A new folder that every user may enter, as the server's user must. Whoever asks for it deletes it.
    /// </summary>
    public static string Create()
    {
        var folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return folder;
    }
}
