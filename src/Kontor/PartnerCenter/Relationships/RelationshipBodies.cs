using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>What the caller is to the partner in the entry.</summary>
[JsonConverter(typeof(WireEnumConverter<PartnerRelationshipType>))]
internal enum PartnerRelationshipType
{
    IsIndirectResellerOf,
    IsIndirectCloudSolutionProviderOf,
}

/// <summary>A partner that the caller works with.</summary>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="RelationshipType">What the caller is to it.</param>
/// <param name="MpnId">Its network id; of a reseller the one that orders name.</param>
/// <param name="Location">ISO country.</param>
internal sealed record PartnerRelationshipBody(
    string Id, string Name, PartnerRelationshipType RelationshipType, string? MpnId, string Location)
{
    private static readonly ResourceAttributes Type = new("PartnerRelationship");

    public string State { get; init; } = "Active";

    public ResourceAttributes Attributes { get; init; } = Type;
}

/// <summary>Whether a reseller signed the partner agreement.</summary>
internal sealed record AgreementSignatureBody(bool IsAgreementSigned);
