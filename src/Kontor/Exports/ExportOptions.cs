namespace Kontor.Exports;

/// <summary>How lists become files; section <c>Kontor:Exports</c> of the settings.</summary>
public sealed class ExportOptions
{
    public const string Section = "Kontor:Exports";

    /// <summary>A list with no more rows than this is sent at once; a longer one is made in the background.</summary>
    public int MostSentAtOnce { get; set; } = 10_000;
}
