using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>A text to read, in Markdown.</summary>
public sealed record AgreementTextBody(
    Guid TemplateId, string Version, string Language, string Markdown, string Sha256)
{
    public static AgreementTextBody From(AgreementText text) => new(
        text.Template.Id, text.Template.Version, text.Language, text.Markdown, Convert.ToHexStringLower(text.Hash));
}

/// <summary>AGR-13, as far as the partner's own users see it.</summary>
public sealed record SignatureBody(Guid Id, Guid TenantId, string RegionGroup, string Version, DateTimeOffset SignedAt)
{
    public static SignatureBody From(PartnerAgreementSignature signature) => new(
        signature.Id, signature.TenantId.Value, signature.RegionGroup, signature.Version, signature.SignedAt);
}

/// <param name="Text">The text in force.</param>
/// <param name="Signature">Null while the region is not signed.</param>
/// <param name="SignAgainBy">When that signature ceases to hold or did; null where it goes on.</param>
/// <param name="MaySign">Whether the signed-in user may sign once the box is ticked.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="Readiness">AGR-04.</param>
public sealed record PartnerAgreementBody(
    AgreementTextBody Text,
    SignatureBody? Signature,
    DateTimeOffset? SignAgainBy,
    bool MaySign,
    IReadOnlyList<ReasonBody> Reasons,
    ReadinessBody Readiness)
{
    public static PartnerAgreementBody From(PartnerAgreementState state) => new(
        AgreementTextBody.From(state.Text),
        state.Signature is null ? null : SignatureBody.From(state.Signature),
        state.SignAgainBy,
        state.Signing.IsGranted,
        [.. state.Signing.Reasons.Select(ReasonBody.From)],
        ReadinessBody.From(state.Readiness));
}

/// <param name="Version">The version that was read.</param>
/// <param name="Confirmed">Must be true: the box is ticked.</param>
public sealed record SigningBody(string? Version, bool Confirmed);

/// <summary>The person who accepted for the customer.</summary>
public sealed record SignatoryBody(string? FirstName, string? LastName, string? Email, string? Phone)
{
    public Signatory ToSignatory() => new(FirstName ?? "", LastName ?? "", Email ?? "", Phone);
}

/// <param name="Person">Who accepted.</param>
/// <param name="AcceptedOn">The day, UTC; not in the future.</param>
/// <param name="TemplateId">Which text; the one in force without it.</param>
public sealed record AttestationBody(SignatoryBody? Person, DateOnly AcceptedOn, Guid? TemplateId);

/// <param name="TemplateId">Of the text that was read.</param>
/// <param name="Language">In which it was read; English without it.</param>
/// <param name="Person">The global admin who accepts.</param>
/// <param name="Confirmed">Must be true: the box is ticked.</param>
public sealed record DirectAcceptanceBody(Guid TemplateId, string? Language, SignatoryBody? Person, bool Confirmed)
{
    public DirectAcceptance ToAcceptance() => new(
        TemplateId, Language ?? "en", (Person ?? new(null, null, null, null)).ToSignatory(), Confirmed);
}

public sealed record CustomerAcceptanceBody(
    Guid Id,
    string Way,
    Guid TemplateId,
    string FirstName,
    string LastName,
    string Email,
    string? Phone,
    DateOnly AcceptedOn,
    Guid RecordedByTenant,
    DateTimeOffset RecordedAt)
{
    public static CustomerAcceptanceBody From(CustomerAgreementAcceptance acceptance) => new(
        acceptance.Id, acceptance.Way.ToString(), acceptance.TemplateId, acceptance.FirstName, acceptance.LastName,
        acceptance.Email, acceptance.Phone, acceptance.AcceptedOn, acceptance.RecordedByTenant.Value,
        acceptance.RecordedAt);
}

/// <param name="IsAccepted">AGR-20.</param>
/// <param name="Acceptances">AGR-27, the newest first.</param>
/// <param name="Text">What is to be accepted, or was.</param>
public sealed record CustomerAgreementBody(
    bool IsAccepted, IReadOnlyList<CustomerAcceptanceBody> Acceptances, AgreementTextBody Text)
{
    public static CustomerAgreementBody From(CustomerAgreementState state) => new(
        state.Acceptances.Count > 0,
        [.. state.Acceptances.Select(CustomerAcceptanceBody.From)],
        AgreementTextBody.From(state.Text));
}

/// <summary>A version of an agreement.</summary>
public sealed record AgreementVersionBody(
    AgreementKind Kind, int Number, Guid TemplateId, string Version, DateTimeOffset EffectiveFrom, DateTimeOffset? SignAgainBy)
{
    public static AgreementVersionBody From(AgreementTemplate version) => new(
        version.Kind, version.Number, version.Id, version.Version, version.EffectiveFrom, version.SignAgainBy);
}

/// <param name="Kind">Partner or Customer.</param>
/// <param name="Version">How people call it.</param>
/// <param name="EffectiveFrom">At least an hour from now.</param>
/// <param name="SignAgainBy">When earlier signatures under the partner agreement cease to hold; null for never.</param>
/// <param name="Texts">Markdown by language: en for the partner agreement; en, de, nl for the customer agreement.</param>
public sealed record NewVersionBody(
    AgreementKind Kind,
    string? Version,
    DateTimeOffset EffectiveFrom,
    DateTimeOffset? SignAgainBy,
    IReadOnlyDictionary<string, string>? Texts)
{
    public NewAgreementVersion ToVersion() => new(
        Kind, Version ?? "", EffectiveFrom, SignAgainBy,
        (Texts ?? new Dictionary<string, string>()).ToDictionary(
            text => text.Key, text => (text.Value ?? "").ReplaceLineEndings("\n")));
}

/// <summary>AGR-04 as a checklist.</summary>
public sealed record ReadinessBody(bool IsOnboarded, bool IsEnrolled, bool HasSigned, bool IsReady)
{
    public static ReadinessBody From(ReadinessToTransact readiness) =>
        new(readiness.IsOnboarded, readiness.IsEnrolled, readiness.HasSigned, readiness.IsReady);
}
