using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Users;

/// <summary>A user on <c>/api</c>.</summary>
public sealed record UserBody(
    Guid Id,
    string FullName,
    string UserName,
    string Language,
    IReadOnlyList<string> Roles,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TemporaryPasswordUntil,
    DateTimeOffset? DeactivatedAt,
    string? HomeDirectory,
    IReadOnlyDictionary<string, ScopeBody> Scopes)
{
    public static UserBody From(UserRow user) => new(
        user.Id.Value, user.FullName, user.UserName, user.Language, [.. user.Roles.Select(role => $"{role}")],
        $"{user.State}", user.CreatedAt, user.TemporaryUntil, user.DeactivatedAt,
        user.HomeDirectory, user.Scopes.ToDictionary(scope => $"{scope.Key}", scope => ScopeBody.From(scope.Value)));
}

/// <summary>For which locations a referral role counts: the whole company, or those with these network ids.</summary>
public sealed record ScopeBody(bool WholeCompany, IReadOnlyList<string>? Locations)
{
    public static ScopeBody From(RoleScope scope) => new(scope.IsWholeCompany, [.. scope.Locations]);

    /// <summary>The scopes by role; a refusal for a role that is none.</summary>
    public static Result<ImmutableDictionary<Role, RoleScope>> Parse(IReadOnlyDictionary<string, ScopeBody>? scopes)
    {
        var roles = RolesBody.Parse([.. (scopes ?? new Dictionary<string, ScopeBody>()).Keys]);
        return roles.ValueOrNull is { } known
            ? known.ToImmutableDictionary(role => role, role => scopes![$"{role}"].ToScope())
            : roles.Decision;
    }

    private RoleScope ToScope() => WholeCompany ? RoleScope.WholeCompany : RoleScope.Of(Locations ?? []);
}

/// <summary>
/// A user to be added; roles by their codes, such as <c>SalesAgent</c>, with the scopes of referral roles by the same codes.
/// </summary>
public sealed record NewUserBody(
    string? FullName, string? UserName, string? Language, IReadOnlyList<string>? Roles,
    IReadOnlyDictionary<string, ScopeBody>? Scopes)
{
    /// <summary>The user without roles, as those add one who work in the tenant for another.</summary>
    public UserWish ToPlainWish() => new(FullName ?? "", UserName ?? "", Language ?? "en", []);
}

/// <summary>Somebody to be added as a guest; the directory at home by one of its domains.</summary>
public sealed record NewGuestBody(
    string? FullName, string? UserName, string? HomeDirectory, string? Language, IReadOnlyList<string>? Roles,
    IReadOnlyDictionary<string, ScopeBody>? Scopes);

/// <summary>
/// The roles that a user is to have, and no others; a referral role that is held already keeps its scope when none is given.
/// </summary>
public sealed record RolesBody(IReadOnlyList<string>? Roles, IReadOnlyDictionary<string, ScopeBody>? Scopes)
{
    /// <summary>The roles; a refusal for what is none.</summary>
    public static Result<ImmutableHashSet<Role>> Parse(IReadOnlyList<string>? names)
    {
        var unknown = (names ?? []).Where(name => !Enum.IsDefined(typeof(Role), name ?? "")).ToList();
        return unknown.Count > 0
            ? Decision.From(unknown.Select(name => UserReasons.RoleUnknown.About(name)))
            : ImmutableHashSet.CreateRange((names ?? []).Select(Enum.Parse<Role>));
    }
}

/// <summary>A password that is shown this once.</summary>
public sealed record TemporaryPasswordBody(Guid Id, string UserName, string TemporaryPassword, DateTimeOffset HoldsUntil)
{
    public static TemporaryPasswordBody From(UserWithPassword made) =>
        new(made.User.Id, made.User.UserName!, made.Password, made.User.TemporaryUntil!.Value);

    internal static Results<Ok<TemporaryPasswordBody>, ProblemHttpResult> Answer(Result<UserWithPassword> result) =>
        result.ValueOrNull is { } made ? TypedResults.Ok(From(made)) : Problems.From(result.Decision);
}

/// <summary>The present password and the new one.</summary>
public sealed record PasswordBody(string? Present, string? New);

/// <summary>The caller's own account, and who can change its roles.</summary>
public sealed record ProfileBody(UserBody User, IReadOnlyList<AdminBody> Admins);

public sealed record AdminBody(string FullName, string UserName, IReadOnlyList<string> Roles);

/// <summary>What a role may do: permissions with <c>Full</c> or <c>Read</c>.</summary>
public sealed record RoleBody(string Role, IReadOnlyList<string> GivenBy, IReadOnlyDictionary<string, string> Permissions);

/// <summary>The job that adds the users of a file.</summary>
public sealed record UserImportBody(Guid JobId);
