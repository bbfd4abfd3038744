using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Elsewhere;

/// <summary>
/// What customers bought elsewhere, on <c>/api</c>: for the customer, for its partners, and for the operators who keep it. And
/// what belongs to the pages and is no page.
/// </summary>
public static class ElsewhereEndpoints
{
    public static IServiceCollection AddElsewhere(this IServiceCollection services) => services
        .AddScoped<OutsideSubscriptionQueries>()
        .AddScoped<OutsideSupport>()
        .AddScoped<KeepOutsideSubscriptions>()
        .AddScoped<WhereBought>()
        .AddScoped<ElsewhereList>()
        .AddScoped<OpsElsewhereList>();

    public static void MapElsewhere(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/elsewhere").WithTags("Bought elsewhere")
            .RequirePermission(Permission.ViewSubscriptions, PermissionLevel.Read);
        own.MapGet("/", ListOwn)
            .WithName("ListOwnOutsideSubscriptions").WithSummary("What the signed-in customer bought elsewhere, the newest entry first");
        own.MapGet("/{id:guid}", Get)
            .WithName("GetOutsideSubscription").WithSummary("One subscription that was bought elsewhere");
        own.MapGet("/{id:guid}/supporters", GetSupporters)
            .WithName("ListOutsideSupporters").WithSummary("Which partners support it, as far as the signed-in tenant may know");
        own.MapPost("/{id:guid}/supporters", AddSupporter)
            .RequirePermission(Permission.ChooseSupporters)
            .WithName("AddOutsideSupporter").WithSummary("Let a partner support what the signed-in customer bought elsewhere");
        own.MapDelete("/{id:guid}/supporters/{partnerId:guid}", RemoveSupporter)
            .RequirePermission(Permission.ChooseSupporters)
            .WithName("RemoveOutsideSupporter").WithSummary("Take that back");

        api.MapGet("/customers/{customerId:guid}/elsewhere", ListOf)
            .RequirePermission(Permission.ViewSubscriptions, PermissionLevel.Read)
            .WithTags("Bought elsewhere").WithName("ListOutsideSubscriptionsOfCustomer")
            .WithSummary("What a customer of the signed-in partner bought elsewhere, the newest entry first");

        var kept = api.MapGroup("/outside-subscriptions").WithTags("Bought elsewhere");
        kept.MapGet("/", ListKept).RequirePermission(Permission.KeepOutsideSubscriptions, PermissionLevel.Read)
            .WithName("ListOutsideSubscriptions").WithSummary("All that customers bought elsewhere, the newest entry first");
        kept.MapPost("/", Enter).RequirePermission(Permission.KeepOutsideSubscriptions)
            .WithName("EnterOutsideSubscription").WithSummary("Enter what a customer bought elsewhere");
        kept.MapPut("/{id:guid}", Correct).RequirePermission(Permission.KeepOutsideSubscriptions)
            .WithName("CorrectOutsideSubscription").WithSummary("Correct quantity, contract number and end");
        kept.MapPost("/{id:guid}/end", End).RequirePermission(Permission.KeepOutsideSubscriptions)
            .WithName("EndOutsideSubscription").WithSummary("End it now");
    }

    public static void MapElsewhereExports(this IEndpointRouteBuilder app)
    {
        app.MapGet(ElsewhereList.OwnExportPath, ExportOwn).RequirePermission(Permission.ViewSubscriptions, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(ElsewhereList.ExportPath, ExportThere).RequirePermission(Permission.ViewSubscriptions, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(OpsElsewhereList.ExportPath, ExportKept)
            .RequirePermission(Permission.KeepOutsideSubscriptions, PermissionLevel.Read)
            .ExcludeFromDescription();
    }

    private static Task<IResult> ExportOwn(HttpContext http, Actor actor, ElsewhereList list, CancellationToken cancel) =>
        Export(http, actor.TenantId, actor, list, cancel);

    /// <summary>An address that names nobody is answered like one that names a stranger.</summary>
    private static Task<IResult> ExportThere(
        HttpContext http, string? customer, Actor actor, ElsewhereList list, CancellationToken cancel) =>
        Export(http, new TenantId(Guid.TryParse(customer, out var id) ? id : Guid.Empty), actor, list, cancel);

    private static async Task<IResult> Export(
        HttpContext http, TenantId customer, Actor actor, ElsewhereList list, CancellationToken cancel)
    {
        var export = await list.Export(actor, customer, http.Request.Query, cancel);
        return export.Match<IResult>(file => file, refused => Problems.From(refused));
    }

    private static ListExport<KeptOutside> ExportKept(HttpContext http, OpsElsewhereList kept)
    {
        var list = kept.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            kept.All(state, http.RequestAborted),
            most => kept.Count(state, most, http.RequestAborted),
            "bought-elsewhere");
    }

    private static Task<Results<Ok<PageBody<OutsideSubscriptionBody>>, ProblemHttpResult>> ListOwn(
        string? state, string? channel, string? search, int? size, string? cursor, Actor actor, OutsideSubscriptionQueries outside,
        CancellationToken cancel) =>
        List(actor.TenantId, state, channel, search, size, cursor, actor, outside, cancel);

    private static Task<Results<Ok<PageBody<OutsideSubscriptionBody>>, ProblemHttpResult>> ListOf(
        Guid customerId, string? state, string? channel, string? search, int? size, string? cursor, Actor actor,
        OutsideSubscriptionQueries outside, CancellationToken cancel) =>
        List(new TenantId(customerId), state, channel, search, size, cursor, actor, outside, cancel);

    private static async Task<Results<Ok<PageBody<OutsideSubscriptionBody>>, ProblemHttpResult>> List(
        TenantId customer, string? state, string? channel, string? search, int? size, string? cursor, Actor actor,
        OutsideSubscriptionQueries outside, CancellationToken cancel)
    {
        var may = await outside.MaySee(actor, customer, cancel);
        return !may.IsGranted
            ? Problems.From(may)
            : await List(
                new OutsideFilter(customer, EnumName.Find<OutsideChannel>(channel), EnumName.Find<OutsideState>(state), search),
                size, cursor, actor, outside, cancel);
    }

    private static Task<Results<Ok<PageBody<OutsideSubscriptionBody>>, ProblemHttpResult>> ListKept(
        Guid? customerId, string? channel, string? contract, int? size, string? cursor, Actor actor,
        OutsideSubscriptionQueries outside, CancellationToken cancel) =>
        List(
            new OutsideFilter(customerId is { } id ? new TenantId(id) : null, EnumName.Find<OutsideChannel>(channel))
            {
                Contract = NewOutsideBody.TextOf(contract),
            },
            size, cursor, actor, outside, cancel);

    private static async Task<Results<Ok<PageBody<OutsideSubscriptionBody>>, ProblemHttpResult>> List(
        OutsideFilter filter, int? size, string? cursor, Actor actor, OutsideSubscriptionQueries outside, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var listed = await outside.List(filter, page, cancel);
        return TypedResults.Ok(listed.ToBody(row => OutsideSubscriptionBody.From(actor, row, outside.Today)));
    }

    private static async Task<Results<Ok<OutsideSubscriptionBody>, ProblemHttpResult>> Get(
        Guid id, Actor actor, OutsideSubscriptionQueries outside, CancellationToken cancel) =>
        Seen(await outside.Find(actor, new OutsideSubscriptionId(id), cancel), actor, outside);

    private static async Task<Results<Ok<OutsideSubscriptionBody>, ProblemHttpResult>> Enter(
        NewOutsideBody body, Actor actor, KeepOutsideSubscriptions keep, OutsideSubscriptionQueries outside, CancellationToken cancel) =>
        Seen(await keep.Enter(actor, new TenantId(body.CustomerId ?? Guid.Empty), body.ToWish(), cancel), actor, outside);

    private static async Task<Results<Ok<OutsideSubscriptionBody>, ProblemHttpResult>> Correct(
        Guid id, OutsideCorrectionBody body, Actor actor, KeepOutsideSubscriptions keep, OutsideSubscriptionQueries outside,
        CancellationToken cancel) =>
        Seen(await keep.Correct(actor, new OutsideSubscriptionId(id), body.ToCorrection(), body.Version, cancel), actor, outside);

    private static async Task<Results<Ok<OutsideSubscriptionBody>, ProblemHttpResult>> End(
        Guid id, OutsideEndBody body, Actor actor, KeepOutsideSubscriptions keep, OutsideSubscriptionQueries outside,
        CancellationToken cancel) =>
        Seen(await keep.End(actor, new OutsideSubscriptionId(id), body.Version, cancel), actor, outside);

    private static async Task<Results<Ok<IReadOnlyList<OutsideSupporterBody>>, ProblemHttpResult>> GetSupporters(
        Guid id, Actor actor, OutsideSubscriptionQueries outside, OutsideSupport support, CancellationToken cancel) =>
        await Supporters(await outside.Find(actor, new OutsideSubscriptionId(id), cancel), actor, support, cancel);

    private static async Task<Results<Ok<IReadOnlyList<OutsideSupporterBody>>, ProblemHttpResult>> AddSupporter(
        Guid id, NewOutsideSupporterBody body, Actor actor, OutsideSupport support, CancellationToken cancel) =>
        await Supporters(
            await support.Add(actor, new OutsideSubscriptionId(id), new TenantId(body.PartnerId), cancel), actor, support, cancel);

    private static async Task<Results<Ok<IReadOnlyList<OutsideSupporterBody>>, ProblemHttpResult>> RemoveSupporter(
        Guid id, Guid partnerId, Actor actor, OutsideSupport support, CancellationToken cancel) =>
        await Supporters(
            await support.Remove(actor, new OutsideSubscriptionId(id), new TenantId(partnerId), cancel), actor, support, cancel);

    private static async Task<Results<Ok<IReadOnlyList<OutsideSupporterBody>>, ProblemHttpResult>> Supporters(
        Result<OutsideSubscription> result, Actor actor, OutsideSupport support, CancellationToken cancel)
    {
        if (result.ValueOrNull is not { } entry)
        {
            return Problems.From(result.Decision);
        }

        IReadOnlyList<OutsideSupporterBody> bodies = [.. (await support.Seen(actor, entry, cancel)).Select(OutsideSupporterBody.From)];
        return TypedResults.Ok(bodies);
    }

    private static Results<Ok<OutsideSubscriptionBody>, ProblemHttpResult> Seen(
        Result<OutsideSubscription> result, Actor actor, OutsideSubscriptionQueries outside) => result.ValueOrNull is { } entry
            ? TypedResults.Ok(OutsideSubscriptionBody.From(actor, entry, outside.Today))
            : Problems.From(result.Decision);
}
