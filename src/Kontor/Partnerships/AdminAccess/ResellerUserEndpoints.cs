using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Partnerships;

/// <summary>The users of a reseller on <c>/api</c>, for the agents of a provider that it lets in (REL-19).</summary>
public static class ResellerUserEndpoints
{
    public static void MapResellerUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/partnerships/resellers/{resellerId:guid}/users").WithTags("Partnerships");
        users.MapGet("/", List).RequirePermission(Permission.AdministerOnBehalf, PermissionLevel.Read)
            .WithName("ListResellerUsers").WithSummary("The users of a reseller that lets the provider in, by name");
        users.MapPost("/", Add).RequirePermission(Permission.AdministerOnBehalf).WithMetadata(new AnswersWithSecret())
            .WithName("AddResellerUser").WithSummary("Add a user without roles; the answer holds the temporary password, this once");
        users.MapPost("/{id:guid}/password-reset", Reset)
            .RequirePermission(Permission.AdministerOnBehalf).WithMetadata(new AnswersWithSecret())
            .WithName("ResetResellerPassword").WithSummary("Make a temporary password; the answer holds it, this once");
    }

    private static async Task<Results<Ok<PageBody<UserBody>>, ProblemHttpResult>> List(
        Guid resellerId, string? search, int? size, string? cursor, Actor actor, ResellerUsers users, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var result = await users.List(actor, new TenantId(resellerId), new UserFilter(Search: search), page, cancel);
        return result.ValueOrNull is { } listed
            ? TypedResults.Ok(listed.Users.ToBody(UserBody.From))
            : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<TemporaryPasswordBody>, ProblemHttpResult>> Add(
        Guid resellerId, NewUserBody body, Actor actor, ResellerUsers users, CancellationToken cancel) =>
        TemporaryPasswordBody.Answer(await users.Add(actor, new TenantId(resellerId), body.ToPlainWish(), cancel));

    private static async Task<Results<Ok<TemporaryPasswordBody>, ProblemHttpResult>> Reset(
        Guid resellerId, Guid id, Actor actor, ResellerUsers users, CancellationToken cancel) =>
        TemporaryPasswordBody.Answer(await users.Reset(actor, new TenantId(resellerId), new UserId(id), cancel));
}
