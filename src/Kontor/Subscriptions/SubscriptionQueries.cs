using Kontor.Customers;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Subscriptions;

/// <summary>A subscription as far as the actor may see it.</summary>
public sealed record VisibleSubscription(Subscription Subscription, SubscriptionView View);

/// <summary>Reads subscriptions, beginning with what the actor may see.</summary>
public sealed class SubscriptionQueries(KontorDb db)
{
    /// <summary>The subscriptions of a customer as far as the actor sees them, the newest first.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="customer">Whose they are; nothing is listed when the actor has nothing to do with that customer.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<Page<VisibleSubscription>> List(
        Actor actor, TenantId customer, PageRequest page, CancellationToken cancel)
    {
        var isPartnerOfCustomer = await IsPartnerOf(actor.TenantId, customer, cancel);
        var visible = db.Subscriptions.AsNoTracking().Where(s => s.CustomerId == customer);
        if (!isPartnerOfCustomer && actor.TenantKind != TenantKind.Operator && actor.TenantId != customer)
        {
            visible = visible.Where(s => s.PartnerId == actor.TenantId || s.ResellerId == actor.TenantId);
        }

        if (page.After is { } after)
        {
            var (instant, id) = (after.Instant, new SubscriptionId(after.Id));
            visible = visible.Where(s => EF.Functions.LessThan(
                ValueTuple.Create(s.CreatedAt, s.Id), ValueTuple.Create(instant, id)));
        }

        var rows = await visible
            .OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancel);
        return Page.Of(
            [.. rows.Select(s => new VisibleSubscription(s, ViewOf(actor, s, isPartnerOfCustomer)))],
            page.Size,
            last => Cursor.At(last.Subscription.CreatedAt, last.Subscription.Id.Value));
    }

    /// <summary>One subscription; null when it does not exist for the actor.</summary>
    public async Task<VisibleSubscription?> Find(Actor actor, SubscriptionId id, CancellationToken cancel)
    {
        var subscription = await db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (subscription is null)
        {
            return null;
        }

        var view = ViewOf(actor, subscription, await IsPartnerOf(actor.TenantId, subscription.CustomerId, cancel));
        return view == SubscriptionView.Nothing ? null : new VisibleSubscription(subscription, view);
    }

    private Task<bool> IsPartnerOf(TenantId partner, TenantId customer, CancellationToken cancel) =>
        db.CustomerRelationships.AnyAsync(
            r => r.PartnerId == partner && r.CustomerId == customer && r.EndedAt == null, cancel);

    private static SubscriptionView ViewOf(Actor actor, Subscription subscription, bool isPartnerOfCustomer) =>
        SubscriptionVisibility.Of(
            actor.TenantId, actor.TenantKind, subscription.PartnerId, subscription.ResellerId, subscription.CustomerId,
            isPartnerOfCustomer);
}
