namespace Kontor.Jobs;

/// <summary>How a server does jobs; section <c>Kontor:Jobs</c> of the settings.</summary>
public sealed class JobOptions
{
    public const string Section = "Kontor:Jobs";

    /// <summary>Jobs that this server does at the same time; 0 for one that leaves them to other servers.</summary>
    public int AtOnce { get; set; } = 2;
}
