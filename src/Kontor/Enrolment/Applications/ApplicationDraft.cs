namespace Kontor.Enrolment;

/// <summary>What was written apart becomes the organization's own when it is sent.</summary>
internal static class ApplicationDraft
{
    public static void Adopt(ApplicationFile file)
    {
        var (organisation, application) = (file.Organisation, file.Application!);
        if (application.IsOfKnownOrganisation)
        {
            return;
        }

        var (profile, contact) = (application.Profile, application.Contact);
        organisation.Name = profile.LegalName;
        organisation.Street = profile.Street;
        organisation.City = profile.City;
        organisation.State = profile.State;
        organisation.PostalCode = profile.PostalCode;
        organisation.RegistrationNumber = profile.RegistrationNumber.Length == 0 ? null : profile.RegistrationNumber;
        organisation.ContactFirstName = contact.FirstName;
        organisation.ContactLastName = contact.LastName;
        organisation.ContactEmail = contact.Email;
        organisation.ContactPhone = contact.Phone;
        organisation.Language = contact.Language;
    }
}
