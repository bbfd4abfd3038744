using System.Runtime.Versioning;
using System.Text.Json;

namespace Kontor.Kernel.Postgres;

/// <summary>For how long an owner keeps the server running.</summary>
internal enum Ownership
{
    /// <summary>As long as Kontor serves: a second such start on the same folder is refused.</summary>
    Serving,

    /// <summary>For one command: whoever wants to serve waits for its end.</summary>
    Brief,
}

/// <summary>What the owner of a data folder says of itself to others who find the folder locked.</summary>
internal sealed record Owner(int Process, Ownership Ownership, string ConnectionString);

/// <summary>
/// A data folder has one owner: the process that runs its server. The lock is one of the operating system on an open
/// file, so it ends with the process however that ends; the file itself stays and means nothing.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _record;

    private OwnerLock(FileStream file, string record)
    {
        _file = file;
        _record = record;
    }

    /// <summary>Takes the lock, or returns null while another process or part of this one has it.</summary>
    public static OwnerLock? TryTake(PostgresFolders folders, Ownership ownership, string connectionString)
    {
        var file = Open(Path.Combine(folders.Home, "owner.lock"), FileAccess.ReadWrite, FileShare.None);
        if (file is null)
        {
            return null;
        }

        var record = RecordOf(folders);
        var owner = new Owner(Environment.ProcessId, ownership, connectionString);
        File.WriteAllText(record + ".new", JsonSerializer.Serialize(owner));
        File.Move(record + ".new", record, overwrite: true);
        return new OwnerLock(file, record);
    }

    /// <summary>Who has the lock, or null while that cannot be told because owners are just changing.</summary>
    public static Owner? Current(PostgresFolders folders)
    {
        try
        {
            var owner = JsonSerializer.Deserialize<Owner>(File.ReadAllText(RecordOf(folders)));
            return owner is not null && Libc.Exists(owner.Process) ? owner : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Marks this process as a user of a server that another one owns; an owner for one command waits until no marks
    /// are left. Null while that owner is stopping the server.
    /// </summary>
    public static IDisposable? TryMarkUse(PostgresFolders folders) =>
        Open(Path.Combine(folders.Home, "users.lock"), FileAccess.Read, FileShare.Read);

    /// <summary>Keeps new users away, or returns null while there are some.</summary>
    public static IDisposable? TryExcludeUsers(PostgresFolders folders) =>
        Open(Path.Combine(folders.Home, "users.lock"), FileAccess.ReadWrite, FileShare.None);

    public void Dispose()
    {
        File.Delete(_record);
        _file.Dispose();
    }

    // .NET locks the whole file with flock: exclusively for FileShare.None, else shared.
    private static FileStream? Open(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"The data folder that holds {path} belongs to another user. Start Kontor as that user, or give " +
                "another folder with --data.", e);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string RecordOf(PostgresFolders folders) => Path.Combine(folders.Home, "owner.json");
}
