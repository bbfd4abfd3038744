using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: the reseller's global admin takes away the provider's admin access to its tenant, or gives it back (REL-20).
/// The partnership and everything else that it allows goes on.
/// </summary>
public sealed class SetAdminAccess(KontorDb db, OwnPartnerships own, PartnershipNews news, TimeProvider clock)
{
    public async Task<Result<Partnership>> Handle(
        Actor actor, PartnershipId id, bool grants, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await own.AsReseller(actor, id, cancel) is not { } partnership)
        {
            return PartnershipReasons.PartnershipNotFound;
        }

        var decision = PartnershipEndRules.MaySetAdminAccess(actor, partnership, grants);
        if (!decision.IsGranted)
        {
            return decision;
        }

        partnership.SetAdminAccess(grants);
        var details = new { partnership.ProviderId, partnership.ResellerId, HasAdminAccess = grants };
        if (grants)
        {
            db.Record(actor, "ProviderAdminAccessGivenBack", $"{id}", null, details, now);
        }
        else
        {
            db.Record(actor, "ProviderAdminAccessTakenAway", $"{id}", null, details, now);
        }

        await news.Tell(
            partnership, "provider-admin-access-changed", grants ? "AccessGiven" : "AccessTaken", details, "", now, cancel);
        return await db.TrySaveChanges(cancel) is null ? partnership : PartnershipReasons.ChangedMeanwhile;
    }
}
