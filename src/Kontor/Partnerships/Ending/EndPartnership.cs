using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: the provider ends a partnership (REL-51, REL-53, REL-54). Each leaves the other's list; customers, delegated
/// rights, subscriptions and open invitations stay. A request of the reseller that waits is settled with it. Of two who
/// change the partnership at once one does.
/// </summary>
public sealed class EndPartnership(KontorDb db, OwnPartnerships own, PartnershipNews news, TimeProvider clock)
{
    /// <param name="actor">A user of the provider.</param>
    /// <param name="id">The partnership.</param>
    /// <param name="confirmation">Of the statement.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<PartnershipEnd>> Handle(
        Actor actor, PartnershipId id, EndConfirmation confirmation, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await own.AsProvider(actor, id, cancel) is not { } partnership)
        {
            return PartnershipReasons.PartnershipNotFound;
        }

        var decision = PartnershipEndRules.MayEnd(actor, partnership, confirmation);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var end = new PartnershipEnd
        {
            PartnershipId = id,
            ProviderId = partnership.ProviderId,
            ResellerId = partnership.ResellerId,
            Way = EndWay.ByProvider,
            Statement = EndStatement.ConfirmedBy(actor, confirmation, now),
            By = actor.Name,
            At = now,
        };
        (await own.OpenRequest(partnership, cancel))?.Close(EndRequestState.Settled, actor.Name, now);
        partnership.End(now);
        db.Add(end);
        var details = new
        {
            partnership.ProviderId,
            partnership.ResellerId,
            Way = $"{end.Way}",
            Statement = end.Statement.Version,
        };
        db.Record(actor, "PartnershipEnded", $"{id}", null, details, now);
        await news.Tell(partnership, "partnership-ended", $"{EndWay.ByProvider}", details, "", now, cancel);
        if (await db.TrySaveChanges(cancel) is null)
        {
            return end;
        }

        return await own.AsProvider(actor, id, cancel) is { IsActive: true }
            ? PartnershipReasons.ChangedMeanwhile
            : PartnershipReasons.PartnershipEnded;
    }
}
