using Kontor.Accounts;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>The mails about a customer that its partner made, and about the end of a relationship.</summary>
public sealed class CustomerMails(BusinessCards cards, PublicAddress address)
{
    /// <summary>
    /// CUS-62: to the customer's contact, who learns as whom to sign in but no password, which the partner hands over; and
    /// to the reseller that the customer was made for (REL-62).
    /// </summary>
    public async Task<IReadOnlyList<Mail>> Made(
        NewCustomer wanted,
        Tenant tenant,
        IReadOnlyList<CustomerRelationship> relationships,
        string userName,
        CancellationToken cancel)
    {
        var known = await cards.Of([.. relationships.Select(r => r.PartnerId)], cancel);
        var (maker, contact, name) = (known[relationships[0].PartnerId], wanted.Contact, wanted.Profile.LegalName);
        var culture = InvitationLinks.CultureOf(contact.Language);
        var partners = string.Join('\n', relationships.Select(r => $"- {known[r.PartnerId].Name}"));
        List<Mail> mails =
        [
            new(
                contact.Email,
                Texts.In(culture, "customerMadeMail.subject", maker.Name),
                Texts.In(
                    culture, "customerMadeMail.text", contact.FullName, maker.Name, tenant.DefaultDomain, userName,
                    partners, address.Of("/my-partners"),
                    Texts.In(
                        culture,
                        wanted.Agreement is null ? "customerMadeMail.agreement" : "customerMadeMail.accepted",
                        address.Of("/my-agreement"))),
                contact.Language,
                "customerMade"),
        ];
        foreach (var reseller in relationships.Skip(1).Select(r => known[r.PartnerId]).Where(c => c.ContactEmail.Length > 0))
        {
            var own = InvitationLinks.CultureOf(reseller.Language);
            mails.Add(new Mail(
                reseller.ContactEmail,
                Texts.In(own, "customerMadeMail.reseller.subject", name),
                Texts.In(
                    own, "customerMadeMail.reseller.text", maker.Name, name, tenant.DefaultDomain,
                    address.Of($"/customers/{tenant.Id}")),
                reseller.Language,
                "customerMade"));
        }

        return mails;
    }

    /// <summary>CUS-70 … CUS-72: to the customer, to whoever ended it, and to the partners that shared it with them.</summary>
    /// <param name="relationship">What ended.</param>
    /// <param name="sharing">Partners that stay (CUS-72).</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<Mail>> Ended(
        CustomerRelationship relationship, IReadOnlyCollection<TenantId> sharing, CancellationToken cancel)
    {
        var known = await cards.Of([relationship.PartnerId, relationship.CustomerId, .. sharing], cancel);
        var (partner, customer) = (known[relationship.PartnerId], known[relationship.CustomerId]);
        var keepsRights = relationship.AdminRights == AdminRights.Granted;
        (BusinessCard To, string Text)[] letters =
        [
            (customer, keepsRights ? "customerEndedMail.customer.rights" : "customerEndedMail.customer"),
            (partner, "customerEndedMail.partner"),
            .. sharing.Select(id => (known[id], "customerEndedMail.sharing")),
        ];
        return
        [
            .. letters.Where(letter => letter.To.ContactEmail.Length > 0).Select(letter =>
            {
                var culture = InvitationLinks.CultureOf(letter.To.Language);
                return new Mail(
                    letter.To.ContactEmail,
                    Texts.In(culture, "customerEndedMail.subject", partner.Name, customer.Name),
                    Texts.In(culture, letter.Text, partner.Name, customer.Name, address.Of("/my-partners")),
                    letter.To.Language,
                    "customerEnded");
            }),
        ];
    }
}
