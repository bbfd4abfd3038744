using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Kontor.Accounts;
using Kontor.Site;

namespace Kontor.Agreements;

/// <summary>A text as somebody reads and accepts it.</summary>
/// <param name="Template">Of which template and version.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Markdown">Plain enough to be read as it is.</param>
/// <param name="Hash">
/// SHA-256 of the text, the fingerprint that is kept (AGR-13); with the market's key in place of the country's name, which
/// platforms do not all write alike.
/// </param>
public sealed record AgreementText(AgreementTemplate Template, string Language, string Markdown, byte[] Hash);

/// <summary>The agreement texts that ship inside the application.</summary>
public static class AgreementTexts
{
    private static readonly ConcurrentDictionary<string, string> Documents = new();

    private static readonly Dictionary<string, string> UsualMarket = new() { ["de"] = "DE", ["nl"] = "NL", ["en"] = "US" };

    /// <summary>AGR-10.</summary>
    public static AgreementText Partner { get; } = Write(AgreementTemplates.Partner, "en", market: null);

    /// <summary>
    /// AGR-21: the text for the customer's country, in the language asked for or, where there is none, in English.
    /// </summary>
    public static AgreementText Customer(Market market, string language) =>
        Write(AgreementTemplates.Customer, language, market);

    /// <summary>
    /// The text of that version; without a market, for where most readers of the language are. Null where no such
    /// text is in force.
    /// </summary>
    /// <param name="kind">partner or customer, as in the address of its page.</param>
    /// <param name="version">The version that is asked for.</param>
    /// <param name="market">Key of the customer's market; means nothing to the partner agreement.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="markets">All there are.</param>
    public static AgreementText? Find(string kind, string version, string? market, string language, Markets markets)
    {
        var text = kind switch
        {
            "partner" => Partner,
            "customer" => markets.Find(market ?? UsualMarket.GetValueOrDefault(language, "US")) is { } known
                ? Customer(known, language)
                : null,
            _ => null,
        };
        return text?.Template.Version == version ? text : null;
    }

    private static AgreementText Write(AgreementTemplate template, string language, Market? market)
    {
        var written = template.Languages.Contains(language) ? language : template.Languages[0];
        var text = Documents.GetOrAdd($"{template.Name}.{written}.md", Read)
            .Replace("{version}", template.Version, StringComparison.Ordinal);
        var shown = In(market is null ? "" : $"{market.NameIn(written)} ({market.Key})");
        return new AgreementText(
            template, written, shown, SHA256.HashData(Encoding.UTF8.GetBytes(In(market?.Key ?? ""))));

        string In(string country) => text.Replace("{market}", country, StringComparison.Ordinal);
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Kontor.Agreements.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
