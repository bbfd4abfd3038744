using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>What a customer is to the calling partner.</summary>
[JsonConverter(typeof(WireEnumConverter<CustomerPartnerRelationship>))]
internal enum CustomerPartnerRelationship
{
    Unknown,
    Reseller,
    Advisor,
    Syndication,
    MicrosoftSupport,
    None,
}

/// <summary>A customer. Lists carry the company profile only.</summary>
internal sealed record CustomerBody(string Id, CompanyProfileBody CompanyProfile)
{
    private static readonly ResourceAttributes Type = new("Customer");

    public BillingProfileBody? BillingProfile { get; init; }

    public required CustomerPartnerRelationship RelationshipToPartner { get; init; }

    /// <summary>Whether the partner holds delegated admin rights; only where one customer is asked for.</summary>
    public bool? AllowDelegatedAccess { get; init; }

    /// <summary>Of the first administrator; only when the customer was made just now.</summary>
    public UserCredentialsBody? UserCredentials { get; init; }

    public IReadOnlyList<string>? CustomDomains { get; init; }

    /// <summary>The tenant of the reseller with whom the calling provider shares the customer.</summary>
    public string? AssociatedPartnerId { get; init; }

    public ResourceAttributes Attributes { get; } = Type;
}

internal sealed record CompanyProfileBody(string TenantId, string Domain, string CompanyName)
{
    private static readonly ResourceAttributes Type = new("CustomerCompanyProfile");

    public string? OrganizationRegistrationNumber { get; init; }

    public PageLinks? Links { get; init; }

    public ResourceAttributes Attributes { get; } = Type;
}

internal sealed record BillingProfileBody(string Id, string CompanyName)
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public required string Culture { get; init; }

    public required string Language { get; init; }

    public required AddressBody DefaultAddress { get; init; }

    public required ResourceAttributes Attributes { get; init; }
}

internal sealed record AddressBody(string Country)
{
    public string? City { get; init; }

    public string? State { get; init; }

    public string? AddressLine1 { get; init; }

    public string? PostalCode { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? PhoneNumber { get; init; }
}

/// <summary>Where a customer goes to accept the partner that asked.</summary>
internal sealed record RelationshipRequestBody(string Url)
{
    private static readonly ResourceAttributes Type = new("RelationshipRequest");

    public ResourceAttributes Attributes { get; } = Type;
}
