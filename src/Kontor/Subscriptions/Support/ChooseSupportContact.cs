using Kontor.Accounts;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Subscriptions;

/// <summary>
/// Use case: who sold a subscription chooses who supports it: a reseller of its own with rights in force, or itself again
/// (SUP-04, REL-61). Of two who choose at once the second finds another version.
/// </summary>
public sealed class ChooseSupportContact(
    KontorDb db,
    SubscriptionQueries subscriptions,
    SupportFacts facts,
    SupportQueries support,
    SupportNews news,
    WhereBought elsewhere,
    BusinessCards cards,
    TimeProvider clock)
{
    /// <param name="actor">A user of the seller.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="contact">Who supports it from now on.</param>
    /// <param name="version">From which version it is chosen; null to choose whatever was chosen meanwhile.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<SubscriptionSupport>> Handle(
        Actor actor, SubscriptionId id, TenantId contact, int? version, CancellationToken cancel)
    {
        await using var own = await facts.Begin(cancel);
        if (await subscriptions.Find(actor, id, cancel) is not { } visible)
        {
            return await elsewhere.WhyUnchangeable(actor, id, cancel) ?? SubscriptionReasons.Unknown;
        }

        var held = visible.Subscription;
        if (held.PartnerId != actor.TenantId)
        {
            return SupportReasons.NotSeller;
        }

        await facts.Hold(held, contact, cancel);
        var before = (await facts.Of([id], cancel))[id];
        if (version is not null && version != before.Version)
        {
            return SupportReasons.ChangedMeanwhile;
        }

        var ties = await facts.TiesOf(held, contact, cancel);
        var name = ties.IsListed ? (await cards.Of(contact, cancel)).Name : "";
        var decision = SupportRules.MayChoose(contact == held.PartnerId, ties, name);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (before.Chosen != contact || before.InForce.Lapse is not null)
        {
            var now = clock.Now();
            await Write(held, contact, SupportRules.CountsFrom(now, ties), cancel);
            await news.ContactChosen(actor, visible, before.InForce.Contact, contact, now, cancel);
            if (await db.TrySaveChanges(cancel) is not null)
            {
                return SupportReasons.ChangedMeanwhile;
            }
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return await support.Of(actor, visible, cancel);
    }

    private async Task Write(Subscription held, TenantId contact, DateTimeOffset at, CancellationToken cancel)
    {
        var row = await db.Set<DesignatedContact>().SingleOrDefaultAsync(
            c => c.PartnerId == held.PartnerId && c.SubscriptionId == held.Id, cancel);
        if (row is null)
        {
            db.Add(new DesignatedContact
            {
                PartnerId = held.PartnerId,
                SubscriptionId = held.Id,
                ContactId = contact,
                ChosenAt = at,
                Version = 1,
            });
            return;
        }

        (row.ContactId, row.ChosenAt, row.Version) = (contact, at, row.Version + 1);
    }
}
