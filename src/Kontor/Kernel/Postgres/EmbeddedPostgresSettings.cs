namespace Kontor.Kernel.Postgres;

/// <summary>What the embedded PostgreSQL is started with.</summary>
/// <param name="DataFolder">
/// Kontor's data folder. The server keeps everything below its sub-folder <c>postgres</c>; missing folders are created.
/// </param>
public sealed record EmbeddedPostgresSettings(string DataFolder)
{
    /// <summary>
    /// The folder that holds <c>bin/postgres</c>, or null to look for the npm platform package: beside the application
    /// and in every folder above it, then in the working folder and every folder above that.
    /// </summary>
    public string? Binaries { get; init; }

    /// <summary>
    /// Whether a commit survives a crash of the machine. False only for tests: the server then never waits for the
    /// disk, and a commit survives only the death of processes.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Reads <c>Kontor:Embedded:Binaries</c> (environment: <c>Kontor__Embedded__Binaries</c>).</summary>
    public static EmbeddedPostgresSettings From(IConfiguration configuration, string dataFolder) =>
        new(dataFolder) { Binaries = configuration["Kontor:Embedded:Binaries"] };
}
