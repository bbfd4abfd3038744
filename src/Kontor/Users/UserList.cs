using System.Globalization;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Users;

/// <summary>The users of a tenant as their page and its exports list them (ROL-04).</summary>
public sealed class UserList(UserQueries users)
{
    public const string Path = "/settings/users";

    public const string ExportPath = Path + "/export";

    public static ListDefinition<UserRow> Definition(Actor actor) => new(
        Path,
        [
            new("name", "column.fullName", user => user.FullName) { Sort = "name", IsHeader = true },
            new("user", "column.userName", user => user.UserName),
            new("roles", "column.roles", user => string.Join("; ", user.Roles.Select(NameOf))),
            new("adminScope", "column.referralsAdminScope", user => ScopeOf(user, Role.ReferralsAdmin)) { IsUsual = false },
            new("userScope", "column.referralsUserScope", user => ScopeOf(user, Role.ReferralsUser)) { IsUsual = false },
            new("state", "column.state", user => TextOf(user.State)),
            new("language", "column.language", user => user.Language) { IsUsual = false },
            new("home", "column.homeDirectory", user => user.HomeDirectory) { IsUsual = false },
            new("since", "column.since", user => user.CreatedAt) { Sort = "since" },
            new("id", "column.userId", user => user.Id.ToString()) { IsUsual = false },
        ],
        [
            new("role", "column.role", [.. RoleRules.RolesOf(actor.TenantKind).Select(Choice)]),
            new("state", "column.state", [.. Enum.GetValues<UserState>().Select(Choice)]),
        ])
    {
        SearchKey = "users.search",
        UsualSort = "name",
        ExportPath = ExportPath,
    };

    /// <summary>The users of another tenant, in which the reader works for that one.</summary>
    /// <param name="path">Of the page.</param>
    /// <param name="more">What is said of each besides.</param>
    public static ListDefinition<UserRow> OfOthers(string path, params ReadOnlySpan<ListColumn<UserRow>> more) => new(
        path,
        [
            new("name", "column.fullName", user => user.FullName) { Sort = "name", IsHeader = true },
            new("user", "column.userName", user => user.UserName),
            new("roles", "column.roles", user => string.Join("; ", user.Roles.Select(NameOf))),
            .. more,
            new("state", "column.state", user => TextOf(user.State)),
            new("since", "column.since", user => user.CreatedAt) { Sort = "since" },
        ],
        [new("state", "column.state", [.. Enum.GetValues<UserState>().Select(Choice)])])
    {
        SearchKey = "users.search",
        UsualSort = "name",
    };

    public static string NameOf(Role role) => Texts.Of($"Role.{role}");

    /// <summary>ROL-12: for which locations a role counts, in words; null for a role that is not held or counts everywhere.</summary>
    public static string? ScopeOf(UserRow user, Role role) => user.Scopes.GetValueOrDefault(role) switch
    {
        null => null,
        { IsWholeCompany: true } => Texts.Of("scope.company"),
        { IsEmpty: true } => Texts.Of("scope.none"),
        var scope => string.Join("; ", scope.Locations),
    };

    /// <summary>The name where it stands alone, as a heading does.</summary>
    public static string TitleOf(Role role)
    {
        var name = NameOf(role);
        return char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];
    }

    public static string TextOf(RoleGroup group) => Texts.Of($"RoleGroup.{group}");

    public static string TextOf(UserState state) => Texts.Of($"UserState.{state}");

    public Task<Page<UserRow>> Read(Actor actor, ListState state, PageRequest part, CancellationToken cancel) =>
        users.List(actor, FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<UserRow> All(Actor actor, ListState state, CancellationToken cancel) =>
        Page.All(part => Read(actor, state, part, cancel), cancel);

    public async Task<ListCount> Count(Actor actor, ListState state, int most, CancellationToken cancel) =>
        new(await users.Count(actor, FilterOf(state), most, cancel));

    private static FilterChoice Choice(Role role) => new($"{role}", TitleOf(role));

    private static FilterChoice Choice(UserState state) => new($"{state}", TextOf(state));

    /// <summary>What is chosen on a page with one of these lists.</summary>
    public static UserFilter FilterOf(ListState state) =>
        new(state.Filter<Role>("role"), state.Filter<UserState>("state"), state.Search)
        {
            ByAge = state.Sort == "since",
            IsDescending = state.IsDescending,
        };
}
