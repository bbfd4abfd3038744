using Kontor.Access;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Orders;

/// <summary>The reseller of record on <c>/api</c> (CAT-70 … CAT-74).</summary>
public static class RecordEndpoints
{
    public static void MapResellersOfRecord(this IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/subscriptions/{id:guid}/reseller").WithTags("Subscriptions")
            .RequirePermission(Permission.ChangeSubscriptions);
        one.MapGet("", Get)
            .WithName("GetResellerOfRecord")
            .WithSummary("The reseller of record of a subscription that the signed-in provider sold, and whom it could name instead")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        one.MapPut("", Put)
            .WithName("NameResellerOfRecord")
            .WithSummary("Name another reseller of record; it gets no rights in the customer's tenant by that")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPut("/customers/{customerId:guid}/subscriptions/reseller", PutSeveral).WithTags("Subscriptions")
            .RequirePermission(Permission.ChangeSubscriptions)
            .WithName("NameResellerOfSeveral")
            .WithSummary("Name one reseller of record on several subscriptions of a customer: on all of them, or on none")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ResellerOfRecordBody>, ProblemHttpResult>> Get(
        Guid id, string? find, Actor actor, ChangeSubscription use, ResellerChoices choices, CancellationToken cancel)
    {
        if (await use.Look(actor, new SubscriptionId(id), new SubscriptionWish(), cancel) is not { } planned)
        {
            return Problems.From(SubscriptionReasons.Unknown);
        }

        var (held, may) = (planned.Visible.Subscription, ChangeRules.MayNameReseller(planned.Facts));
        return may.IsGranted
            ? TypedResults.Ok(ResellerOfRecordBody.From(held, await choices.Of(actor, held.CustomerId, find, cancel)))
            : Problems.From(may);
    }

    private static async Task<Results<Ok<ChangedSubscriptionBody>, ProblemHttpResult>> Put(
        Guid id, ResellerWishBody body, Actor actor, ChangeSubscription use, CancellationToken cancel)
    {
        var wish = new SubscriptionWish { PartnerOfRecord = body.NetworkId ?? "" };
        var result = await use.Handle(actor, new SubscriptionId(id), wish, body.Version, cancel);
        return result.ValueOrNull is { } changed
            ? TypedResults.Ok(ChangedSubscriptionBody.From(changed))
            : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<NamedSubscriptionBody[]>, ProblemHttpResult>> PutSeveral(
        Guid customerId, ResellersWishBody body, Actor actor, NameReseller use, CancellationToken cancel)
    {
        var chosen = (body.Subscriptions ?? []).OfType<ChosenSubscriptionBody>()
            .Select(one => new ChosenSubscription(new(one.Id), one.Version)).ToList();
        var result = await use.Handle(actor, new TenantId(customerId), chosen, body.NetworkId ?? "", cancel);
        return result.ValueOrNull is { } named
            ? TypedResults.Ok(named.All
                .Select(held => new NamedSubscriptionBody(
                    held.Id.Value, held.FriendlyName, held.PartnerOfRecord, named.Changed.Contains(held.Id), held.Version))
                .ToArray())
            : Problems.From(result.Decision);
    }
}
