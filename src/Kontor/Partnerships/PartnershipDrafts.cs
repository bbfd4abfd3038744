using Kontor.Accounts;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Partnerships;

/// <summary>
/// The mails of a partnership: the draft that asks for it (REL-12 … REL-14) and the news that it began.
/// </summary>
public sealed class PartnershipDrafts(BusinessCards cards, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>What to propose to a provider's user; the link's place is marked.</summary>
    public async Task<DraftMail> Request(TenantId provider, string language, CancellationToken cancel)
    {
        var card = await cards.Of(provider, cancel);
        var culture = InvitationLinks.CultureOf(language);
        var expiresOn = clock.Now().AddDays(policy.Value.InvitationLifetimeDays).UtcDateTime.ToString("D", culture);
        return new DraftMail(
            Texts.In(culture, "partnershipRequestMail.subject", card.Name),
            Texts.In(
                culture, "partnershipRequestMail.text",
                card.Name, card.NetworkId ?? "–", DraftMail.LinkMark, expiresOn, card.Contact),
            language);
    }

    /// <summary>The news for both sides' contacts; a side without an address gets none.</summary>
    public static IEnumerable<Mail> Begun(BusinessCard provider, BusinessCard reseller, bool resellerHasSigned)
    {
        if (provider.ContactEmail.Length > 0)
        {
            yield return Written(
                provider, resellerHasSigned ? "partnershipBegunMail.provider" : "partnershipBegunMail.providerUnsigned",
                reseller.Name, reseller.NetworkId ?? "–", provider.Name);
        }

        if (reseller.ContactEmail.Length > 0)
        {
            yield return Written(
                reseller, resellerHasSigned ? "partnershipBegunMail.reseller" : "partnershipBegunMail.resellerUnsigned",
                provider.Name, provider.NetworkId ?? "–", reseller.Name);
        }
    }

    private static Mail Written(BusinessCard to, string key, params object?[] arguments)
    {
        var culture = InvitationLinks.CultureOf(to.Language);
        return new Mail(
            to.ContactEmail,
            Texts.In(culture, key + ".subject", arguments),
            Texts.In(culture, key + ".text", arguments),
            to.Language,
            "partnershipBegun");
    }
}
