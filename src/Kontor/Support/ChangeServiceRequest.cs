using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Support;

/// <summary>
/// Use cases: one of the sides writes to a request, or moves it on (SUP-13). The request is held meanwhile, so that of two at
/// once the second finds what the first made of it.
/// </summary>
public sealed class ChangeServiceRequest(
    KontorDb db, SupportFacts support, ServiceRequestNews news, BusinessCards cards, TimeProvider clock)
{
    /// <param name="actor">Of whichever side.</param>
    /// <param name="id">Which request.</param>
    /// <param name="text">What is written.</param>
    /// <param name="isInternal">Whether the customer does not read it; of a customer without meaning, of the vendor always so.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ServiceRequest>> Note(
        Actor actor, ServiceRequestId id, string text, bool isInternal, CancellationToken cancel)
    {
        await using var own = await support.Begin(cancel);
        var found = await Hold(actor, id, cancel);
        if (found.ValueOrNull is not { Request: var request, Side: var side })
        {
            return found.Decision;
        }

        var decision = ServiceRequestRules.MayWrite(request.State, side, text);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        var isKept = side == ServiceSide.Vendor || (side == ServiceSide.Partner && isInternal);
        request.Wrote(side, isAnswer: side == ServiceSide.Vendor || !isKept, now);
        await news.Tell(request, ServiceEvent.Noted, actor, side, text, isKept, now, cancel);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return ServiceRequestReasons.ChangedMeanwhile;
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return request;
    }

    public async Task<Result<ServiceRequest>> Act(
        Actor actor, ServiceRequestId id, ServiceActWish wish, CancellationToken cancel)
    {
        await using var own = await support.Begin(cancel);
        var found = await Hold(actor, id, cancel);
        if (found.ValueOrNull is not { Request: var request, Side: var side })
        {
            return found.Decision;
        }

        var hasPlan = wish.Act == ServiceAct.Escalate && await HasPlan(request.PartnerId, cancel);
        var partner = side == ServiceSide.Customer ? (await cards.Of(request.PartnerId, cancel)).Name : "";
        var decision = ServiceRequestRules.MayAct(request.State, request.Version, side, wish, hasPlan, partner);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        request.Become(ServiceRequestStates.After(request.State, wish.Act, side)!.Value, wish, side, actor.Name, now);
        await news.Tell(
            request, ServiceRequestEntry.EventOf(wish.Act), actor, side, wish.Text, ServiceRequestRules.IsInternal(side, wish.Act),
            now, cancel);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return ServiceRequestReasons.ChangedMeanwhile;
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return request;
    }

    /// <summary>SUP-08.</summary>
    public async Task<bool> HasPlan(TenantId partner, CancellationToken cancel)
    {
        var level = await (
            from id in db.Set<NetworkId>()
            join standing in db.Set<MembershipStanding>() on id.Id equals standing.NetworkId
            where id.TenantId == partner
            select standing.Level).FirstOrDefaultAsync(cancel);
        return (await db.Set<PartnerEnrolment>().AsNoTracking().Where(e => e.TenantId == partner).ToListAsync(cancel))
            .Any(e => ServiceRequestRules.HasPlan(e.Type, e.State, level));
    }

    /// <summary>A partner that the customer left goes on reading what it had to do with, and does nothing more about it.</summary>
    private async Task<Result<HeldRequest>> Hold(Actor actor, ServiceRequestId id, CancellationToken cancel)
    {
        var found = await db.ServiceRequests
            .FromSql($"select * from service_requests where id = {id.Value} for no key update")
            .SingleOrDefaultAsync(cancel);
        if (found is null || ServiceRequestQueries.SideOf(actor, found) is not { } side)
        {
            return ServiceRequestReasons.NotFound;
        }

        var isRelated = side != ServiceSide.Partner || await db.Set<CustomerRelationship>().AnyAsync(
            r => r.PartnerId == found.PartnerId && r.CustomerId == found.CustomerId && r.EndedAt == null, cancel);
        return isRelated ? new HeldRequest(found, side) : ServiceRequestReasons.RelationshipEnded;
    }

    private sealed record HeldRequest(ServiceRequest Request, ServiceSide Side);
}
