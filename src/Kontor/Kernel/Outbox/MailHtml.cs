using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Kontor.Kernel;

/// <summary>
/// A mail's text as HTML: paragraphs, lists and links, below the name of who sends it. It says what the text says and
/// nothing else, and loads nothing.
/// </summary>
internal static class MailHtml
{
    // Mail programs drop style sheets, so every element carries its own.
    private const string Font = "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(Mail mail, string sender) =>
        $"""
        <!doctype html>
        <html lang="{Encoder.Encode(mail.Language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>{Encoder.Encode(mail.Subject)}</title>
        </head>
        <body style="margin:0;padding:24px 12px;{Font};font-size:16px;line-height:1.5">
        <div style="max-width:600px;margin:0 auto">
        <p style="margin:0 0 24px;padding-bottom:12px;border-bottom:1px solid #9aa5af;font-weight:600">{Encoder.Encode(sender)}</p>
        {Body(mail.Text)}
        </div>
        </body>
        </html>

        """;

    private static string Body(string text)
    {
        var html = new StringBuilder();
        foreach (var block in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            AddBlock(html, block.Trim('\n').Split('\n'));
        }

        return html.ToString().TrimEnd('\n');
    }

    /// <summary>Lines that begin with a dash are a list; the others between them a paragraph.</summary>
    private static void AddBlock(StringBuilder html, string[] lines)
    {
        for (var at = 0; at < lines.Length;)
        {
            var isItem = IsItem(lines[at]);
            string[] run = [.. lines.Skip(at).TakeWhile(line => IsItem(line) == isItem)];
            at += run.Length;
            var inner = isItem
                ? string.Concat(run.Select(line => $"<li>{Linked(line[2..])}</li>"))
                : string.Join("<br>\n", run.Select(Linked));
            html.Append(isItem
                ? $"<ul style=\"margin:0 0 16px;padding-left:24px\">{inner}</ul>\n"
                : $"<p style=\"margin:0 0 16px;overflow-wrap:anywhere\">{inner}</p>\n");
        }
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal);

    private static string Linked(string line)
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (Match link in TextLinks.In(line))
        {
            var address = Encoder.Encode(link.Value);
            html.Append(Encoder.Encode(line[done..link.Index]));
            html.Append("<a href=\"").Append(address).Append("\">").Append(address).Append("</a>");
            done = link.Index + link.Length;
        }

        return html.Append(Encoder.Encode(line[done..])).ToString();
    }
}
