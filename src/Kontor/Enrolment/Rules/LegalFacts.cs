using Kontor.Accounts;

namespace Kontor.Enrolment;

/// <summary>Who an organization legally is, as the program has it on record (ACC-48).</summary>
/// <param name="Profile">Name, address and registration number.</param>
/// <param name="Market">Market key of the global account's legal address (ACC-50).</param>
/// <param name="Contact">The primary contact.</param>
public sealed record LegalFacts(LegalProfile Profile, string Market, PrimaryContact Contact)
{
    public static LegalFacts Of(Organisation organisation) => new(
        new LegalProfile(
            organisation.Name, organisation.Street, organisation.City, organisation.State, organisation.PostalCode,
            organisation.RegistrationNumber ?? "", false),
        organisation.Market,
        new PrimaryContact(
            false, organisation.ContactFirstName, organisation.ContactLastName, organisation.ContactEmail,
            organisation.ContactPhone, organisation.Language));

    /// <summary>Puts them on record.</summary>
    public void ApplyTo(Organisation organisation)
    {
        organisation.Name = Profile.LegalName;
        organisation.Street = Profile.Street;
        organisation.City = Profile.City;
        organisation.State = Profile.State;
        organisation.PostalCode = Profile.PostalCode;
        organisation.RegistrationNumber = Profile.RegistrationNumber.Length == 0 ? null : Profile.RegistrationNumber;
        organisation.Market = Market;
        organisation.ContactFirstName = Contact.FirstName;
        organisation.ContactLastName = Contact.LastName;
        organisation.ContactEmail = Contact.Email;
        organisation.ContactPhone = Contact.Phone;
        organisation.Language = Contact.Language;
    }
}
