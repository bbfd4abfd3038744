using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Agreements;

/// <summary>The versions of the agreements: the ones that ship and those that operators published.</summary>
public sealed class AgreementLibrary(KontorDb db, Markets markets, TimeProvider clock)
{
    /// <summary>Stands in the address of a text for the version in force.</summary>
    public const string Current = "current";

    private static readonly Dictionary<string, string> UsualMarket = new() { ["de"] = "DE", ["nl"] = "NL", ["en"] = "US" };

    private readonly Dictionary<AgreementKind, IReadOnlyList<AgreementTemplate>> _read = [];

    /// <summary>All versions, the first one first; read once per request.</summary>
    public async Task<IReadOnlyList<AgreementTemplate>> Versions(AgreementKind kind, CancellationToken cancel)
    {
        if (!_read.TryGetValue(kind, out var versions))
        {
            var published = await db.AgreementVersions.AsNoTracking()
                .Where(v => v.Kind == kind).OrderBy(v => v.Number).ToListAsync(cancel);
            _read[kind] = versions = [ShippedOf(kind), .. published.Select(v => v.ToTemplate())];
        }

        return versions;
    }

    /// <summary>The version in force.</summary>
    public async Task<AgreementTemplate> InForce(AgreementKind kind, CancellationToken cancel)
    {
        var now = clock.Now();
        var versions = await Versions(kind, cancel);
        return versions.LastOrDefault(v => v.EffectiveFrom <= now) ?? versions[0];
    }

    /// <summary>The partner agreement that is in force (AGR-10).</summary>
    public async Task<AgreementText> Partner(CancellationToken cancel) =>
        await TextOf(await InForce(AgreementKind.Partner, cancel), "en", null, cancel);

    /// <summary>
    /// AGR-21: the customer agreement that is in force, for the customer's country, in the language asked for or, where
    /// there is none, in English.
    /// </summary>
    public async Task<AgreementText> Customer(Market market, string language, CancellationToken cancel) =>
        await TextOf(await InForce(AgreementKind.Customer, cancel), language, market, cancel);

    /// <summary>
    /// The text of that version, in force, of before or still to come; without a market, for where most readers of the
    /// language are. Null where there is no such text.
    /// </summary>
    /// <param name="kind">partner or customer, as in the address of its page.</param>
    /// <param name="version">The version that is asked for, or <see cref="Current"/>.</param>
    /// <param name="market">Key of the customer's market; means nothing to the partner agreement.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<AgreementText?> Find(
        string kind, string version, string? market, string language, CancellationToken cancel)
    {
        if (!Enum.TryParse<AgreementKind>(kind, ignoreCase: true, out var known) || !Enum.IsDefined(known))
        {
            return null;
        }

        var template = version == Current
            ? await InForce(known, cancel)
            : (await Versions(known, cancel)).FirstOrDefault(v => v.Version == version);
        var country = known == AgreementKind.Customer
            ? markets.Find(market ?? UsualMarket.GetValueOrDefault(language, "US"))
            : null;
        return template is null || (known == AgreementKind.Customer && country is null)
            ? null
            : await TextOf(template, language, country, cancel);
    }

    /// <summary>What stands in a version, by language, before version and country are filled in.</summary>
    public async Task<Dictionary<string, string>> Documents(AgreementTemplate template, CancellationToken cancel)
    {
        var documents = new Dictionary<string, string>();
        foreach (var language in template.Languages)
        {
            documents[language] = await DocumentOf(template, language, cancel);
        }

        return documents;
    }

    private async Task<AgreementText> TextOf(
        AgreementTemplate template, string wanted, Market? market, CancellationToken cancel)
    {
        var language = AgreementTexts.LanguageFor(template, wanted);
        return AgreementTexts.Write(template, language, await DocumentOf(template, language, cancel), market);
    }

    private async Task<string> DocumentOf(AgreementTemplate template, string language, CancellationToken cancel) =>
        template == ShippedOf(template.Kind)
            ? AgreementTexts.DocumentOf(template, language)
            : await db.AgreementDocuments
                .Where(d => d.TemplateId == template.Id && d.Language == language)
                .Select(d => d.Markdown)
                .SingleAsync(cancel);

    private static AgreementTemplate ShippedOf(AgreementKind kind) =>
        kind == AgreementKind.Partner ? AgreementTemplates.Partner : AgreementTemplates.Customer;
}
