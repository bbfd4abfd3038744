using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>Finds partnerships of the asking tenant; those of others do not exist.</summary>
public sealed class OwnPartnerships(KontorDb db)
{
    /// <summary>As provider, active or ended; to be changed by the caller.</summary>
    public Task<Partnership?> AsProvider(Actor actor, PartnershipId id, CancellationToken cancel) =>
        db.Partnerships.SingleOrDefaultAsync(p => p.ProviderId == actor.TenantId && p.Id == id, cancel);

    /// <summary>As reseller, active or ended; to be changed by the caller.</summary>
    public Task<Partnership?> AsReseller(Actor actor, PartnershipId id, CancellationToken cancel) =>
        db.Partnerships.SingleOrDefaultAsync(p => p.ResellerId == actor.TenantId && p.Id == id, cancel);

    /// <summary>On either side, active or ended.</summary>
    public Task<Partnership?> Find(Actor actor, PartnershipId id, CancellationToken cancel) =>
        db.Partnerships.AsNoTracking().SingleOrDefaultAsync(
            p => p.Id == id && (p.ProviderId == actor.TenantId || p.ResellerId == actor.TenantId), cancel);

    /// <summary>The active one with another tenant.</summary>
    public Task<Partnership?> With(Actor actor, PartnershipSide side, TenantId other, CancellationToken cancel)
    {
        var (provider, reseller) = side == PartnershipSide.Resellers ? (actor.TenantId, other) : (other, actor.TenantId);
        return db.Partnerships.AsNoTracking().SingleOrDefaultAsync(
            p => p.ProviderId == provider && p.ResellerId == reseller && p.EndedAt == null, cancel);
    }

    /// <summary>The request about a pair that waits; to be changed by the caller.</summary>
    public Task<PartnershipEndRequest?> OpenRequest(Partnership partnership, CancellationToken cancel) =>
        db.PartnershipEndRequests.SingleOrDefaultAsync(
            r => r.ProviderId == partnership.ProviderId && r.ResellerId == partnership.ResellerId
                && r.State == EndRequestState.Open,
            cancel);

    /// <summary>The newest request about a partnership, open or closed.</summary>
    public Task<PartnershipEndRequest?> LastRequest(Partnership partnership, CancellationToken cancel) =>
        db.PartnershipEndRequests.AsNoTracking()
            .Where(r => r.ProviderId == partnership.ProviderId && r.PartnershipId == partnership.Id)
            .OrderByDescending(r => r.State == EndRequestState.Open).ThenByDescending(r => r.Id)
            .FirstOrDefaultAsync(cancel);

    /// <summary>The evidence of an end (REL-53); null while the partnership is active.</summary>
    public Task<PartnershipEnd?> EndOf(Partnership partnership, CancellationToken cancel) =>
        db.PartnershipEnds.AsNoTracking().SingleOrDefaultAsync(
            e => e.ProviderId == partnership.ProviderId && e.PartnershipId == partnership.Id, cancel);
}
