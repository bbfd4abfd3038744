using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Kontor.Accounts;

namespace Kontor.Agreements;

/// <summary>A text as somebody reads and accepts it.</summary>
/// <param name="Template">Of which template and version.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Markdown">Plain enough to be read as it is.</param>
/// <param name="Hash">SHA-256 of the text, the fingerprint that is kept (AGR-13).</param>
public sealed record AgreementText(AgreementTemplate Template, string Language, string Markdown, byte[] Hash);

/// <summary>The agreement texts that ship inside the application.</summary>
public static class AgreementTexts
{
    private static readonly ConcurrentDictionary<string, string> Documents = new();

    /// <summary>AGR-10.</summary>
    public static AgreementText Partner { get; } = Write(AgreementTemplates.Partner, "en", market: null);

    /// <summary>
    /// AGR-21: the text for the customer's country, in the language asked for or, where there is none, in English.
    /// </summary>
    public static AgreementText Customer(Market market, string language) =>
        Write(AgreementTemplates.Customer, language, market);

    private static AgreementText Write(AgreementTemplate template, string language, Market? market)
    {
        var written = template.Languages.Contains(language) ? language : template.Languages[0];
        var text = Documents.GetOrAdd($"{template.Name}.{written}.md", Read)
            .Replace("{version}", template.Version, StringComparison.Ordinal)
            .Replace("{market}", market?.Key, StringComparison.Ordinal);
        return new AgreementText(template, written, text, SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Kontor.Agreements.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
