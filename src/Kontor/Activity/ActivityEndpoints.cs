using System.Globalization;
using System.Text.Json;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Activity;

/// <summary>An event as integrators read it.</summary>
/// <param name="Sequence">Its number in the tenant's feed; also the cursor for what follows it.</param>
/// <param name="At">When it happened.</param>
/// <param name="Type">Resource and verb, such as <c>order-placed</c>.</param>
/// <param name="CustomerId">The customer concerned, if any.</param>
/// <param name="ResourceId">What it concerns.</param>
/// <param name="Payload">What is known of it.</param>
public sealed record EventBody(
    long Sequence, DateTimeOffset At, string Type, Guid? CustomerId, string ResourceId, JsonElement Payload)
{
    public static EventBody From(ProgramEvent news) => new(
        news.Sequence!.Value, news.At, news.Type, news.CustomerId?.Value, news.ResourceId,
        JsonSerializer.Deserialize<JsonElement>(news.Payload));
}

public static class ActivityEndpoints
{
    public static IServiceCollection AddActivity(this IServiceCollection services) => services
        .AddScoped<EventFeed>()
        .AddScoped<ActivityQueries>()
        .AddScoped<ActivityLogs>()
        .AddScoped<ActivitySentences>()
        .AddScoped<CustomersNamed>()
        .AddScoped<VerifyChain>();

    public static void MapActivity(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", GetEvents)
            .RequirePermission(Permission.ViewActivityLog, PermissionLevel.Read)
            .WithTags("Events")
            .WithName("ListEvents")
            .WithSummary("The tenant's events, the oldest first; cursor is the number of the last one that is known");

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapActivityExports(this IEndpointRouteBuilder app)
    {
        app.MapGet(ActivityLogs.PathOf(LogScope.Own) + ActivityLogs.Export, ExportOwn)
            .RequirePermission(Permission.ViewActivityLog, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(ActivityLogs.PathOf(LogScope.Everybody) + ActivityLogs.Export, ExportAll)
            .RequirePermission(Permission.ViewAllActivity)
            .ExcludeFromDescription();
    }

    private static ListExport<ToldActivity> ExportOwn(HttpContext http, Actor actor, ActivityLogs logs) =>
        Export(http, actor, logs, LogScope.Own);

    private static ListExport<ToldActivity> ExportAll(HttpContext http, Actor actor, ActivityLogs logs) =>
        Export(http, actor, logs, LogScope.Everybody);

    private static ListExport<ToldActivity> Export(HttpContext http, Actor actor, ActivityLogs logs, LogScope scope)
    {
        var list = logs.Definition(actor, scope);
        var state = ListState.Read(http.Request.Query, list);
        return new ListExport<ToldActivity>(
            list,
            state,
            logs.All(actor, scope, state, http.RequestAborted),
            most => logs.Count(actor, scope, state, most, http.RequestAborted),
            "activity");
    }

    private static async Task<Results<Ok<PageBody<EventBody>>, ProblemHttpResult>> GetEvents(
        int? size, string? cursor, Actor actor, EventFeed feed, CancellationToken cancel)
    {
        var after = 0L;
        if (!string.IsNullOrEmpty(cursor)
            && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return Problems.From(PagingReasons.CursorInvalid);
        }

        var most = Math.Clamp(size ?? PageRequest.DefaultSize, 1, PageRequest.MaxSize);
        return TypedResults.Ok((await feed.After(actor, after, most, cancel)).ToBody(EventBody.From));
    }
}
