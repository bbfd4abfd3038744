namespace Kontor.Agreements;

/// <summary>
/// The texts there are. A template's id stays the same for all countries and languages of one version; the wire names
/// a text by it. A changed text is a new version with a new id.
/// </summary>
public static class AgreementTemplates
{
    /// <summary>AGR-10: in English only.</summary>
    public static readonly AgreementTemplate Partner =
        new(new("8c7c1b56-6f0e-4d0c-9a3e-0f6d1f5b7a10"), "2020-02", "partner-agreement", ["en"]);

    /// <summary>AGR-21: one text per country and language.</summary>
    public static readonly AgreementTemplate Customer =
        new(new("998b88de-aa99-4388-a42c-1b3517d49490"), "2020-01", "customer-agreement", ["en", "de", "nl"]);
}

/// <summary>A text before country and language are chosen.</summary>
/// <param name="Id">Stable id, on the wire <c>templateId</c>.</param>
/// <param name="Version">Shown to people and kept with each signature (AGR-13).</param>
/// <param name="Name">What its documents are called.</param>
/// <param name="Languages">The first one stands in for a language that is missing.</param>
public sealed record AgreementTemplate(Guid Id, string Version, string Name, IReadOnlyList<string> Languages);
