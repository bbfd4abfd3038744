using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: the reseller's global admin asks the program to end a partnership (REL-50, REL-52), or takes the request
/// back. Of several at once for one pair one is filed.
/// </summary>
public sealed class RequestEnd(KontorDb db, OwnPartnerships own, PartnershipNews news, TimeProvider clock)
{
    /// <param name="actor">A user of the reseller.</param>
    /// <param name="id">The partnership.</param>
    /// <param name="reason">Why, for operators and the provider.</param>
    /// <param name="confirmation">Of the statement.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<PartnershipEndRequest>> File(
        Actor actor, PartnershipId id, string? reason, EndConfirmation confirmation, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await own.AsReseller(actor, id, cancel) is not { } partnership)
        {
            return PartnershipReasons.PartnershipNotFound;
        }

        var why = (reason ?? "").ReplaceLineEndings("\n").Trim();
        var hasOpen = await own.OpenRequest(partnership, cancel) is not null;
        var decision = PartnershipEndRules.MayRequestEnd(actor, partnership, hasOpen, why, confirmation);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var request = new PartnershipEndRequest
        {
            Id = new(Guid.CreateVersion7(now)),
            PartnershipId = id,
            ProviderId = partnership.ProviderId,
            ResellerId = partnership.ResellerId,
            Reason = why,
            Statement = EndStatement.ConfirmedBy(actor, confirmation, now),
            FiledAt = now,
        };
        partnership.NoteEndRequest();
        db.Add(request);
        var details = Details(partnership, request);
        db.Record(actor, "PartnershipEndRequested", $"{id}", null, details, now);
        await news.Tell(partnership, "partnership-end-requested", "Requested", details, why, now, cancel);
        return await db.TrySaveChanges(cancel) switch
        {
            null => request,
            { Constraint: PartnershipStorage.OneOpenRequestPerPair } => PartnershipReasons.EndAlreadyRequested,
            _ => await Lost(actor, id, cancel),
        };
    }

    public async Task<Result<PartnershipEndRequest>> Withdraw(Actor actor, PartnershipId id, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await own.AsReseller(actor, id, cancel) is not { } partnership)
        {
            return PartnershipReasons.PartnershipNotFound;
        }

        var request = await own.OpenRequest(partnership, cancel);
        var decision = PartnershipEndRules.MayWithdraw(actor, request);
        if (!decision.IsGranted)
        {
            return decision;
        }

        request!.Close(EndRequestState.Withdrawn, actor.Name, now);
        var details = Details(partnership, request);
        db.Record(actor, "PartnershipEndWithdrawn", $"{id}", null, details, now);
        await news.Tell(partnership, "partnership-end-withdrawn", "Withdrawn", details, "", now, cancel);
        return await db.TrySaveChanges(cancel) is null ? request : PartnershipReasons.ChangedMeanwhile;
    }

    /// <summary>Against what a request that was not filed lost.</summary>
    private async Task<Reason> Lost(Actor actor, PartnershipId id, CancellationToken cancel)
    {
        var now = await own.AsReseller(actor, id, cancel);
        return now is not { IsActive: true } ? PartnershipReasons.PartnershipEnded
            : await own.OpenRequest(now, cancel) is not null ? PartnershipReasons.EndAlreadyRequested
            : PartnershipReasons.ChangedMeanwhile;
    }

    private static object Details(Partnership partnership, PartnershipEndRequest request) =>
        new { partnership.ProviderId, partnership.ResellerId, RequestId = $"{request.Id}" };
}
