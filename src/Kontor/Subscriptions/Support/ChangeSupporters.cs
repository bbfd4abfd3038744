using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Subscriptions;

/// <summary>
/// Use case: a customer lets a further partner of its own support a subscription, whoever sold it, or takes that back
/// (MUL-26). Doing either once more changes nothing.
/// </summary>
public sealed class ChangeSupporters(
    KontorDb db,
    SubscriptionQueries subscriptions,
    SupportFacts facts,
    SupportQueries support,
    SupportNews news,
    BusinessCards cards,
    CurrentPolicy policy,
    TimeProvider clock)
{
    public async Task<Result<SubscriptionSupport>> Add(
        Actor actor, SubscriptionId id, TenantId partner, CancellationToken cancel)
    {
        await using var own = await facts.Begin(cancel);
        var found = await Hold(actor, id, partner, cancel);
        if (found.ValueOrNull is not { } visible)
        {
            return found.Decision;
        }

        var held = visible.Subscription;
        var present = await facts.Supporters(held, cancel);
        if (!present.Contains(partner))
        {
            var ties = await facts.TiesOf(held, partner, cancel);
            var decision = await MayAdd(held, partner, ties, present.Count, cancel);
            if (!decision.IsGranted)
            {
                return decision;
            }

            var now = clock.Now();
            await Write(held, partner, SupportRules.CountsFrom(now, ties), cancel);
            await news.SupporterAdded(actor, held, partner, now, cancel);
            if (await db.TrySaveChanges(cancel) is not null)
            {
                return SupportReasons.ChangedMeanwhile;
            }
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return await support.Of(actor, visible, cancel);
    }

    public async Task<Result<SubscriptionSupport>> Remove(
        Actor actor, SubscriptionId id, TenantId partner, CancellationToken cancel)
    {
        await using var own = await facts.Begin(cancel);
        var found = await Hold(actor, id, partner, cancel);
        if (found.ValueOrNull is not { } visible)
        {
            return found.Decision;
        }

        var held = visible.Subscription;
        if (await RowOf(held, partner, cancel) is { } row)
        {
            var now = clock.Now();
            db.Remove(row);

            // Of one that left the customer nobody needs to hear again.
            if ((await facts.Supporters(held, cancel)).Contains(partner))
            {
                await news.SupporterRemoved(actor, held, partner, now, cancel);
            }

            await db.SaveChangesAsync(cancel);
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return await support.Of(actor, visible, cancel);
    }

    /// <summary>The customer's subscription, with what its support rests on held.</summary>
    private async Task<Result<VisibleSubscription>> Hold(
        Actor actor, SubscriptionId id, TenantId partner, CancellationToken cancel)
    {
        if (await subscriptions.Find(actor, id, cancel) is not { } visible)
        {
            return SubscriptionReasons.Unknown;
        }

        if (visible.Subscription.CustomerId != actor.TenantId)
        {
            return SupportReasons.NotCustomer;
        }

        await facts.Hold(visible.Subscription, partner, cancel);
        return visible;
    }

    /// <summary>NAT-10: where a deployment does not let partners manage what they have not sold, the customer adds none.</summary>
    private async Task<Decision> MayAdd(
        Subscription held, TenantId partner, SupportTies ties, int others, CancellationToken cancel)
    {
        var contact = (await facts.Of([held.Id], cancel))[held.Id].InForce.Contact;
        var name = ties.RelatedSince is null ? "" : (await cards.Of(partner, cancel)).Name;
        var cloud = await db.Set<Tenant>().Where(t => t.Id == held.CustomerId).Select(t => t.Cloud).SingleAsync(cancel);
        return SupportRules.MayAdd(ties.RelatedSince is not null, contact == partner, name, others).And(Decision.RequireAll(
            (policy.Value.Has(cloud, CloudFeature.MultiChannel), SupportReasons.SupportersOff.About(cloud))));
    }

    /// <summary>A row may be left from a relationship that ended: the customer's decision begins anew.</summary>
    private async Task Write(Subscription held, TenantId partner, DateTimeOffset at, CancellationToken cancel)
    {
        if (await RowOf(held, partner, cancel) is { } row)
        {
            row.AddedAt = at;
            return;
        }

        db.Add(new SubscriptionSupporter
        {
            PartnerId = held.PartnerId,
            SubscriptionId = held.Id,
            SupporterId = partner,
            AddedAt = at,
        });
    }

    private Task<SubscriptionSupporter?> RowOf(Subscription held, TenantId partner, CancellationToken cancel) =>
        db.Set<SubscriptionSupporter>().SingleOrDefaultAsync(
            s => s.PartnerId == held.PartnerId && s.SubscriptionId == held.Id && s.SupporterId == partner, cancel);
}
