using System.Text.Json.Serialization;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Users;

namespace Kontor.Customers;

/// <summary>Who accepted the customer agreement, as the partner states it.</summary>
/// <param name="FirstName">Of that person.</param>
/// <param name="LastName">Of that person.</param>
/// <param name="Email">Of that person.</param>
/// <param name="Phone">Of that person; left out when it is not known.</param>
/// <param name="AcceptedOn">Not in the future.</param>
public sealed record StatedAcceptanceBody(
    string? FirstName, string? LastName, string? Email, string? Phone, DateOnly AcceptedOn)
{
    public StatedAcceptance ToAcceptance() => new(
        new Signatory(
            (FirstName ?? "").Trim(), (LastName ?? "").Trim(), (Email ?? "").Trim(),
            string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim()),
        AcceptedOn);
}

/// <summary>A customer to be made with its tenant.</summary>
/// <param name="Profile">As the official register has it.</param>
/// <param name="Market">Market key, in the partner's region.</param>
/// <param name="Prefix">The part of the tenant's domain that is the customer's own.</param>
/// <param name="UserName">The part before the @ of the first global admin's sign-in name; admin without it.</param>
/// <param name="FirstName">Of the contact.</param>
/// <param name="LastName">Of the contact.</param>
/// <param name="Email">Of the contact.</param>
/// <param name="Phone">Of the contact; mandatory where registration numbers are.</param>
/// <param name="Language">en, de or nl; English without it.</param>
/// <param name="Qualifications">Education, Nonprofit, StateOwnedEntity; none without it.</param>
/// <param name="Channel">OwnMarketing, VendorReferral or, for a provider, Reseller; left out when it is not known.</param>
/// <param name="ResellerId">The reseller for which a provider makes it; left out for none.</param>
/// <param name="Agreement">Who accepted the customer agreement; left out while nobody did.</param>
public sealed record NewCustomerBody(
    LegalProfileBody? Profile,
    string? Market,
    string? Prefix,
    string? UserName,
    string? FirstName,
    string? LastName,
    string? Email,
    string? Phone,
    string? Language,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Qualifications>))]
    Qualifications Qualifications = Qualifications.None,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CustomerChannel>))] CustomerChannel? Channel = null,
    Guid? ResellerId = null,
    StatedAcceptanceBody? Agreement = null)
{
    public const string UsualUserName = "admin";

    public NewCustomer ToCustomer() => new(
        Profile?.ToProfile() ?? LegalProfile.Empty,
        Market ?? "",
        (Prefix ?? "").Trim().ToLowerInvariant(),
        string.IsNullOrWhiteSpace(UserName) ? UsualUserName : UserName.Trim(),
        new PrimaryContact(
            true, (FirstName ?? "").Trim(), (LastName ?? "").Trim(), (Email ?? "").Trim(), (Phone ?? "").Trim(),
            Language ?? "en"),
        Qualifications,
        Channel,
        ResellerId is { } id ? new TenantId(id) : null,
        Agreement?.ToAcceptance());
}

/// <param name="CustomerId">The tenant.</param>
/// <param name="Domain">Its domain.</param>
/// <param name="Admin">The first global admin; the password is shown this once.</param>
/// <param name="Relationships">The partner's, then the reseller's.</param>
/// <param name="HasAcceptedAgreement">Nothing is ordered before.</param>
public sealed record MadeCustomerBody(
    Guid CustomerId,
    string Domain,
    TemporaryPasswordBody Admin,
    IReadOnlyList<RelationshipBody> Relationships,
    bool HasAcceptedAgreement)
{
    public static MadeCustomerBody From(MadeCustomer made) => new(
        made.Tenant.Id.Value, made.Tenant.DefaultDomain, TemporaryPasswordBody.From(made.Admin),
        [.. made.Relationships.Select(RelationshipBody.From)], made.HasAcceptedAgreement);
}
