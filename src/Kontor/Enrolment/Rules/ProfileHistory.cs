using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What happened to the profile of an organization, as its people and the operators read it.</summary>
public enum ProfileEvent
{
    LegalChanged,

    /// <summary>By an operator, because the partner asked for it (ACC-49).</summary>
    LegalChangedOnRequest,
    MailResent,
    AddressConfirmed,
    Verified,
    Rejected,
    CompanyChanged,
    SupportChanged,
    LocationAdded,
    LocationChanged,
    LocationDeleted,
}

/// <summary>What is written in a profile.</summary>
public enum ProfileField
{
    LegalName,
    Street,
    PostalCode,
    City,
    State,
    Country,
    RegistrationNumber,
    ContactName,
    ContactEmail,
    ContactPhone,
    Description,
    Website,
    Language,
    Duns,
    SupportName,
    SupportEmail,
    SupportPhone,
    SupportWebsite,
    SupportHours,
}

/// <summary>One thing that became another.</summary>
/// <param name="Field">What.</param>
/// <param name="From">As it was; empty for nothing.</param>
/// <param name="To">As it is; empty for nothing.</param>
public sealed record FieldChange(ProfileField Field, string From, string To);

/// <summary>One line of the history of a profile, kept for good: who, when, what it was and what it became.</summary>
public sealed class ProfileHistory
{
    public required OrganisationId OrganisationId { get; init; }

    public required Guid Id { get; init; }

    public required ProfileEvent Event { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Sign-in name, or the confirmed address.</summary>
    public required string By { get; init; }

    /// <summary>An operator's name is not shown to the partner.</summary>
    public required bool IsByOperator { get; init; }

    /// <summary>In the words of whoever did it, or the network id that it is about; null for none.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}

/// <summary>What became another between two states of a profile.</summary>
public static class FieldChanges
{
    public static IReadOnlyList<FieldChange> Between(LegalFacts from, LegalFacts to) => Of(
        (ProfileField.LegalName, from.Profile.LegalName, to.Profile.LegalName),
        (ProfileField.Street, from.Profile.Street, to.Profile.Street),
        (ProfileField.PostalCode, from.Profile.PostalCode, to.Profile.PostalCode),
        (ProfileField.City, from.Profile.City, to.Profile.City),
        (ProfileField.State, from.Profile.State, to.Profile.State),
        (ProfileField.Country, from.Market, to.Market),
        (ProfileField.RegistrationNumber, from.Profile.RegistrationNumber, to.Profile.RegistrationNumber),
        (ProfileField.ContactName, from.Contact.FullName, to.Contact.FullName),
        (ProfileField.ContactEmail, from.Contact.Email, to.Contact.Email),
        (ProfileField.ContactPhone, from.Contact.Phone, to.Contact.Phone));

    public static IReadOnlyList<FieldChange> Between(CompanyDetails from, CompanyDetails to) => Of(
        (ProfileField.Description, from.Description, to.Description),
        (ProfileField.Website, from.Website, to.Website),
        (ProfileField.Language, from.Language, to.Language),
        (ProfileField.Duns, from.Duns, to.Duns));

    public static IReadOnlyList<FieldChange> Between(SupportContact from, SupportContact to) => Of(
        (ProfileField.SupportName, from.Name, to.Name),
        (ProfileField.SupportEmail, from.Email, to.Email),
        (ProfileField.SupportPhone, from.Phone, to.Phone),
        (ProfileField.SupportWebsite, from.Website, to.Website),
        (ProfileField.SupportHours, from.Hours, to.Hours));

    /// <summary>Those of which the two texts differ.</summary>
    public static IReadOnlyList<FieldChange> Of(params ReadOnlySpan<(ProfileField Field, string From, string To)> all)
    {
        var changes = new List<FieldChange>();
        foreach (var (field, from, to) in all)
        {
            if (from != to)
            {
                changes.Add(new FieldChange(field, from, to));
            }
        }

        return changes;
    }
}
