using System.Globalization;
using Kontor.Accounts;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Customers;

/// <summary>What the draft tells a customer (CUS-25).</summary>
/// <param name="Partner">Who invites.</param>
/// <param name="Provider">With whom; null in a single invitation.</param>
/// <param name="AsksAdminRights">For the inviting partner.</param>
/// <param name="ProviderAsksAdminRights">For the provider.</param>
public sealed record CustomerDraftFacts(
    TenantId Partner, TenantId? Provider, bool AsksAdminRights, bool ProviderAsksAdminRights);

/// <summary>The mails of a customer relationship: the draft that asks for it, and the news that it began.</summary>
public sealed class CustomerDrafts(BusinessCards cards, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>CUS-11, CUS-21: what to propose; the link's place is marked.</summary>
    public async Task<DraftMail> Request(CustomerDraftFacts facts, string language, CancellationToken cancel)
    {
        var known = await cards.Of(
            facts.Provider is { } provider ? [facts.Partner, provider] : [facts.Partner], cancel);
        var culture = InvitationLinks.CultureOf(language);
        var partner = known[facts.Partner];
        var until = clock.Now().AddDays(policy.Value.InvitationLifetimeDays).UtcDateTime.ToString("D", culture);
        if (facts.Provider is not { } second)
        {
            return new DraftMail(
                Texts.In(culture, "customerRequestMail.single.subject", partner.Name),
                Texts.In(
                    culture, "customerRequestMail.single.text",
                    Named(partner, culture), Asked(partner, facts.AsksAdminRights, culture), DraftMail.LinkMark, until,
                    partner.Contact, partner.Name),
                language);
        }

        var other = known[second];
        return new DraftMail(
            Texts.In(culture, "customerRequestMail.joint.subject", partner.Name, other.Name),
            Texts.In(
                culture, "customerRequestMail.joint.text",
                Named(partner, culture), Named(other, culture), Asked(partner, facts.AsksAdminRights, culture),
                Asked(other, facts.ProviderAsksAdminRights, culture), DraftMail.LinkMark, until, partner.Contact,
                partner.Name),
            language);
    }

    /// <summary>
    /// The news for the partners that were accepted and for the customer; who has no address gets none.
    /// </summary>
    /// <param name="customer">Who accepted.</param>
    /// <param name="partners">Who was accepted, and whether with delegated admin rights.</param>
    public static IEnumerable<Mail> Begun(
        BusinessCard customer, IReadOnlyList<(BusinessCard Partner, bool HasRights)> partners)
    {
        foreach (var (partner, hasRights) in partners.Where(p => p.Partner.ContactEmail.Length > 0))
        {
            var culture = InvitationLinks.CultureOf(partner.Language);
            yield return new Mail(
                partner.ContactEmail,
                Texts.In(culture, "customerBegunMail.partner.subject", customer.Name),
                Texts.In(
                    culture, "customerBegunMail.partner.text",
                    customer.Name, customer.Domain, partner.Name, Rights(hasRights, culture)),
                partner.Language,
                "customerBegun");
        }

        if (customer.ContactEmail.Length > 0)
        {
            var culture = InvitationLinks.CultureOf(customer.Language);
            var lines = partners.Select(p => $"- {Named(p.Partner, culture)}: {Rights(p.HasRights, culture)}");
            yield return new Mail(
                customer.ContactEmail,
                Texts.In(culture, "customerBegunMail.customer.subject", customer.Name),
                Texts.In(culture, "customerBegunMail.customer.text", customer.Name, string.Join('\n', lines)),
                customer.Language,
                "customerBegun");
        }
    }

    private static string Named(BusinessCard partner, CultureInfo culture) => partner.NetworkId is null
        ? partner.Name
        : Texts.In(culture, "customerRequestMail.named", partner.Name, partner.NetworkId);

    private static string Asked(BusinessCard partner, bool asksRights, CultureInfo culture) =>
        Texts.In(
            culture,
            asksRights ? "customerRequestMail.withRights" : "customerRequestMail.withoutRights",
            partner.Name);

    private static string Rights(bool hasRights, CultureInfo culture) =>
        Texts.In(culture, hasRights ? "customerBegunMail.withRights" : "customerBegunMail.withoutRights");
}
