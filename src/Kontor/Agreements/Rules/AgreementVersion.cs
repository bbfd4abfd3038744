using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>A version of an agreement that an operator published. It is never changed or taken back.</summary>
public sealed class AgreementVersion
{
    public const int MaxVersionLength = 20;

    public const int MaxTextLength = 100_000;

    /// <summary>
    /// A version is known this long before it is in force, so that whoever signs in between signs what is in force then.
    /// </summary>
    public static readonly TimeSpan Notice = TimeSpan.FromHours(1);

    public required AgreementKind Kind { get; init; }

    /// <summary>One higher than the version before; 2 for the first that is published.</summary>
    public required int Number { get; init; }

    public required Guid TemplateId { get; init; }

    /// <summary>How people call it, unique among the versions of the agreement.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>When signatures of earlier versions cease to hold; null where they go on (AGR-06).</summary>
    public DateTimeOffset? SignAgainBy { get; init; }

    public required UserId PublishedBy { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public AgreementTemplate ToTemplate() => new(Kind, Number, TemplateId, Version, EffectiveFrom, SignAgainBy);
}

/// <summary>The text of a published version in one language.</summary>
public sealed class AgreementDocument
{
    public required Guid TemplateId { get; init; }

    /// <summary>en, de or nl.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// Headings, paragraphs and numbered lists. <c>{version}</c> and <c>{market}</c> stand for the version and the country.
    /// </summary>
    public required string Markdown { get; init; }
}

/// <summary>A version that an operator wants to publish.</summary>
/// <param name="Kind">Of which agreement.</param>
/// <param name="Version">1 to <see cref="AgreementVersion.MaxVersionLength"/> letters, digits, dots and dashes.</param>
/// <param name="EffectiveFrom">At least <see cref="AgreementVersion.Notice"/> from now, and after the newest version.</param>
/// <param name="SignAgainBy">Not before it is in force; null where earlier signatures go on.</param>
/// <param name="Texts">By language, one for each of the agreement.</param>
public sealed record NewAgreementVersion(
    AgreementKind Kind,
    string Version,
    DateTimeOffset EffectiveFrom,
    DateTimeOffset? SignAgainBy,
    IReadOnlyDictionary<string, string> Texts)
{
    /// <param name="newest">The newest version there is, in force or not.</param>
    /// <param name="now">When it is published.</param>
    public Decision MayBePublished(AgreementTemplate newest, DateTimeOffset now)
    {
        var (earliest, languages) = (now + AgreementVersion.Notice, AgreementTemplate.LanguagesOf(Kind));
        return Decision.RequireAll(
            (IsName(Version), AgreementReasons.VersionInvalid.About(AgreementVersion.MaxVersionLength)),
            (EffectiveFrom >= earliest && EffectiveFrom > newest.EffectiveFrom,
                AgreementReasons.EffectTooEarly.About(
                    earliest > newest.EffectiveFrom ? earliest : newest.EffectiveFrom)),
            (SignAgainBy is null || (Kind == AgreementKind.Partner && SignAgainBy >= EffectiveFrom),
                AgreementReasons.SignAgainTooEarly),
            (languages.All(language => IsText(Texts.GetValueOrDefault(language))) && Texts.Count == languages.Count,
                AgreementReasons.TextInvalid.About(AgreementVersion.MaxTextLength)));
    }

    private static bool IsName(string version) =>
        version.Length is > 0 and <= AgreementVersion.MaxVersionLength
        && version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
        && char.IsAsciiLetterOrDigit(version[0]);

    /// <summary>A text begins with its title.</summary>
    private static bool IsText(string? text) =>
        text is not null
        && text.Length <= AgreementVersion.MaxTextLength
        && text.StartsWith("# ", StringComparison.Ordinal)
        && !text.Any(c => char.IsControl(c) && c is not '\n');
}
