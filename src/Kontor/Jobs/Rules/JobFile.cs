using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>A file in the database, so that whichever server runs the job can read it.</summary>
public sealed class JobFile
{
    /// <summary>Bytes of a piece; the last of a file may be shorter.</summary>
    public const int ChunkSize = 256 * 1024;

    public required TenantId TenantId { get; init; }

    public required JobFileId Id { get; init; }

    /// <summary>As its owner calls it, without folders and control characters.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name that is kept of what a browser sent.</summary>
    public static string NameOf(string sent)
    {
        var name = string.Concat(sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c)));
        return name.Length <= Job.MaxTitleLength ? name : name[..Job.MaxTitleLength];
    }
}

/// <summary>A piece of a file.</summary>
public sealed class JobFileChunk
{
    public required TenantId TenantId { get; init; }

    public required JobFileId FileId { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    public required byte[] Bytes { get; init; }
}
