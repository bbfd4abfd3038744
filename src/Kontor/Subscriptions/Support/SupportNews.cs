using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>
/// What is told of who supports a subscription: the activity record, the events, and the mail to whoever begins or stops. All
/// of it is saved with the change that it tells of.
/// </summary>
public sealed class SupportNews(KontorDb db, BusinessCards cards, PublicAddress address)
{
    private const string Template = "support";

    /// <param name="actor">A user of the seller.</param>
    /// <param name="visible">The subscription.</param>
    /// <param name="former">Who was in force until now; null for nobody.</param>
    /// <param name="contact">Who is from now on.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task ContactChosen(
        Actor actor,
        VisibleSubscription visible,
        TenantId? former,
        TenantId contact,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var held = visible.Subscription;
        var id = held.Id.ToString();
        db.Record(actor, "SupportContactChosen", id, held.CustomerId, DetailsOf(held, contact), now);

        // Nobody learns who else was or is the contact.
        TenantId[] sides = [.. new TenantId?[] { held.PartnerId, held.CustomerId, former, contact }.OfType<TenantId>().Distinct()];
        foreach (var side in sides)
        {
            db.Announce(side, "support-contact-chosen", id, held.CustomerId, new { IsContact = side == contact }, now);
        }

        foreach (var side in sides.Where(side => side != held.PartnerId && side != held.CustomerId))
        {
            await Write(held, side, held.PartnerId, side == contact ? "supportMail.chosen" : "supportMail.replaced", now, cancel);
        }
    }

    public Task SupporterAdded(
        Actor actor, Subscription held, TenantId partner, DateTimeOffset now, CancellationToken cancel)
    {
        db.Record(actor, "SupporterAdded", held.Id.ToString(), held.CustomerId, DetailsOf(held, partner), now);
        Announce(held, partner, "supporter-added", now);
        return Write(held, partner, held.CustomerId, "supportMail.added", now, cancel);
    }

    public Task SupporterRemoved(
        Actor actor, Subscription held, TenantId partner, DateTimeOffset now, CancellationToken cancel)
    {
        db.Record(actor, "SupporterRemoved", held.Id.ToString(), held.CustomerId, DetailsOf(held, partner), now);
        Announce(held, partner, "supporter-removed", now);
        return Write(held, partner, held.CustomerId, "supportMail.removed", now, cancel);
    }

    private static object DetailsOf(Subscription held, TenantId partner) =>
        new { PartnerId = partner.ToString(), Subscription = held.FriendlyName };

    /// <summary>To the customer and the supporter, and to nobody else.</summary>
    private void Announce(Subscription held, TenantId partner, string type, DateTimeOffset now)
    {
        foreach (var side in new[] { held.CustomerId, partner })
        {
            db.Announce(side, type, held.Id.ToString(), held.CustomerId, new { PartnerId = partner.Value }, now);
        }
    }

    /// <summary>A mail to a partner; who has no address gets none.</summary>
    private async Task Write(
        Subscription held, TenantId partner, TenantId by, string key, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await cards.Of([partner, by, held.CustomerId], cancel);
        var reader = known[partner];
        if (reader.ContactEmail.Length == 0)
        {
            return;
        }

        // MUL-05: outside of the chain a subscription is called as the catalog calls it.
        var culture = InvitationLinks.CultureOf(reader.Language);
        object?[] arguments =
        [
            partner == held.ResellerId ? held.FriendlyName : held.Title,
            known[held.CustomerId].Name,
            known[by].Name,
            address.Of($"{SubscriptionListing.Path}/{held.Id}"),
        ];
        db.Add(new Mail(
            reader.ContactEmail,
            Texts.In(culture, $"{key}.subject", arguments),
            Texts.In(culture, $"{key}.text", arguments),
            reader.Language,
            Template).ToOutbox(now));
    }
}
