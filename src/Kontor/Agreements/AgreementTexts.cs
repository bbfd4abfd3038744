using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Kontor.Accounts;
using Kontor.Site;

namespace Kontor.Agreements;

/// <summary>A text as somebody reads and accepts it.</summary>
/// <param name="Template">Of which version.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Markdown">Plain enough to be read as it is.</param>
/// <param name="Hash">
/// SHA-256 of the text, the fingerprint that is kept (AGR-13); with the market's key in place of the country's name, which
/// platforms do not all write alike.
/// </param>
public sealed record AgreementText(AgreementTemplate Template, string Language, string Markdown, byte[] Hash);

/// <summary>Writes texts; those of the versions that ship stand inside the application.</summary>
public static class AgreementTexts
{
    private static readonly ConcurrentDictionary<string, string> Documents = new();

    /// <summary>AGR-10: the version that ships.</summary>
    public static AgreementText Partner { get; } = Shipped(AgreementTemplates.Partner, "en", market: null);

    /// <summary>
    /// AGR-21: the version that ships, for the customer's country, in the language asked for or, where there is none, in
    /// English.
    /// </summary>
    public static AgreementText Customer(Market market, string language) =>
        Shipped(AgreementTemplates.Customer, language, market);

    /// <summary>A text for a country.</summary>
    /// <param name="template">Its version.</param>
    /// <param name="language">One of the version's languages.</param>
    /// <param name="document">What stands in that language, the same for all countries.</param>
    /// <param name="market">The country; null for the partner agreement.</param>
    public static AgreementText Write(AgreementTemplate template, string language, string document, Market? market)
    {
        var text = document.Replace("{version}", template.Version, StringComparison.Ordinal);
        var shown = In(market is null ? "" : $"{market.NameIn(language)} ({market.Key})");
        return new AgreementText(
            template, language, shown, SHA256.HashData(Encoding.UTF8.GetBytes(In(market?.Key ?? ""))));

        string In(string country) => text.Replace("{market}", country, StringComparison.Ordinal);
    }

    /// <summary>What stands in a version that ships.</summary>
    internal static string DocumentOf(AgreementTemplate shipped, string language) =>
        Documents.GetOrAdd($"{shipped.Name}.{language}.md", Read);

    /// <summary>The language in which somebody reads who would like to read in another one.</summary>
    internal static string LanguageFor(AgreementTemplate template, string wanted) =>
        template.Languages.Contains(wanted) ? wanted : template.Languages[0];

    private static AgreementText Shipped(AgreementTemplate template, string wanted, Market? market)
    {
        var language = LanguageFor(template, wanted);
        return Write(template, language, DocumentOf(template, language), market);
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Kontor.Agreements.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
