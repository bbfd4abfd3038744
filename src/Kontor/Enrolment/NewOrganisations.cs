using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>An organization that is made with its first directory, from what was written of it.</summary>
internal static class NewOrganisations
{
    /// <summary>Adds the organization, its tenant and the tenant's domain; saves nothing.</summary>
    /// <param name="db">To what.</param>
    /// <param name="profile">Its legal profile, sound already.</param>
    /// <param name="contact">Its primary contact.</param>
    /// <param name="place">Where and as what the tenant is made.</param>
    /// <param name="domain">The tenant's default domain; taken, the save violates an index.</param>
    /// <param name="now">When.</param>
    public static Tenant Found(
        this KontorDb db, LegalProfile profile, PrimaryContact contact, NewTenantPlace place, string domain, DateTimeOffset now)
    {
        var organisation = new Organisation
        {
            Id = new(Guid.CreateVersion7(now)),
            Name = profile.LegalName,
            Market = place.Market.Key,
            Street = profile.Street,
            City = profile.City,
            State = profile.State,
            PostalCode = profile.PostalCode,
            RegistrationNumber = profile.RegistrationNumber is "" ? null : profile.RegistrationNumber,
            ContactFirstName = contact.FirstName,
            ContactLastName = contact.LastName,
            ContactEmail = contact.Email,
            ContactPhone = contact.Phone,
            Language = contact.Language,
        };
        var tenant = new Tenant
        {
            Id = new(Guid.CreateVersion7(now)),
            OrganisationId = organisation.Id,
            Kind = place.Kind,
            Cloud = place.Cloud,
            Market = place.Market.Key,
            DefaultDomain = domain,
            CreatedAt = now,
            Qualifications = place.Qualifications,
        };
        db.AddRange(organisation, tenant, new TenantDomain { Domain = domain, TenantId = tenant.Id });
        return tenant;
    }
}

/// <summary>Where and as what a tenant is made.</summary>
internal sealed record NewTenantPlace(
    TenantKind Kind, Cloud Cloud, Market Market, Qualifications Qualifications = Qualifications.None);
