using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Kernel;

namespace Kontor.Partnerships;

public sealed record PartnerInvitationBody(
    Guid Id,
    string? Email,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? AnsweredAt,
    string? AnsweredBy)
{
    public static PartnerInvitationBody From(PartnerInvitationRow row) => new(
        row.Id.Value, row.Email, row.State.ToString(), row.CreatedAt, row.ExpiresAt, row.AnsweredAt, row.AnsweredBy);
}

public sealed record PartnershipRowBody(
    Guid PartnershipId,
    Guid PartnerId,
    string Name,
    string Market,
    string? NetworkId,
    string ContactEmail,
    DateTimeOffset BegunAt,
    bool ProviderHasAdminAccess,
    bool HasSignedAgreement,
    int SharedCustomers)
{
    public static PartnershipRowBody From(PartnershipRow row) => new(
        row.PartnershipId.Value, row.PartnerId.Value, row.Name, row.Market, row.NetworkId, row.ContactEmail,
        row.BegunAt, row.ProviderHasAdminAccess, row.HasSignedAgreement, row.SharedCustomers);
}

public sealed record PartnershipBody(
    Guid Id, Guid ProviderId, Guid ResellerId, string ResellerNetworkId, DateTimeOffset BegunAt)
{
    public static PartnershipBody From(Partnership partnership) => new(
        partnership.Id.Value, partnership.ProviderId.Value, partnership.ResellerId.Value,
        partnership.ResellerNetworkId, partnership.BegunAt);
}

/// <summary>A partner as the other side of an invitation or relationship sees it.</summary>
public sealed record PartnerCardBody(
    Guid TenantId, string Name, string Market, string? NetworkId, string ContactName, string ContactEmail)
{
    public static PartnerCardBody From(BusinessCard card) => new(
        card.TenantId.Value, card.Name, card.Market, card.NetworkId, card.ContactName, card.ContactEmail);
}

/// <param name="Provider">Who invites.</param>
/// <param name="ExpiresAt">The first instant at which the link no longer holds.</param>
/// <param name="Grants">REL-19: codes of what is granted by accepting.</param>
/// <param name="MayAccept">Whether the signed-in user may accept once the box is ticked.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="Readiness">The reseller's own state.</param>
public sealed record OpenedPartnerInvitationBody(
    PartnerCardBody Provider,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<string> Grants,
    bool MayAccept,
    IReadOnlyList<ReasonBody> Reasons,
    ReadinessBody Readiness)
{
    public static OpenedPartnerInvitationBody From(OpenedPartnerInvitation opened) => new(
        PartnerCardBody.From(opened.Provider),
        opened.ExpiresAt,
        [.. opened.Grants.Select(grant => grant.ToString())],
        opened.Acceptance.IsGranted,
        [.. opened.Acceptance.Reasons.Select(ReasonBody.From)],
        ReadinessBody.From(opened.Readiness));
}
