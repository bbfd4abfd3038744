using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Orders;

/// <summary>Changes of subscriptions on <c>/api</c>.</summary>
public static class ChangeEndpoints
{
    public static void MapSubscriptionChanges(this IEndpointRouteBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions/{id:guid}").WithTags("Subscriptions")
            .RequirePermission(Permission.ChangeSubscriptions);
        subscriptions.MapPatch("/", Change)
            .WithName("ChangeSubscription")
            .WithSummary("Change the name, the quantity, the state, the renewal or the reseller of record of a subscription")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        subscriptions.MapPost("/change-preview", Look)
            .WithName("PreviewSubscriptionChange")
            .WithSummary("What such a change would charge and give back, or why it would be refused; nothing is changed")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ChangedSubscriptionBody>, ProblemHttpResult>> Change(
        Guid id, ChangeWishBody body, Actor actor, ChangeSubscription use, CancellationToken cancel)
    {
        var result = await use.Handle(actor, new SubscriptionId(id), body.ToWish(), body.Version, cancel);
        return result.ValueOrNull is { } changed
            ? TypedResults.Ok(ChangedSubscriptionBody.From(changed))
            : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<PlannedChangeBody>, ProblemHttpResult>> Look(
        Guid id, ChangeWishBody body, Actor actor, ChangeSubscription use, CancellationToken cancel)
    {
        if (await use.Look(actor, new SubscriptionId(id), body.ToWish(), cancel) is not { } planned)
        {
            return Problems.From(await use.WhyNone(actor, new SubscriptionId(id), cancel));
        }

        return TypedResults.Ok(new PlannedChangeBody(
            [.. planned.May.Reasons.Select(reason => reason.Code)],
            [.. planned.Charges.Select(ChangeChargeBody.Of)],
            planned.Total?.Amount,
            planned.Total?.Currency.Code,
            planned.Visible.Subscription.Version));
    }
}
