using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>A customer as a client sends it: to be made with its tenant, or left.</summary>
internal sealed record SentCustomerBody
{
    public SentCompanyProfileBody? CompanyProfile { get; init; }

    public SentBillingProfileBody? BillingProfile { get; init; }

    public CustomerPartnerRelationship? RelationshipToPartner { get; init; }

    /// <summary>The tenant of the reseller for which a provider makes it.</summary>
    public string? AssociatedPartnerId { get; init; }
}

internal sealed record SentCompanyProfileBody(string? Domain, string? OrganizationRegistrationNumber);

internal sealed record SentBillingProfileBody
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Culture { get; init; }

    public string? Language { get; init; }

    public string? CompanyName { get; init; }

    public SentAddressBody? DefaultAddress { get; init; }
}

internal sealed record SentAddressBody
{
    public string? Country { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? AddressLine1 { get; init; }

    public string? AddressLine2 { get; init; }

    public string? PostalCode { get; init; }

    public string? PhoneNumber { get; init; }
}

/// <summary>The first administrator of a new tenant; only in the answer that it was made.</summary>
/// <param name="UserName">Sign-in name without the domain.</param>
/// <param name="Password">Only lets in to choose another one.</param>
internal sealed record UserCredentialsBody(string UserName, string Password);

/// <summary>What is left of a customer whose relationship has ended.</summary>
internal sealed record LeftCustomerBody(
    [property: JsonConverter(typeof(WireEnumConverter<CustomerPartnerRelationship>))]
    CustomerPartnerRelationship RelationshipToPartner)
{
    private static readonly ResourceAttributes Type = new("Customer");

    public ResourceAttributes Attributes { get; } = Type;
}
