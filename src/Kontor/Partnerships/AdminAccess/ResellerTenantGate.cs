using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>Leave to do one thing in a reseller's tenant.</summary>
/// <param name="Actor">The provider's user as somebody of the reseller's tenant.</param>
/// <param name="Reseller">In whose tenant.</param>
public sealed record ResellerPass(Actor Actor, BusinessCard Reseller);

/// <summary>
/// The one gate through which a provider's users come into the tenant of a reseller (REL-19). What is then done is recorded
/// for the provider's user, and for the reseller. A partner with whom there is no active partnership does not exist.
/// </summary>
public sealed class ResellerTenantGate(KontorDb db, OwnPartnerships own, BusinessCards cards)
{
    /// <param name="actor">A user of the provider.</param>
    /// <param name="reseller">Where to.</param>
    /// <param name="work">What for.</param>
    /// <param name="theirs">The roles of the user there to whom it is done; none where nobody is meant.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ResellerPass>> Enter(
        Actor actor, TenantId reseller, ResellerWork work, ImmutableHashSet<Role> theirs, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            // Access that is taken away at this moment is waited for, or waits until the work is done.
            await db.Database.ExecuteSqlAsync(
                $"""
                select from partnerships
                where provider_id = {actor.TenantId.Value} and reseller_id = {reseller.Value} and ended_at is null
                for share
                """,
                cancel);
        }

        if (await own.With(actor, PartnershipSide.Resellers, reseller, cancel) is not { } partnership)
        {
            return PartnershipReasons.PartnershipNotFound;
        }

        var card = await cards.Of(reseller, cancel);
        var decision = AdminAccessRules.May(actor.Roles, partnership.ProviderHasAdminAccess, work, theirs, card.Name);
        return decision.IsGranted
            ? new ResellerPass(
                actor with
                {
                    TenantId = reseller,
                    TenantKind = TenantKind.Partner,
                    Roles = work == ResellerWork.SeeUsers ? [] : [Role.GlobalAdmin],
                    HomeTenantId = actor.TenantId,
                },
                card)
            : decision;
    }
}
