using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Users;

/// <summary>The people of a tenant: who there is, with which roles and passwords.</summary>
public static class UserRegistration
{
    public static IServiceCollection AddUsers(this IServiceCollection services) => services
        .AddScoped<UserQueries>()
        .AddScoped<UserList>()
        .AddScoped<ScopeLocations>()
        .AddScoped<AddUser>()
        .AddScoped<AddGuest>()
        .AddScoped<AssignRoles>()
        .AddScoped<ResetPassword>()
        .AddScoped<DeactivateUser>()
        .AddScoped<ReactivateUser>()
        .AddScoped<StartUserImport>()
        .AddScoped<ImportedPasswords>()
        .AddJob<ImportUsersJob>(ImportUsersJob.Kind);

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapUserExport(this IEndpointRouteBuilder app) =>
        app.MapGet(UserList.ExportPath, Export)
            .RequirePermission(Permission.ManageUsers, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static ListExport<UserRow> Export(HttpContext http, Actor actor, UserList users)
    {
        var list = UserList.Definition(actor);
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            users.All(actor, state, http.RequestAborted),
            most => users.Count(actor, state, most, http.RequestAborted),
            "users");
    }
}
