using System.Net.Mime;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kontor.Users;

/// <summary>The users of the caller's tenant on <c>/api</c>, and what belongs to the pages and is no page.</summary>
public static class UserEndpoints
{
    private const string PasswordsName = "passwords.csv";

    /// <summary>Where the passwords of an import are fetched from a page.</summary>
    public static string PasswordsOf(JobId job) => $"/settings/users/imports/{job}/passwords";

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapGet("/", List).Manages(PermissionLevel.Read)
            .WithName("ListUsers").WithSummary("The users of the own tenant, by name");
        users.MapPost("/", Add).Manages().WithMetadata(new AnswersWithSecret())
            .WithName("AddUser").WithSummary("Add a user; the answer holds the temporary password, this once");
        users.MapPost("/guests", Invite).Manages()
            .WithName("AddGuest").WithSummary("Add somebody whose home is another directory as a guest");
        users.MapGet("/{id:guid}", Find).Manages(PermissionLevel.Read)
            .WithName("GetUser").WithSummary("A user of the own tenant");
        users.MapPut("/{id:guid}/roles", Assign).Manages()
            .WithName("AssignRoles").WithSummary("Give a user exactly these roles");
        users.MapPost("/{id:guid}/password-reset", Reset).Manages().WithMetadata(new AnswersWithSecret())
            .WithName("ResetPassword").WithSummary("Make a temporary password; the answer holds it, this once");
        users.MapPut("/{id:guid}/deactivation", Deactivate).Manages()
            .WithName("DeactivateUser").WithSummary("End a user's access at once");
        users.MapDelete("/{id:guid}/deactivation", Reactivate).Manages()
            .WithName("ReactivateUser").WithSummary("Let a deactivated user in again");
        users.MapPost("/imports", Import).Manages()
            .WithName("ImportUsers").WithSummary("Add the users of a CSV file in the background");
        users.MapPost("/imports/{id:guid}/passwords", FetchByApi).Manages().WithMetadata(new AnswersWithSecret())
            .WithName("FetchImportedPasswords").WithSummary("The temporary passwords of an import, once");
        api.MapGet("/roles", Roles).Manages(PermissionLevel.Read).WithTags("Users")
            .WithName("ListRoles").WithSummary("The roles of the own tenant, who gives them and what they may do");
        api.MapGet("/me", Me).RequirePermission(Permission.ViewOwnProfile).WithTags("Users")
            .WithName("GetOwnProfile").WithSummary("The own account and who can change its roles");
        api.MapPut("/me/password", Choose).RequirePermission(Permission.ViewOwnProfile).WithTags("Users")
            .WithName("ChoosePassword").WithSummary("Choose another password; all sessions and tokens end");
    }

    public static void MapImportedPasswords(this IEndpointRouteBuilder app) =>
        app.MapPost("/settings/users/imports/{id:guid}/passwords", FetchByPage).Manages().ExcludeFromDescription();

    private static TBuilder Manages<TBuilder>(this TBuilder route, PermissionLevel level = PermissionLevel.Full)
        where TBuilder : IEndpointConventionBuilder => route.RequirePermission(Permission.ManageUsers, level);

    private static async Task<Results<Ok<PageBody<UserBody>>, ProblemHttpResult>> List(
        string? search, string? role, string? state, int? size, string? cursor, Actor actor, UserQueries users,
        CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var roles = RolesBody.Parse(role is null ? [] : [role]);
        if (roles.ValueOrNull is not { } wanted)
        {
            return Problems.From(roles.Decision);
        }

        var filter = new UserFilter(
            wanted.IsEmpty ? null : wanted.Single(),
            Enum.TryParse<UserState>(state, out var stands) ? stands : null,
            search);
        return TypedResults.Ok((await users.List(actor, filter, page, cancel)).ToBody(UserBody.From));
    }

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> Find(
        Guid id, Actor actor, UserQueries users, CancellationToken cancel) =>
        await users.Find(actor, new UserId(id), cancel) is { } user
            ? TypedResults.Ok(UserBody.From(user))
            : Problems.From(AccessReasons.UserNotFound);

    private static async Task<Results<Ok<TemporaryPasswordBody>, ProblemHttpResult>> Add(
        NewUserBody body, Actor actor, AddUser add, CancellationToken cancel)
    {
        var (roles, scopes) = (RolesBody.Parse(body.Roles), ScopeBody.Parse(body.Scopes));
        if (roles.ValueOrNull is not { } wanted || scopes.ValueOrNull is not { } within)
        {
            return Problems.From(roles.Decision.And(scopes.Decision));
        }

        var wish = new UserWish(body.FullName ?? "", body.UserName ?? "", body.Language ?? "en", wanted) { Scopes = within };
        return TemporaryPasswordBody.Answer(await add.Handle(actor, wish, cancel));
    }

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> Invite(
        NewGuestBody body, Actor actor, AddGuest add, UserQueries users, CancellationToken cancel)
    {
        var (roles, scopes) = (RolesBody.Parse(body.Roles), ScopeBody.Parse(body.Scopes));
        if (roles.ValueOrNull is not { } wanted || scopes.ValueOrNull is not { } within)
        {
            return Problems.From(roles.Decision.And(scopes.Decision));
        }

        var wish = new UserWish(body.FullName ?? "", body.UserName ?? "", body.Language ?? "en", wanted)
        {
            HomeDirectory = body.HomeDirectory ?? "",
            Scopes = within,
        };
        var result = await add.Handle(actor, wish, cancel);
        return result.ValueOrNull is { } guest
            ? await Find(guest.Id, actor, users, cancel)
            : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<TemporaryPasswordBody>, ProblemHttpResult>> Reset(
        Guid id, Actor actor, ResetPassword reset, CancellationToken cancel) =>
        TemporaryPasswordBody.Answer(await reset.Handle(actor, new UserId(id), cancel));

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> Assign(
        Guid id, RolesBody body, Actor actor, AssignRoles assign, UserQueries users, CancellationToken cancel)
    {
        var (roles, scopes) = (RolesBody.Parse(body.Roles), ScopeBody.Parse(body.Scopes));
        var decision = roles.ValueOrNull is { } wanted && scopes.ValueOrNull is { } within
            ? (await assign.Handle(actor, new UserId(id), wanted, within, cancel)).Decision
            : roles.Decision.And(scopes.Decision);
        return decision.IsGranted ? await Find(id, actor, users, cancel) : Problems.From(decision);
    }

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> Deactivate(
        Guid id, Actor actor, DeactivateUser use, UserQueries users, CancellationToken cancel)
    {
        var result = await use.Handle(actor, new UserId(id), cancel);
        return result.Decision.IsGranted ? await Find(id, actor, users, cancel) : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> Reactivate(
        Guid id, Actor actor, ReactivateUser use, UserQueries users, CancellationToken cancel)
    {
        var result = await use.Handle(actor, new UserId(id), cancel);
        return result.Decision.IsGranted ? await Find(id, actor, users, cancel) : Problems.From(result.Decision);
    }

    private static async Task<Results<Accepted<UserImportBody>, ProblemHttpResult>> Import(
        HttpContext http, Actor actor, StartUserImport start)
    {
        var result = await start.Handle(actor, http.Request.Body, "users.csv", "en", http.RequestAborted);
        return result.ValueOrNull is { } job
            ? TypedResults.Accepted($"/jobs/{job.Id}", new UserImportBody(job.Id.Value))
            : Problems.From(result.Decision);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FetchByApi(
        Guid id, HttpContext http, Actor actor, ImportedPasswords passwords)
    {
        var result = await passwords.Fetch(actor, new JobId(id), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return result.ValueOrNull is { } file
            ? TypedResults.File(file, MediaTypeNames.Text.Csv, PasswordsName)
            : Problems.From(result.Decision);
    }

    /// <summary>The form is bound only so that the framework checks where it came from.</summary>
    private static async Task<IResult> FetchByPage(
        Guid id, [FromForm] IFormCollection form, HttpContext http, Actor actor, ImportedPasswords passwords)
    {
        var result = await passwords.Fetch(actor, new JobId(id), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return result.ValueOrNull is { } file
            ? TypedResults.File(file, MediaTypeNames.Text.Csv, PasswordsName)
            : TypedResults.Redirect($"/jobs/{id}");
    }

    private static Ok<IReadOnlyList<RoleBody>> Roles(Actor actor) => TypedResults.Ok<IReadOnlyList<RoleBody>>(
    [
        .. RoleRules.RolesOf(actor.TenantKind).Select(role => new RoleBody(
            $"{role}",
            [.. RoleRules.GiversOf(actor.TenantKind, role).Select(giver => $"{giver}")],
            Enum.GetValues<Permission>()
                .Select(permission => (permission, Level: PermissionTable.LevelOf(actor.TenantKind, [role], permission)))
                .Where(entry => entry.Level != PermissionLevel.None)
                .ToDictionary(entry => $"{entry.permission}", entry => $"{entry.Level}"))),
    ]);

    private static async Task<Results<Ok<ProfileBody>, ProblemHttpResult>> Me(
        Actor actor, UserQueries users, CancellationToken cancel)
    {
        if (actor.UserId is not { } id || await users.Find(actor, id, cancel) is not { } user)
        {
            return Problems.From(AccessReasons.UserNotFound);
        }

        var admins = await users.Admins(actor, UserQueries.MostAdmins, cancel);
        return TypedResults.Ok(new ProfileBody(
            UserBody.From(user),
            [.. admins.Select(a => new AdminBody(a.FullName, a.UserName, [.. a.Roles.Select(role => $"{role}")]))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Choose(
        PasswordBody body, Actor actor, ChoosePassword choose, CancellationToken cancel)
    {
        var result = await choose.Handle(actor, body.Present, body.New, cancel);
        return result.Decision.IsGranted ? TypedResults.NoContent() : Problems.From(result.Decision);
    }
}
