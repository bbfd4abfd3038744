using System.Collections.Immutable;
using System.Globalization;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>A row of a file: whom it wants, or why it cannot be taken.</summary>
/// <param name="Line">From 1; the first line names the columns.</param>
/// <param name="Wish">As far as it can be read.</param>
/// <param name="Decision">Whether it can be taken.</param>
internal sealed record UserFileRow(int Line, UserWish Wish, Decision Decision)
{
    /// <summary>ROL-02: whether it names a directory at home, which has the password.</summary>
    public bool IsGuest => Wish.HomeDirectory.Length > 0;
}

/// <summary>
/// A file with users: the columns of the list's export, in any order and in any language of Kontor; <c>name</c>,
/// <c>email</c>, <c>roles</c>, <c>language</c>, <c>home</c> do as well; whoever has a home is a guest.
/// So do <c>referrals admin locations</c> and <c>referrals user locations</c>, with network ids or the whole company. Roles are apart by semicolon, comma or bar.
/// </summary>
internal static class UserFile
{
    public const int MaxMegabytes = 1;

    public const int MaxRows = 1_000;

    private const string AdminScope = "referrals admin locations";
    private const string UserScope = "referrals user locations";

    private static readonly (string Name, string TitleKey, bool IsNeeded)[] Columns =
    [
        ("name", "column.fullName", true),
        ("email", "column.userName", true),
        ("roles", "column.roles", false),
        ("language", "column.language", false),
        ("home", "column.homeDirectory", false),
        (AdminScope, "column.referralsAdminScope", false),
        (UserScope, "column.referralsUserScope", false),
    ];

    private static readonly char[] Signs = [';', ',', '|'];

    private static readonly CultureInfo[] Cultures = [.. Texts.Languages.Select(CultureInfo.GetCultureInfo)];

    /// <summary>Every way to write a role: its code, and its name in every language.</summary>
    private static readonly Dictionary<string, Role> Roles = Enum.GetValues<Role>()
        .SelectMany(role => Cultures.Select(culture => Texts.In(culture, $"Role.{role}")).Append($"{role}")
            .Select(name => (Name: name, Role: role)))
        .DistinctBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(pair => pair.Name, pair => pair.Role, StringComparer.OrdinalIgnoreCase);

    /// <summary>The rows; a refusal when the whole cannot be read.</summary>
    /// <param name="text">Of the file.</param>
    /// <param name="language">Of users whose row names none.</param>
    public static Result<UserFileRow[]> Read(string text, string language)
    {
        var lines = CsvTable.Read(text).Take(MaxRows + 2).ToList();
        if (lines.Count > MaxRows + 1)
        {
            return UserReasons.TooManyRows.About(MaxRows);
        }

        var heading = lines.Count == 0 ? [] : lines[0].Fields;
        var places = Columns.ToDictionary(column => column.Name, column => PlaceOf(heading, column.Name, column.TitleKey));
        if (Columns.FirstOrDefault(column => column.IsNeeded && places[column.Name] < 0) is { TitleKey: { } missing })
        {
            return UserReasons.ColumnMissing.About(Texts.Of(missing));
        }

        if (lines.Count == 1)
        {
            return UserReasons.NoRows;
        }

        return lines.Skip(1).Select(line => Row(line.Line, line.Fields, places, language)).ToArray();
    }

    private static int PlaceOf(string[] heading, string name, string titleKey) => Array.FindIndex(heading, title =>
        title.Equals(name, StringComparison.OrdinalIgnoreCase)
        || Cultures.Any(culture => title.Equals(Texts.In(culture, titleKey), StringComparison.OrdinalIgnoreCase)));

    private static UserFileRow Row(int line, string[] fields, Dictionary<string, int> places, string language)
    {
        var roles = Field("roles").Split(Signs, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = roles.Where(role => !Roles.ContainsKey(role)).ToList();
        var written = Field("language");
        var wish = new UserWish(
            Field("name"), Field("email"), written.Length == 0 ? language : written.ToLowerInvariant(),
            [.. roles.Where(Roles.ContainsKey).Select(role => Roles[role])])
        {
            HomeDirectory = Field("home"),
            Scopes = new[] { (Role: Role.ReferralsAdmin, Column: AdminScope), (Role: Role.ReferralsUser, Column: UserScope) }
                .Select(pair => (pair.Role, Scope: ScopeOf(Field(pair.Column))))
                .Where(pair => pair.Scope is not null)
                .ToImmutableDictionary(pair => pair.Role, pair => pair.Scope!),
        };
        return new UserFileRow(line, wish, Decision.From(unknown.Select(role => UserReasons.RoleUnknown.About(Shown(role)))));

        string Field(string name) => places[name] is >= 0 and var at && at < fields.Length ? fields[at] : "";
    }

    /// <summary>ROL-12: the whole company by its name in any language, or network ids; null for nothing or for none.</summary>
    private static RoleScope? ScopeOf(string written)
    {
        if (Cultures.Any(culture => Is(written, Texts.In(culture, "scope.company"))))
        {
            return RoleScope.WholeCompany;
        }

        return written.Length == 0 || Cultures.Any(culture => Is(written, Texts.In(culture, "scope.none")))
            ? null
            : RoleScope.Of(written.Split(Signs, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Shown));
    }

    private static bool Is(string written, string text) => written.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60];
}
