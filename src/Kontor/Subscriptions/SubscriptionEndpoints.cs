using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Subscriptions;

/// <summary>Subscriptions as everybody in the chain sees them, on <c>/api</c>; the wire has its own shape of them.</summary>
public static class SubscriptionEndpoints
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddScoped<SubscriptionQueries>()
        .AddScoped<SubscriptionPortfolio>()
        .AddScoped<ResellerValues>()
        .AddScoped<SubscriptionListing>()
        .AddScoped<SubscriptionNames>()
        .AddSubscriptionSupport()
        .AddScoped<ISearchSource, SubscriptionSearch>()
        .AddSingleton<IWaitingItems, EndingSubscriptionsSold>()
        .AddSingleton<IWaitingItems, EndingSubscriptionsOfReseller>()
        .AddSingleton<IWaitingItems, MyEndingSubscriptions>();

    public static void MapSubscriptions(this IEndpointRouteBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions").WithTags("Subscriptions")
            .RequirePermission(Permission.ViewSubscriptions, PermissionLevel.Read);
        subscriptions.MapGet("/", GetSubscriptions)
            .WithName("ListSubscriptions")
            .WithSummary("A customer's subscriptions as far as the signed-in tenant may see them, the newest first; a customer needs no parameter");
        subscriptions.MapGet("/{id:guid}", GetSubscription)
            .WithName("GetSubscription")
            .WithSummary("One subscription, as far as the signed-in tenant may see it")
            .ProducesProblem(StatusCodes.Status404NotFound);
        subscriptions.MapSupport();
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapSubscriptionExport(this IEndpointRouteBuilder app) =>
        app.MapGet(SubscriptionListing.ExportPath, Export)
            .RequirePermission(Permission.ViewSubscriptions, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static ListExport<SubscriptionRow> Export(
        HttpContext http, Guid? customer, Caller caller, SubscriptionListing subscriptions)
    {
        var list = SubscriptionListing.Definition(caller);
        var state = ListState.Read(http.Request.Query, list);
        var whose = customer is { } id ? new TenantId(id) : (TenantId?)null;
        return new(
            list,
            state,
            subscriptions.All(caller.Actor!, state, whose, http.RequestAborted),
            most => subscriptions.Count(caller.Actor!, state, whose, most, http.RequestAborted),
            "subscriptions");
    }

    private static async Task<Results<Ok<PageBody<SubscriptionBody>>, ProblemHttpResult>> GetSubscriptions(
        Guid? customer, int? size, string? cursor, Actor actor, SubscriptionQueries subscriptions, CancellationToken cancel)
    {
        var page = PageRequest.From(size, cursor);
        if (page.ValueOrNull is not { } request)
        {
            return Problems.From(page.Decision);
        }

        var whose = customer is { } id ? new TenantId(id) : actor.TenantId;
        if (customer is null && actor.TenantKind != TenantKind.Customer)
        {
            return Problems.From(SubscriptionReasons.CustomerMissing);
        }

        var found = await subscriptions.List(actor, whose, request, cancel);
        return TypedResults.Ok(found.ToBody(SubscriptionBody.From));
    }

    private static async Task<Results<Ok<SubscriptionBody>, ProblemHttpResult>> GetSubscription(
        Guid id, Actor actor, SubscriptionQueries subscriptions, CancellationToken cancel) =>
        await subscriptions.Find(actor, new SubscriptionId(id), cancel) is { } found
            ? TypedResults.Ok(SubscriptionBody.From(found))
            : Problems.From(SubscriptionReasons.Unknown);
}

/// <summary>
/// A subscription on <c>/api</c>. What the reader may not see is absent: prices for all but seller and vendor, the
/// parties for other partners of the customer.
/// </summary>
public sealed record SubscriptionBody(
    Guid Id,
    Guid CustomerId,
    Guid? PartnerId,
    Guid? ResellerId,
    string? PartnerOfRecord,
    string Title,
    string? FriendlyName,
    string PublisherName,
    int Quantity,
    string State,
    string? Term,
    string? BillingCycle,
    DateOnly TermFrom,
    DateOnly? TermUntil,
    bool? AutoRenew,
    decimal? UnitPrice,
    string? Currency)
{
    public static SubscriptionBody From(VisibleSubscription visible)
    {
        var (s, view) = visible;
        var isInChain = view >= SubscriptionView.WithoutCost;
        var seesCost = view == SubscriptionView.Everything;
        return new SubscriptionBody(
            s.Id.Value,
            s.CustomerId.Value,
            isInChain ? s.PartnerId.Value : null,
            isInChain ? s.ResellerId?.Value : null,
            isInChain ? s.PartnerOfRecord : null,
            s.Title,
            isInChain ? s.FriendlyName : null,
            s.PublisherName,
            s.Quantity,
            s.State.ToString(),
            s.Term,
            isInChain ? s.BillingCycle.ToString() : null,
            s.TermFrom,
            s.TermUntil,
            isInChain ? s.AutoRenew : null,
            seesCost ? s.UnitPrice : null,
            seesCost ? s.Currency.Code : null);
    }
}
