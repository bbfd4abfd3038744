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
            var id = held.Id.ToString();
            foreach (var (action, details) in Actions(before.Quantity, held, wish))
            {
                db.Record(actor, action, id, held.CustomerId, details, now);
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

    private static IEnumerable<(string Action, object Details)> Actions(int before, Subscription held, SubscriptionWish wish)
    {
        var subscription = held.FriendlyName;
        if (wish.FriendlyName is not null)
        {
            yield return ("SubscriptionRenamed", new { subscription, held.Title });
        }

        if (wish.Quantity is not null)
        {
            yield return ("SeatsChanged", new { subscription, Before = before, held.Quantity });
        }

        if (wish.AutoRenew is { } renews)
        {
            yield return (renews ? "RenewalSwitchedOn" : "RenewalSwitchedOff", new { subscription });
        }

        if (wish.PartnerOfRecord is not null)
        {
            yield return ("PartnerOfRecordChanged", new { subscription, NetworkId = held.PartnerOfRecord ?? "–" });
        }

        if (wish.State is { } state)
        {
            yield return (
                state switch
                {
                    SubscriptionState.Suspended => "SubscriptionSuspended",
                    SubscriptionState.Cancelled => "SubscriptionCancelled",
                    _ => "SubscriptionReactivated",
                },
                new { subscription });
        }
    }
}
