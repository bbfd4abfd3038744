using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Subscriptions;

/// <summary>Who supports a subscription, on <c>/api</c>.</summary>
internal static class SupportEndpoints
{
    public static IServiceCollection AddSubscriptionSupport(this IServiceCollection services) => services
        .AddScoped<SupportFacts>()
        .AddScoped<SupportQueries>()
        .AddScoped<SupportNews>()
        .AddScoped<ChooseSupportContact>()
        .AddScoped<ChangeSupporters>();

    public static void MapSupport(this RouteGroupBuilder subscriptions)
    {
        var support = subscriptions.MapGroup("/{id:guid}/support");
        support.MapGet("/", Get)
            .WithName("GetSubscriptionSupport")
            .WithSummary("Who supports a subscription, as far as the signed-in tenant may know, and whom it can choose")
            .ProducesProblem(StatusCodes.Status404NotFound);
        support.MapPut("/contact", Choose)
            .RequirePermission(Permission.AssignSupportContact)
            .WithName("ChooseSupportContact")
            .WithSummary("Choose who supports a subscription that the signed-in partner sold: a reseller, or itself");
        support.MapPost("/supporters", Add)
            .RequirePermission(Permission.ChooseSupporters)
            .WithName("AddSupporter")
            .WithSummary("Let a further partner support a subscription of the signed-in customer");
        support.MapDelete("/supporters/{partnerId:guid}", Remove)
            .RequirePermission(Permission.ChooseSupporters)
            .WithName("RemoveSupporter")
            .WithSummary("Take that back");
    }

    private static async Task<Results<Ok<SupportBody>, ProblemHttpResult>> Get(
        Guid id, Caller caller, SupportQueries support, CancellationToken cancel) =>
        await support.Find(caller.Actor!, new SubscriptionId(id), cancel) is { } found
            ? TypedResults.Ok(SupportBody.From(found, await Choices(caller, found, support, cancel)))
            : Problems.From(SubscriptionReasons.Unknown);

    private static async Task<Results<Ok<SupportBody>, ProblemHttpResult>> Choose(
        Guid id, SupportContactWishBody body, Caller caller, ChooseSupportContact use, SupportQueries support,
        CancellationToken cancel) =>
        await Answer(
            await use.Handle(caller.Actor!, new SubscriptionId(id), new TenantId(body.PartnerId), body.Version, cancel),
            caller, support, cancel);

    private static async Task<Results<Ok<SupportBody>, ProblemHttpResult>> Add(
        Guid id, SupporterWishBody body, Caller caller, ChangeSupporters use, SupportQueries support, CancellationToken cancel) =>
        await Answer(
            await use.Add(caller.Actor!, new SubscriptionId(id), new TenantId(body.PartnerId), cancel), caller, support, cancel);

    private static async Task<Results<Ok<SupportBody>, ProblemHttpResult>> Remove(
        Guid id, Guid partnerId, Caller caller, ChangeSupporters use, SupportQueries support, CancellationToken cancel) =>
        await Answer(
            await use.Remove(caller.Actor!, new SubscriptionId(id), new TenantId(partnerId), cancel), caller, support, cancel);

    private static async Task<Results<Ok<SupportBody>, ProblemHttpResult>> Answer(
        Result<SubscriptionSupport> result, Caller caller, SupportQueries support, CancellationToken cancel) =>
        result.ValueOrNull is { } changed
            ? TypedResults.Ok(SupportBody.From(changed, await Choices(caller, changed, support, cancel)))
            : Problems.From(result.Decision);

    /// <summary>For whoever may choose: the seller of a contact, the customer of supporters.</summary>
    private static async Task<IReadOnlyList<SupportChoice>> Choices(
        Caller caller, SubscriptionSupport found, SupportQueries support, CancellationToken cancel) =>
        caller.Actor!.TenantId == found.Held.PartnerId && caller.May(Permission.AssignSupportContact).IsGranted
            ? await support.ContactChoices(found, cancel)
        : caller.Actor!.TenantId == found.Held.CustomerId && caller.May(Permission.ChooseSupporters).IsGranted
            ? await support.SupporterChoices(found, cancel)
        : [];
}
