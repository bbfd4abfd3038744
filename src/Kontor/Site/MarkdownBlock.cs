namespace Kontor.Site;

internal enum MarkdownKind
{
    Title,
    Heading,
    List,
    Paragraph,
}

/// <summary>A part of a plain Markdown text: a heading, a numbered list, a paragraph.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Lines">The items of a list; of all else one line.</param>
internal sealed record MarkdownBlock(MarkdownKind Kind, IReadOnlyList<string> Lines)
{
    public static IEnumerable<MarkdownBlock> Read(string text) =>
        from part in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select Of(part);

    private static MarkdownBlock Of(string part) =>
        part.StartsWith("## ", StringComparison.Ordinal) ? new(MarkdownKind.Heading, [part[3..]])
        : part.StartsWith("# ", StringComparison.Ordinal) ? new(MarkdownKind.Title, [part[2..]])
        : part.StartsWith("1. ", StringComparison.Ordinal) ? new(MarkdownKind.List, [.. part.Split('\n').Select(Item)])
        : new(MarkdownKind.Paragraph, [part.Replace('\n', ' ')]);

    private static string Item(string line) => line[(line.IndexOf(". ", StringComparison.Ordinal) + 2)..];
}
