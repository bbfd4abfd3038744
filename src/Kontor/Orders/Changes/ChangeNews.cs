using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>What is told of a changed subscription (CAT-42): records of who did it, events for everybody in its chain.</summary>
internal static class ChangeNews
{
    extension(KontorDb db)
    {
        /// <summary>Tells of a change, to be saved with it.</summary>
        /// <param name="actor">Who did it.</param>
        /// <param name="before">Quantity and reseller before it.</param>
        /// <param name="held">Afterwards.</param>
        /// <param name="wish">What was changed.</param>
        /// <param name="now">When.</param>
        internal void TellOfChange(
            Actor actor, (int Quantity, TenantId? Reseller) before, Subscription held, SubscriptionWish wish, DateTimeOffset now)
        {
            var (id, customer, subscription) = (held.Id.ToString(), held.CustomerId, held.FriendlyName);
            if (wish.FriendlyName is not null)
            {
                db.Record(actor, "SubscriptionRenamed", id, customer, new { subscription, held.Title }, now);
            }

            if (wish.Quantity is not null)
            {
                db.Record(actor, "SeatsChanged", id, customer, new { subscription, Before = before.Quantity, held.Quantity }, now);
            }

            if (wish.AutoRenew == true)
            {
                db.Record(actor, "RenewalSwitchedOn", id, customer, new { subscription }, now);
            }

            if (wish.AutoRenew == false)
            {
                db.Record(actor, "RenewalSwitchedOff", id, customer, new { subscription }, now);
            }

            if (wish.PartnerOfRecord is { Length: > 0 })
            {
                db.Record(
                    actor, "PartnerOfRecordChanged", id, customer, new { subscription, NetworkId = held.PartnerOfRecord }, now);
            }

            if (wish.PartnerOfRecord is { Length: 0 })
            {
                db.Record(actor, "PartnerOfRecordRemoved", id, customer, new { subscription }, now);
            }

            switch (wish.State)
            {
                case SubscriptionState.Suspended:
                    db.Record(actor, "SubscriptionSuspended", id, customer, new { subscription }, now);
                    break;
                case SubscriptionState.Cancelled:
                    db.Record(actor, "SubscriptionCancelled", id, customer, new { subscription }, now);
                    break;
                case SubscriptionState.Active:
                    db.Record(actor, "SubscriptionReactivated", id, customer, new { subscription }, now);
                    break;
            }

            db.AnnounceChange(held, before.Reseller, now);
        }

        /// <summary>An event for the chain; a reseller that was replaced learns of it too.</summary>
        internal void AnnounceChange(Subscription held, TenantId? formerReseller, DateTimeOffset now)
        {
            var payload = new { held.Quantity, State = held.State.ToString(), held.AutoRenew };
            TenantId?[] chain = [held.PartnerId, held.CustomerId, held.ResellerId, formerReseller];
            foreach (var side in chain.OfType<TenantId>().Distinct())
            {
                db.Announce(side, "subscription-updated", held.Id.ToString(), held.CustomerId, payload, now);
            }
        }
    }
}
