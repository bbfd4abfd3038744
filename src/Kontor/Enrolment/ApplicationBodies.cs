using Kontor.Accounts;
namespace Kontor.Enrolment;

public sealed record LegalProfileBody(
    string? LegalName, string? Street, string? City, string? State, string? PostalCode, string? RegistrationNumber,
    bool IsExact = false, bool IsAddressKept = false)
{
    public LegalProfile ToProfile() => new(
        Trimmed(LegalName), Trimmed(Street), Trimmed(City), Trimmed(State), Trimmed(PostalCode), Trimmed(RegistrationNumber),
        IsExact)
    {
        IsAddressKept = IsAddressKept,
    };

    public static LegalProfileBody From(LegalProfile profile) => new(
        profile.LegalName, profile.Street, profile.City, profile.State, profile.PostalCode, profile.RegistrationNumber,
        profile.IsExact, profile.IsAddressKept);

    internal static string Trimmed(string? text) => text?.Trim() ?? "";
}

/// <summary>The primary contact; the language is that of the mails: en, de or nl, English without it.</summary>
public sealed record PrimaryContactBody(
    bool IsApplicant, string? FirstName, string? LastName, string? Email, string? Phone, string? Language)
{
    public PrimaryContact ToContact() => new(
        IsApplicant, LegalProfileBody.Trimmed(FirstName), LegalProfileBody.Trimmed(LastName),
        LegalProfileBody.Trimmed(Email), LegalProfileBody.Trimmed(Phone), Language ?? "en");

    public static PrimaryContactBody From(PrimaryContact contact) => new(
        contact.IsApplicant, contact.FirstName, contact.LastName, contact.Email, contact.Phone, contact.Language);
}

public sealed record SupportContactBody(string? Name, string? Email, string? Phone, string? Website, string? Hours)
{
    public SupportContact ToContact() => new(
        LegalProfileBody.Trimmed(Name), LegalProfileBody.Trimmed(Email), LegalProfileBody.Trimmed(Phone),
        LegalProfileBody.Trimmed(Website), LegalProfileBody.Trimmed(Hours));

    public static SupportContactBody From(SupportContact contact) =>
        new(contact.Name, contact.Email, contact.Phone, contact.Website, contact.Hours);
}

/// <param name="Contact">Left out where the organization is known already (ENR-06).</param>
/// <param name="Support">Whom customers ask.</param>
public sealed record ContactsBody(PrimaryContactBody? Contact, SupportContactBody? Support);

public sealed record MembershipSignInBody(string? UserName, string? Password);

/// <param name="NetworkId">One of the signed-in account's; null to link one later (ENR-33).</param>
public sealed record NetworkIdBody(string? NetworkId);

public sealed record OfferedProfileBody(string NetworkId, string LegalName, string Market, bool MayBeLinked, string? Reason);

/// <param name="HasAuthority">ENR-05: must be true; the person may act for the organization.</param>
public sealed record SubmissionBody(bool HasAuthority);

public sealed record AddressBody(string? Email);

public sealed record AppealBody(string? Text);

public sealed record CheckBody(string Kind, string Outcome, DateTimeOffset? DecidedAt)
{
    public static CheckBody From(ApplicationCheck check) => new($"{check.Kind}", $"{check.Outcome}", check.DecidedAt);
}

/// <summary>
/// An application with its state. The verification is null while only the applicant sees it (ENR-36), the network id is
/// the linked one or that chosen for the draft, and the version is asked for when it is decided.
/// </summary>
public sealed record ApplicationBody(
    Guid TenantId, int Number, string State, DateTimeOffset Since, string? Verification, string Market,
    LegalProfileBody Profile, PrimaryContactBody Contact, SupportContactBody Support, string? NetworkId,
    IReadOnlyList<CheckBody> Checks, string? RejectedBecause, int Version)
{
    public static ApplicationBody From(ApplicationFile file)
    {
        var (application, enrolment) = (file.Application!, file.Enrolment!);
        return new(
            file.Tenant.Id.Value, application.Number, $"{enrolment.State}", enrolment.Since,
            VerificationStates.Of(enrolment.State, file.Changed)?.ToString(), file.Tenant.Market,
            LegalProfileBody.From(application.Profile), PrimaryContactBody.From(application.Contact),
            SupportContactBody.From(application.Support), file.LinkedNetworkId ?? application.NetworkId,
            [.. file.Checks.Select(CheckBody.From)], application.RejectedBecause, application.Version);
    }
}

/// <summary>
/// A directory to be made: the prefix is the own part of its domain, the user name the part before the @ of the first
/// admin's sign-in name, and the mail address where the admin is reached at work.
/// </summary>
public sealed record NewDirectoryBody(
    string? Organization, string? Market, string? Prefix, string? FirstName, string? LastName, string? UserName,
    string? Email, string? Password, string? Language, Cloud Cloud = Cloud.Public)
{
    public NewDirectory ToDirectory() => new(
        LegalProfileBody.Trimmed(Organization), LegalProfileBody.Trimmed(Market),
        LegalProfileBody.Trimmed(Prefix), LegalProfileBody.Trimmed(FirstName),
        LegalProfileBody.Trimmed(LastName), LegalProfileBody.Trimmed(UserName), LegalProfileBody.Trimmed(Email),
        Password ?? "", Language ?? "en")
    {
        Cloud = Cloud,
    };
}

public sealed record FoundedDirectoryBody(Guid TenantId, string UserName);

/// <summary>The secret from the mail: what stands after the last slash.</summary>
public sealed record AddressLinkBody(string? Token);

public sealed record OpenedAddressBody(string Organization, string Contact, string Email, bool IsConfirmed)
{
    public static OpenedAddressBody From(OpenedAddressLink link) =>
        new(link.Organisation, link.Contact, link.Email, link.IsConfirmed);
}

public sealed record ApplicationRowBody(
    Guid TenantId, string Type, string LegalName, string Market, string? NetworkId, string State, DateTimeOffset Since,
    DateTimeOffset SubmittedAt)
{
    public static ApplicationRowBody From(ApplicationRow row) =>
        new(row.TenantId.Value, $"{row.Type}", row.Name, row.Market, row.NetworkId, $"{row.State}", row.Since, row.SubmittedAt);
}

/// <summary>An operator's answers to the verifications that are open.</summary>
/// <param name="Version">Of the application that the operator looked at.</param>
/// <param name="Employment">Whether it is passed; left out where it is not open.</param>
/// <param name="Business">Whether it is passed; left out where it is not open.</param>
/// <param name="Reason">Why one failed, for the applicant.</param>
public sealed record DecisionBody(int Version, bool? Employment, bool? Business, string? Reason)
{
    public Verdict ToVerdict() => new(Employment, Business, Reason ?? "");
}

public sealed record DocumentBody(Guid Id, string Name, string ContentType, int Length, DateTimeOffset AddedAt)
{
    public static DocumentBody From(ApplicationDocument document) =>
        new(document.Id, document.Name, document.ContentType, document.Length, document.AddedAt);
}
