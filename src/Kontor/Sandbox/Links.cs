using System.Text.RegularExpressions;

namespace Kontor.Sandbox;

/// <summary>Finds web addresses in plain text.</summary>
internal static partial class Links
{
    public static MatchCollection In(string text) => Address().Matches(text);

    // What ends a sentence or a bracket after an address does not belong to it.
    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]]")]
    private static partial Regex Address();
}
