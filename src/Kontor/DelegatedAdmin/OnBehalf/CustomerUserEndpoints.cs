using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.DelegatedAdmin;

/// <summary>The users of a customer on <c>/api</c>, for the agents of a partner with rights there.</summary>
public static class CustomerUserEndpoints
{
    public static void MapCustomerUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/customers/{customerId:guid}/users").WithTags("Delegated administration");
        users.MapGet("/", List).RequirePermission(Permission.AdministerOnBehalf, PermissionLevel.Read)
            .WithName("ListCustomerUsers").WithSummary("The users of a customer, by name");
        users.MapPost("/", Add).RequirePermission(Permission.AdministerOnBehalf).WithMetadata(new AnswersWithSecret())
            .WithName("AddCustomerUser").WithSummary("Add a user without roles; the answer holds the temporary password, this once");
        users.MapPost("/{id:guid}/password-reset", Reset)
            .RequirePermission(Permission.AdministerOnBehalf).WithMetadata(new AnswersWithSecret())
            .WithName("ResetCustomerPassword").WithSummary("Make a temporary password; the answer holds it, this once");
    }

    private static async Task<Results<Ok<PageBody<UserBody>>, ProblemHttpResult>> List(
        Guid customerId, string? search, int? size, string? cursor, Actor actor, CustomerUsers users, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var result = await users.List(actor, new TenantId(customerId), new UserFilter(Search: search), page, cancel);
        return result.ValueOrNull is { } listed
            ? TypedResults.Ok(listed.Users.ToBody(UserBody.From))
            : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<TemporaryPasswordBody>, ProblemHttpResult>> Add(
        Guid customerId, NewUserBody body, Actor actor, CustomerUsers users, CancellationToken cancel) =>
        TemporaryPasswordBody.Answer(await users.Add(actor, new TenantId(customerId), body.ToPlainWish(), cancel));

    private static async Task<Results<Ok<TemporaryPasswordBody>, ProblemHttpResult>> Reset(
        Guid customerId, Guid id, Actor actor, CustomerUsers users, CancellationToken cancel) =>
        TemporaryPasswordBody.Answer(await users.Reset(actor, new TenantId(customerId), new UserId(id), cancel));
}
