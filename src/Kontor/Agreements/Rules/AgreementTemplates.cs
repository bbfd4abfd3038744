namespace Kontor.Agreements;

/// <summary>The two agreements of the program.</summary>
public enum AgreementKind
{
    Partner,
    Customer,
}

/// <summary>
/// A version of an agreement, before country and language are chosen. Its id stays the same for all countries and languages
/// of the version; the wire names a text by it.
/// </summary>
/// <param name="Kind">Which agreement.</param>
/// <param name="Number">1 for the version that ships; each published one is one higher.</param>
/// <param name="Id">On the wire <c>templateId</c>.</param>
/// <param name="Version">Shown to people and kept with each signature (AGR-13).</param>
/// <param name="EffectiveFrom">From when it is in force, until the next one is.</param>
/// <param name="SignAgainBy">
/// When signatures of earlier versions cease to hold; null where they go on (AGR-06). For the partner agreement only.
/// </param>
public sealed record AgreementTemplate(
    AgreementKind Kind, int Number, Guid Id, string Version, DateTimeOffset EffectiveFrom, DateTimeOffset? SignAgainBy)
{
    /// <summary>What documents of it are called.</summary>
    public string Name => Kind == AgreementKind.Partner ? "partner-agreement" : "customer-agreement";

    /// <summary>
    /// In which languages there is a text; the first one stands in for a language that is missing (AGR-10, AGR-21).
    /// </summary>
    public IReadOnlyList<string> Languages => LanguagesOf(Kind);

    public static IReadOnlyList<string> LanguagesOf(AgreementKind kind) =>
        kind == AgreementKind.Partner ? ["en"] : ["en", "de", "nl"];
}

/// <summary>The versions that ship with the application.</summary>
public static class AgreementTemplates
{
    /// <summary>AGR-02, AGR-10.</summary>
    public static readonly AgreementTemplate Partner = new(
        AgreementKind.Partner, 1, new("8c7c1b56-6f0e-4d0c-9a3e-0f6d1f5b7a10"), "2020-02",
        new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), SignAgainBy: null);

    /// <summary>AGR-20, AGR-21.</summary>
    public static readonly AgreementTemplate Customer = new(
        AgreementKind.Customer, 1, new("998b88de-aa99-4388-a42c-1b3517d49490"), "2020-01",
        new DateTimeOffset(2020, 1, 31, 0, 0, 0, TimeSpan.Zero), SignAgainBy: null);
}
