using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What an organization is written that was approved as provider (ENR-50).</summary>
public sealed class ProviderMails(PublicAddress address)
{
    public Mail Write(string recipient, string contact, string organisation, string language)
    {
        var culture = InvitationLinks.CultureOf(language);
        return new Mail(
            recipient,
            Texts.In(culture, "providerMail.subject", organisation),
            Texts.In(culture, "providerMail.text", contact, organisation, address.Of("/settings/agreements")),
            language,
            "providerApproved");
    }
}
