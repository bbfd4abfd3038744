using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What was written apart becomes the organization's own when it is sent, and the support contact the partner's.</summary>
internal static class ApplicationDraft
{
    public static void Adopt(KontorDb db, ApplicationFile file)
    {
        var (organisation, application) = (file.Organisation, file.Application!);
        if (file.Support is { } support)
        {
            support.Contact = application.Support;
            support.Version++;
        }
        else
        {
            db.Add(new PartnerSupport { TenantId = file.Tenant.Id, Contact = application.Support });
        }

        if (!application.IsOfKnownOrganisation)
        {
            new LegalFacts(application.Profile, organisation.Market, application.Contact).ApplyTo(organisation);
        }
    }
}
