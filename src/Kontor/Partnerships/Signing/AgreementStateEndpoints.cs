using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Partnerships;

/// <summary>One reseller with its agreement.</summary>
public sealed record AgreementStateBody(
    Guid ResellerId, string Name, string Market, string NetworkId, string ContactEmail, string State,
    DateTimeOffset? SignedAt)
{
    public static AgreementStateBody From(AgreementStateRow row) => new(
        row.ResellerId.Value, row.Name, row.Market, row.NetworkId, row.ContactEmail, $"{row.State}", row.SignedAt);
}

/// <summary>How many resellers of a market are in which state.</summary>
public sealed record AgreementCountBody(string Market, string State, int Resellers)
{
    public static AgreementCountBody From(AgreementCount count) => new(count.Market, $"{count.State}", count.Resellers);
}

/// <summary>AGR-12: the resellers' agreements on <c>/api</c>, and the list as a file.</summary>
public static class AgreementStateEndpoints
{
    public static void MapAgreementStates(this IEndpointRouteBuilder api)
    {
        var states = api.MapGroup("/reseller-agreements").WithTags("Partnerships");
        states.MapGet("", GetList)
            .RequirePermission(Permission.ViewResellerAnalytics, PermissionLevel.Read)
            .WithName("ListResellerAgreements")
            .WithSummary("The provider's resellers with the state of their agreement, by name");
        states.MapGet("/counts", GetCounts)
            .RequirePermission(Permission.ViewResellerAnalytics, PermissionLevel.Read)
            .WithName("CountResellerAgreements")
            .WithSummary("How many resellers of each market signed, must sign again, or have not signed");
    }

    public static void MapAgreementStateExport(this IEndpointRouteBuilder app) =>
        app.MapGet(AgreementStateList.ExportPath, Export)
            .RequirePermission(Permission.ViewResellerAnalytics, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static async Task<Results<Ok<PageBody<AgreementStateBody>>, ProblemHttpResult>> GetList(
        string? name, string? state, string? market, int? size, string? cursor, Actor actor, AgreementStates states,
        CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await states.List(
                actor, new(name, EnumName.Find<AgreementState>(state), market), page, cancel))
                .ToBody(AgreementStateBody.From))
            : Problems.From(asked.Decision);
    }

    private static async Task<Ok<IReadOnlyList<AgreementCountBody>>> GetCounts(
        Actor actor, AgreementStates states, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<AgreementCountBody>>(
            [.. (await states.Counts(actor.TenantId, cancel)).Select(AgreementCountBody.From)]);

    private static ListExport<AgreementStateRow> Export(HttpContext http, Actor actor, AgreementStateList states)
    {
        var list = states.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            states.All(actor, state, http.RequestAborted),
            most => states.Count(actor, state, most, http.RequestAborted),
            "reseller-agreements");
    }
}
