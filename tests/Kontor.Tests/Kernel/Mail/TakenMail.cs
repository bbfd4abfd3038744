using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kontor.Tests.Mails;

/// <summary>A mail as a mail server took it.</summary>
internal sealed record TakenMail(string From, string To, bool IsEncrypted, string? User, string Connection, string Data)
{
    private string Head => Data[..Data.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    public string Text => Part("text/plain");

    public string Html => Part("text/html");

    public static TakenMail Read(JsonElement told) => new(
        told.GetProperty("from").GetString()!,
        told.GetProperty("to").GetString()!,
        told.GetProperty("isEncrypted").GetBoolean(),
        told.GetProperty("user").GetString(),
        told.GetProperty("connection").GetString()!,
        told.GetProperty("data").GetString()!);

    /// <summary>A header, with its lines joined.</summary>
    public string Header(string name) => Regex
        .Match(Head, $@"^{name}: (.*(?:\r\n[ \t].*)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase).Groups[1].Value
        .Replace("\r\n", "", StringComparison.Ordinal).Trim();

    /// <summary>The types of its parts, in their order.</summary>
    public IEnumerable<string> Parts => Regex
        .Matches(Data, @"^--[^\r\n]+\r\nContent-Type: ([a-z/]+);", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

    private string Part(string type)
    {
        var boundary = "--" + Regex.Match(Header("Content-Type"), "boundary=\"?([^\";]+)").Groups[1].Value;
        var part = Data.Split(boundary).Single(p => p.Contains($"Content-Type: {type}", StringComparison.Ordinal));
        Assert.Contains("quoted-printable", part, StringComparison.Ordinal);
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = Encoding.Latin1.GetBytes(Regex.Replace(body, "=([0-9A-F]{2})", match =>
            $"{(char)byte.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}"));
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
    }
}
