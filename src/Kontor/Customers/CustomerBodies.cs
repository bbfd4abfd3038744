using System.Text.Json.Serialization;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Customers;

/// <summary>A request to a customer: joint with a provider, or single.</summary>
/// <param name="ProviderId">The provider of a joint invitation; left out in a single one.</param>
/// <param name="AsksAdminRights">Whether the inviting partner asks for delegated admin rights; yes without it.</param>
/// <param name="ProviderAsksAdminRights">Whether the provider asks for them; no without it.</param>
/// <param name="As">
/// Provider, Reseller or DirectPartner, for a tenant that is several; best standing without it.
/// </param>
/// <param name="Email">The one address it is for; without it the link may be used by several customers.</param>
/// <param name="Language">en, de or nl; English without it.</param>
/// <param name="Subject">Instead of the draft's subject.</param>
/// <param name="Text">Instead of the draft's text; <c>{link}</c> stands for the link.</param>
/// <param name="Send">Whether Kontor sends the mail.</param>
/// <param name="Channel">OwnMarketing, VendorReferral or, for a reseller, Provider; left out when it is not known.</param>
public sealed record CustomerWishBody(
    Guid? ProviderId = null,
    bool? AsksAdminRights = null,
    bool? ProviderAsksAdminRights = null,
    [property: JsonConverter(typeof(JsonStringEnumConverter<PartnerType>))] PartnerType? As = null,
    string? Email = null,
    string? Language = null,
    string? Subject = null,
    string? Text = null,
    bool Send = false,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CustomerChannel>))] CustomerChannel? Channel = null)
{
    public CustomerWish ToWish() => new(
        new InvitationWish(Email, Language ?? "en", Subject, Text, Send),
        ProviderId is { } provider ? new TenantId(provider) : null,
        AsksAdminRights,
        ProviderAsksAdminRights,
        As)
    {
        Channel = Channel,
    };
}

public sealed record CustomerInvitationBody(
    Guid Id,
    string? Email,
    string? Provider,
    string Kind,
    bool AsksAdminRights,
    bool ProviderAsksAdminRights,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? AnsweredAt,
    string? AnsweredBy)
{
    public static CustomerInvitationBody From(CustomerInvitationRow row) => new(
        row.Id.Value, row.Email, row.Provider, row.Kind.ToString(), row.AsksAdminRights, row.ProviderAsksAdminRights,
        row.State.ToString(), row.CreatedAt, row.ExpiresAt, row.AnsweredAt, row.AnsweredBy);
}

/// <param name="Partner">Who asks.</param>
/// <param name="Kind">What it would be to the customer.</param>
/// <param name="AsksAdminRights">Whether delegated admin rights are included.</param>
/// <param name="Abilities">Codes of what it may do afterwards.</param>
public sealed record AskingPartnerBody(
    PartnerCardBody Partner, string Kind, bool AsksAdminRights, IReadOnlyList<string> Abilities)
{
    public static AskingPartnerBody From(AskingPartner partner) => new(
        PartnerCardBody.From(partner.Card), partner.Kind.ToString(), partner.AsksAdminRights,
        [.. partner.Abilities.Select(ability => ability.ToString())]);
}

/// <param name="Text">What is to be accepted.</param>
/// <param name="MayAccept">Whether the signed-in user may accept it here.</param>
/// <param name="Reasons">Why not.</param>
public sealed record AgreementToAcceptBody(AgreementTextBody Text, bool MayAccept, IReadOnlyList<ReasonBody> Reasons)
{
    public static AgreementToAcceptBody From(AgreementToAccept agreement) => new(
        AgreementTextBody.From(agreement.Text),
        agreement.Acceptance.IsGranted,
        [.. agreement.Acceptance.Reasons.Select(ReasonBody.From)]);
}

/// <param name="Partners">Who asks, and what each may do.</param>
/// <param name="ExpiresAt">The first instant at which the link no longer holds.</param>
/// <param name="MayAccept">Whether the signed-in user may accept once the box is ticked.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="Agreement">The customer agreement; null when it is accepted already.</param>
public sealed record OpenedCustomerInvitationBody(
    IReadOnlyList<AskingPartnerBody> Partners,
    DateTimeOffset ExpiresAt,
    bool MayAccept,
    IReadOnlyList<ReasonBody> Reasons,
    AgreementToAcceptBody? Agreement)
{
    public static OpenedCustomerInvitationBody From(OpenedCustomerInvitation opened) => new(
        [.. opened.Partners.Select(AskingPartnerBody.From)],
        opened.ExpiresAt,
        opened.Acceptance.IsGranted,
        [.. opened.Acceptance.Reasons.Select(ReasonBody.From)],
        opened.Agreement is null ? null : AgreementToAcceptBody.From(opened.Agreement));
}

/// <param name="Token">From the link.</param>
/// <param name="Confirmed">Must be true: the box is ticked.</param>
/// <param name="Agreement">The customer agreement, to be accepted in the same act; left out to leave it open.</param>
public sealed record CustomerAcceptanceWishBody(string? Token, bool Confirmed, DirectAcceptanceBody? Agreement);

public sealed record RelationshipBody(
    Guid Id,
    Guid PartnerId,
    Guid CustomerId,
    string Kind,
    string AdminRights,
    string? Channel,
    DateTimeOffset BegunAt,
    DateTimeOffset? EndedAt)
{
    public static RelationshipBody From(CustomerRelationship relationship) => new(
        relationship.Id.Value, relationship.PartnerId.Value, relationship.CustomerId.Value,
        relationship.Kind.ToString(), relationship.AdminRights.ToString(), relationship.Channel?.ToString(),
        relationship.BegunAt, relationship.EndedAt);
}

public sealed record AcceptedRelationshipsBody(
    IReadOnlyList<RelationshipBody> Relationships, CustomerAcceptanceBody? Agreement)
{
    public static AcceptedRelationshipsBody From(AcceptedRelationships accepted) => new(
        [.. accepted.Relationships.Select(RelationshipBody.From)],
        accepted.Agreement is null ? null : CustomerAcceptanceBody.From(accepted.Agreement));
}

public sealed record CustomerRowBody(
    Guid CustomerId,
    string Name,
    string Domain,
    string Market,
    string Kind,
    string AdminRights,
    string? Channel,
    DateTimeOffset BegunAt,
    IReadOnlyList<string> SharedWith)
{
    public static CustomerRowBody From(CustomerRow row) => new(
        row.CustomerId.Value, row.Name, row.Domain, row.Market, row.Kind.ToString(), row.AdminRights.ToString(),
        row.Channel?.ToString(), row.BegunAt, row.SharedWith);
}

public sealed record CustomerDetailBody(
    Guid CustomerId,
    string Name,
    string Domain,
    string Market,
    string Street,
    string City,
    string State,
    string PostalCode,
    string ContactFirstName,
    string ContactLastName,
    string ContactEmail,
    string ContactPhone,
    string? RegistrationNumber,
    string Language,
    IReadOnlyList<RelationshipBody> Relationships,
    IReadOnlyList<PartnerCardBody> SharedWith,
    bool HasAcceptedAgreement)
{
    public static CustomerDetailBody From(CustomerDetail detail)
    {
        var (tenant, organisation) = (detail.Tenant, detail.Organisation);
        return new CustomerDetailBody(
            tenant.Id.Value, organisation.Name, tenant.DefaultDomain, tenant.Market, organisation.Street,
            organisation.City, organisation.State, organisation.PostalCode, organisation.ContactFirstName,
            organisation.ContactLastName, organisation.ContactEmail, organisation.ContactPhone,
            organisation.RegistrationNumber, organisation.Language,
            [.. detail.Relationships.Select(RelationshipBody.From)],
            [.. detail.SharedWith.Select(PartnerCardBody.From)],
            detail.HasAcceptedAgreement);
    }
}

public sealed record PartnerOfCustomerBody(
    RelationshipBody Relationship, PartnerCardBody Partner, IReadOnlyList<string> Abilities)
{
    public static PartnerOfCustomerBody From(PartnerOfCustomer partner) => new(
        RelationshipBody.From(partner.Relationship), PartnerCardBody.From(partner.Partner),
        [.. partner.Abilities.Select(ability => ability.ToString())]);
}
