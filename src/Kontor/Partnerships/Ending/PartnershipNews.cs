using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>
/// What both sides are told of a partnership that changes: an event for each and a mail to each contact, saved with the
/// change. A side without an address gets no mail.
/// </summary>
public sealed class PartnershipNews(KontorDb db, BusinessCards cards, PublicAddress address)
{
    /// <param name="partnership">Whose sides.</param>
    /// <param name="what">Type of the event.</param>
    /// <param name="mail">The texts <c>partnershipMail.MAIL.provider</c> and <c>.reseller</c>.</param>
    /// <param name="details">Of the event.</param>
    /// <param name="words">What somebody wrote, for the mail; empty for nothing.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Tell(
        Partnership partnership, string what, string mail, object details, string words, DateTimeOffset now,
        CancellationToken cancel)
    {
        var card = await cards.Of([partnership.ProviderId, partnership.ResellerId], cancel);
        var (provider, reseller) = (card[partnership.ProviderId], card[partnership.ResellerId]);
        var id = partnership.Id.ToString();
        db.Announce(provider.TenantId, what, id, null, details, now);
        db.Announce(reseller.TenantId, what, id, null, details, now);
        Write(provider, $"partnershipMail.{mail}.provider", PartnershipList.ResellersPath);
        Write(reseller, $"partnershipMail.{mail}.reseller", PartnershipList.ProvidersPath);

        void Write(BusinessCard to, string key, string page)
        {
            if (to.ContactEmail.Length > 0)
            {
                var culture = InvitationLinks.CultureOf(to.Language);
                object?[] arguments = [provider.Name, reseller.Name, words, address.Of(page)];
                db.Add(new Mail(
                    to.ContactEmail, Texts.In(culture, key + ".subject", arguments),
                    Texts.In(culture, key + ".text", arguments), to.Language, "partnershipChanged").ToOutbox(now));
            }
        }
    }
}
