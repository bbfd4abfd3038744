namespace Kontor.Server;

/// <summary>How this process was asked to run.</summary>
/// <param name="DataFolder">The folder for the embedded database, pickup mail and <c>credentials.json</c>.</param>
/// <param name="IsDemo">Whether the demo world and the sandbox are allowed.</param>
public sealed record ServerSettings(string DataFolder, bool IsDemo)
{
    public const string DemoFolder = ".data/demo";
    public const string UsualFolder = ".data/kontor";
}
