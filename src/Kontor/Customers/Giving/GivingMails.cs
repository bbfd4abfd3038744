using Kontor.Accounts;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>The mails when a provider gives customers to a reseller.</summary>
internal static class GivingMails
{
    /// <summary>To a customer, in its language: who asks for whom, and what for.</summary>
    public static DraftMail ToCustomer(GivingFacts facts, BusinessCard customer, string link, DateTimeOffset expiresAt)
    {
        var culture = InvitationLinks.CultureOf(customer.Language);
        var (provider, reseller) = (facts.Provider, facts.Reseller);
        var rights = Texts.In(
            culture,
            facts.Request.AsksAdminRights ? "customerRequestMail.withRights" : "customerRequestMail.withoutRights", reseller.Name);
        return new DraftMail(
            Texts.In(culture, "givingMail.customer.subject", provider.Name, reseller.Name),
            Texts.In(
                culture, "givingMail.customer.text", customer.Name, provider.Name, reseller.Name, rights, link,
                expiresAt.UtcDateTime.ToString("D", culture), provider.Contact),
            customer.Language);
    }

    /// <summary>To the reseller, which may refuse; null where it has no address.</summary>
    public static Mail? ToReseller(GivingFacts facts, IEnumerable<BusinessCard> customers)
    {
        var reader = facts.Reseller;
        if (reader.ContactEmail.Length == 0)
        {
            return null;
        }

        var culture = InvitationLinks.CultureOf(reader.Language);
        var names = string.Join('\n', customers.Select(customer => $"- {customer.Name}"));
        return new Mail(
            reader.ContactEmail,
            Texts.In(culture, "givingMail.reseller.subject", facts.Provider.Name),
            Texts.In(culture, "givingMail.reseller.text", facts.Provider.Name, names),
            reader.Language,
            "customersGiven");
    }
}
