using System.Globalization;

namespace Kontor.Agreements;

/// <summary>A version that an operator wants to publish, as the form sends it.</summary>
public sealed class PublishForm
{
    public string? Kind { get; set; }

    public string? Version { get; set; }

    /// <summary>As date fields send it: 2026-11-30.</summary>
    public string? EffectiveOn { get; set; }

    /// <summary>The same; empty where earlier signatures go on.</summary>
    public string? SignAgainBy { get; set; }

    /// <summary>By language.</summary>
    public Dictionary<string, string>? Texts { get; set; }

    public NewAgreementVersion ToVersion(AgreementKind kind) => new(
        kind,
        (Version ?? "").Trim(),
        StartOf(EffectiveOn),
        string.IsNullOrWhiteSpace(SignAgainBy) ? null : StartOf(SignAgainBy),
        AgreementTemplate.LanguagesOf(kind).ToDictionary(
            language => language,
            language => (Texts?.GetValueOrDefault(language) ?? "").ReplaceLineEndings("\n").Trim()));

    /// <summary>The beginning of time when it is no date; no rule takes that.</summary>
    private static DateTimeOffset StartOf(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : DateTimeOffset.MinValue;
}
