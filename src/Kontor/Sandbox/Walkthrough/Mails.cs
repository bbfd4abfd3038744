using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kontor.Sandbox;

/// <summary>Reads the demo world's mailbox as its users do.</summary>
internal static partial class Mails
{
    /// <summary>The token in the newest mail to a user that carries this invitation's link.</summary>
    /// <param name="reader">The user.</param>
    /// <param name="link">The invitation's link, which only its sender was told.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<string?> TokenFor(DemoCaller reader, string? link, CancellationToken cancel)
    {
        var mail = await Newest(
            reader, text => link is not null && text.Contains(link, StringComparison.Ordinal), cancel);
        return mail is null ? null : TokenIn(mail);
    }

    /// <summary>The text of the newest mail that says something; null when none comes.</summary>
    public static Task<string?> Newest(DemoCaller reader, Func<string, bool> says, CancellationToken cancel) =>
        Cast.Wait(
            async () =>
            {
                var mails = await reader.Get($"/api/sandbox/mails?recipient={Uri.EscapeDataString(reader.Actor.User)}");
                return mails.Items.Select(mail => TextOf(mail)).FirstOrDefault(says);
            },
            cancel);

    private static string TextOf(JsonElement mail) => Reply.At(mail, "text")?.GetString() ?? "";

    private static string? TokenIn(string text) =>
        Link().Match(text) is { Success: true } link ? link.Groups[1].Value : null;

    [GeneratedRegex(@"/invitations/\w+/([A-Za-z0-9_-]{43})\b")]
    private static partial Regex Link();
}
