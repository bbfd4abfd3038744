using Kontor.Access;
using Kontor.Kernel;
using Kontor.Orders;

namespace Kontor.PartnerCenter;

/// <summary>
/// A subscription is changed by sending it back as it shall be (CAT-39): whole, as the SDK does, or only what changes.
/// </summary>
internal static class SubscriptionPatchEndpoints
{
    public static void MapSubscriptionPatch(this RouteGroupBuilder subscriptions) =>
        subscriptions.MapPatch("/{subscriptionId}", Patch)
            .RequirePermission(Permission.ChangeSubscriptions)
            .WithSummary("Change the name, the quantity, the state, the renewal or the reseller of record of a subscription")
            .Accepts<SentSubscriptionBody>(WireWriter.JsonType)
            .Produces<SubscriptionBody>();

    private static async Task<IResult> Patch(
        string customerId, string subscriptionId, HttpContext http, KontorDb db, SubscriptionReads reads,
        ChangeSubscription change)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        _ = Guid.TryParse(subscriptionId, out var sought);
        var (caller, id, cancel) = (http.Caller(), new SubscriptionId(sought), http.RequestAborted);
        var (isCustomer, present) = await reads.Find(db, caller.TenantId, customer, id, cancel);
        if (present is null)
        {
            return new FaultAnswer(isCustomer ? Fault.SubscriptionUnknown : Fault.CustomerUnknown);
        }

        var body = await WireBody.Read(http.Request, WireJson.Default.SentSubscriptionBody);
        if (body.Value is not { } sent)
        {
            return new FaultAnswer(body.Fault!);
        }

        if (SubscriptionWords.Unchangeable(sent, present) is { } fault)
        {
            return new FaultAnswer(fault);
        }

        var (wish, version) = (SubscriptionWords.Wish(sent, present), WireEtag.Version(http.Request, sent.Attributes?.Etag));

        // Read while the change still holds it, so that the answer is what this change made of it, and no other.
        var result = await db.DoAllOrNothing<SubscriptionBody>(
            async () =>
            {
                var changed = await change.Handle(caller, id, wish, version, cancel);
                return changed.Decision.IsGranted
                    ? (await reads.Find(db, caller.TenantId, customer, id, cancel)).Found!
                    : changed.Decision;
            },
            cancel);
        return result.ValueOrNull is { } found
            ? Answer.Ok(found, WireJson.Default.SubscriptionBody)
            : Faults.From(result.Decision);
    }
}
