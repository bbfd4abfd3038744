using System.Text.RegularExpressions;

namespace Kontor.Kernel;

/// <summary>Finds web addresses in plain text.</summary>
internal static partial class TextLinks
{
    public static MatchCollection In(string text) => Address().Matches(text);

    // What ends a sentence or a bracket after an address does not belong to it.
    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]]")]
    private static partial Regex Address();
}
