namespace Kontor.Enrolment;

/// <summary>
/// The legal identity of an organization, and who is asked about it. The market is the key of the global account's
/// address; left out it stays (ACC-50).
/// </summary>
public sealed record LegalFactsBody(
    string? LegalName, string? Street, string? City, string? State, string? PostalCode, string? Market,
    string? RegistrationNumber, string? ContactFirstName, string? ContactLastName, string? ContactEmail,
    string? ContactPhone, bool IsExact = false, bool IsAddressKept = false)
{
    /// <param name="known">What is on record.</param>
    public LegalFacts ToFacts(LegalFacts known) => new(
        new LegalProfileBody(LegalName, Street, City, State, PostalCode, RegistrationNumber, IsExact, IsAddressKept)
            .ToProfile(),
        string.IsNullOrWhiteSpace(Market) ? known.Market : Market.Trim(),
        new PrimaryContactBody(
            false, ContactFirstName, ContactLastName, ContactEmail, ContactPhone, known.Contact.Language).ToContact());

    public static LegalFactsBody From(LegalFacts facts) => new(
        facts.Profile.LegalName, facts.Profile.Street, facts.Profile.City, facts.Profile.State, facts.Profile.PostalCode,
        facts.Market, facts.Profile.RegistrationNumber, facts.Contact.FirstName, facts.Contact.LastName,
        facts.Contact.Email, facts.Contact.Phone, facts.Profile.IsExact);
}

/// <param name="Request">What the partner asked for, and how; it reads that too.</param>
/// <param name="Legal">As it is to be.</param>
public sealed record RequestedLegalFactsBody(string? Request, LegalFactsBody Legal);

/// <param name="Description">A few sentences.</param>
/// <param name="Website">An address on the web.</param>
/// <param name="Language">Of mails to the organization: en, de or nl.</param>
/// <param name="Duns">A D-U-N-S number.</param>
public sealed record CompanyDetailsBody(string? Description, string? Website, string? Language, string? Duns)
{
    /// <param name="known">What is on record.</param>
    public CompanyDetails ToDetails(CompanyDetails known) => new(
        LegalProfileBody.Trimmed(Description).ReplaceLineEndings("\n"), LegalProfileBody.Trimmed(Website),
        Language ?? known.Language, LegalProfileBody.Trimmed(Duns));

    public static CompanyDetailsBody From(CompanyDetails details) =>
        new(details.Description, details.Website, details.Language, details.Duns);
}

/// <summary>One part of the verification; the state is null for an organization that was never verified.</summary>
public sealed record ProfilePartBody(string Kind, string? State);

/// <summary>
/// A profile with the state of its verification, the whole and the parts (ENR-36). The version is asked for when it is
/// decided.
/// </summary>
public sealed record OrganizationProfileBody(
    Guid OrganizationId, LegalFactsBody Legal, CompanyDetailsBody Company, SupportContactBody? Support,
    string? Verification, IReadOnlyList<ProfilePartBody> Parts, string? RejectedBecause, int Version)
{
    public static OrganizationProfileBody From(OrganisationFile file) => new(
        file.Organisation.Id.Value, LegalFactsBody.From(file.Legal), CompanyDetailsBody.From(file.Details),
        file.Support is { } support ? SupportContactBody.From(support.Contact) : null, file.State?.ToString(),
        [.. Enum.GetValues<CheckKind>().Select(kind => new ProfilePartBody($"{kind}", file.StateOf(kind)?.ToString()))],
        file.Verification?.RejectedBecause, file.Version);
}

public sealed record ProfileChangeBody(
    Guid OrganizationId, string LegalName, string Market, string Verification, DateTimeOffset Since,
    IReadOnlyList<string> Waiting)
{
    public static ProfileChangeBody From(ProfileChangeRow row) => new(
        row.OrganisationId.Value, row.Name, row.Market, $"{row.State}", row.Since,
        [.. row.Waiting.Select(kind => $"{kind}")]);
}
