using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>A text that customers accept.</summary>
/// <param name="TemplateId">What a confirmation names.</param>
/// <param name="AgreementType">The kind of agreement; called <c>type</c> in a confirmation.</param>
/// <param name="AgreementLink">Where it can be read.</param>
/// <param name="VersionRank">Higher is newer.</param>
internal sealed record AgreementMetaDataBody(string TemplateId, string AgreementType, string AgreementLink, int VersionRank);

/// <summary>That a customer accepted an agreement; sent by the partner, and answered.</summary>
internal sealed record ConfirmedAgreementBody
{
    /// <summary>Who recorded it; taken from the token, whatever was sent.</summary>
    public string? UserId { get; init; }

    public AgreementContactBody? PrimaryContact { get; init; }

    public string? TemplateId { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public DateTimeOffset? DateAgreed { get; init; }

    public string? Type { get; init; }

    public string? AgreementLink { get; init; }
}

/// <summary>Who accepted on the customer's side.</summary>
internal sealed record AgreementContactBody(string? FirstName, string? LastName, string? Email, string? PhoneNumber);

/// <summary>Whether the customer accepted by itself.</summary>
internal sealed record DirectSignStatusBody(bool IsSigned);
