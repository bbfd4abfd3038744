namespace Kontor.Sandbox;

/// <summary>That this database holds a demo world. One row at most; without it the data are somebody's own.</summary>
public sealed class WorldRecord
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was whole; null while it is being made, or when making it was cut short.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The folder in which <c>credentials.json</c> was put, on the machine that made the world.</summary>
    public required string Folder { get; init; }
}
