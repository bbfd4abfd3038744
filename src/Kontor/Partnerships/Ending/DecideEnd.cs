using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: an operator executes a reseller's request, which ends the partnership with the effects of REL-54, or refuses
/// it with a reason (REL-50, REL-52). Both sides are told. Of two operators at once one decides.
/// </summary>
public sealed class DecideEnd(KontorDb db, PartnershipNews news, TimeProvider clock)
{
    /// <param name="actor">An operator.</param>
    /// <param name="id">The request.</param>
    /// <param name="verdict">What becomes of it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<PartnershipEndRequest>> Handle(
        Actor actor, EndRequestId id, EndVerdict verdict, CancellationToken cancel)
    {
        var now = clock.Now();
        var request = await db.PartnershipEndRequests.SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (request is null)
        {
            return PartnershipReasons.EndRequestNotFound;
        }

        var asked = verdict with { Answer = verdict.Answer?.ReplaceLineEndings("\n").Trim() };
        var decision = PartnershipEndRules.MayDecide(request, asked);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var partnership = await db.Partnerships.SingleAsync(
            p => p.ProviderId == request.ProviderId && p.Id == request.PartnershipId, cancel);
        if (asked.Executes)
        {
            await Execute(actor, partnership, request, now, cancel);
        }
        else
        {
            await Decline(actor, partnership, request, asked.Answer!, now, cancel);
        }

        if (await db.TrySaveChanges(cancel) is null)
        {
            return request;
        }

        return await db.PartnershipEndRequests.AnyAsync(r => r.Id == id && r.State == EndRequestState.Open, cancel)
            ? PartnershipReasons.ChangedMeanwhile
            : PartnershipReasons.EndRequestClosed;
    }

    private async Task Execute(
        Actor actor, Partnership partnership, PartnershipEndRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        request.Close(EndRequestState.Executed, actor.Name, now);
        partnership.End(now);
        db.Add(new PartnershipEnd
        {
            PartnershipId = partnership.Id,
            ProviderId = partnership.ProviderId,
            ResellerId = partnership.ResellerId,
            Way = EndWay.OnRequest,
            Statement = request.Statement,
            RequestId = request.Id,
            By = actor.Name,
            At = now,
        });
        var details = new
        {
            partnership.ProviderId,
            partnership.ResellerId,
            Way = $"{EndWay.OnRequest}",
            Statement = request.Statement.Version,
            RequestId = $"{request.Id}",
        };
        db.Record(actor, "PartnershipEnded", $"{partnership.Id}", null, details, now);
        await news.Tell(partnership, "partnership-ended", $"{EndWay.OnRequest}", details, "", now, cancel);
    }

    private async Task Decline(
        Actor actor, Partnership partnership, PartnershipEndRequest request, string answer, DateTimeOffset now,
        CancellationToken cancel)
    {
        request.Close(EndRequestState.Refused, actor.Name, now, answer);
        var details = new { partnership.ProviderId, partnership.ResellerId, RequestId = $"{request.Id}" };
        db.Record(actor, "PartnershipEndRefused", $"{partnership.Id}", null, details, now);
        await news.Tell(partnership, "partnership-end-refused", "Refused", details, answer, now, cancel);
    }
}
