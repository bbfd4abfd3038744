using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Users;

/// <summary>Where a user stands.</summary>
public enum UserState
{
    Active,

    /// <summary>Has a temporary password and must choose another one (ROL-01).</summary>
    MustChoose,
    Deactivated,
}

/// <summary>A user as lists and pages show it.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="FullName">As the user is called.</param>
/// <param name="UserName">With which the user signs in.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Roles">In their order; none for a user who sees the own profile only.</param>
/// <param name="CreatedAt">Since when there is the user.</param>
/// <param name="TemporaryUntil">Until when a temporary password holds; null for one of the own choice.</param>
/// <param name="DeactivatedAt">Since when the user is out; null for others.</param>
public sealed record UserRow(
    UserId Id,
    string FullName,
    string UserName,
    string Language,
    ImmutableArray<Role> Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TemporaryUntil,
    DateTimeOffset? DeactivatedAt)
{
    /// <summary>ROL-02: default domain of the directory at which a guest is at home; null for the tenant's own people.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>
    /// ROL-12: for which locations each referral role held counts; locations that came to another organization are left out.
    /// </summary>
    public ImmutableDictionary<Role, RoleScope> Scopes { get; init; } = ImmutableDictionary<Role, RoleScope>.Empty;

    public bool IsGuest => HomeDirectory is not null;

    public UserState State =>
        DeactivatedAt is not null ? UserState.Deactivated
        : TemporaryUntil is not null ? UserState.MustChoose
        : UserState.Active;
}

/// <summary>Which users are wanted.</summary>
/// <param name="Role">Only those who hold it (ROL-04); null for all.</param>
/// <param name="State">Only those who stand there; null for all.</param>
/// <param name="Search">What stands in the name or the user name, in any case; null for anything.</param>
public sealed record UserFilter(Role? Role = null, UserState? State = null, string? Search = null)
{
    /// <summary>Whether the newest come first, or the oldest; null for the order of names.</summary>
    public bool? ByAge { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>The users of the actor's tenant; those of others do not exist.</summary>
public sealed class UserQueries(KontorDb db)
{
    /// <summary>Whoever needs one asks one of the first; a list of all is for those who manage users.</summary>
    public const int MostAdmins = 20;

    public async Task<Page<UserRow>> List(Actor actor, UserFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(actor, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor(filter.ByAge == true ? "" : row.NameKey, row.Id));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(Actor actor, UserFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, actor, filter), most)).SingleAsync(cancel);

    /// <summary>One of them; null when the tenant has no such user.</summary>
    public async Task<UserRow?> Find(Actor actor, UserId id, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add(Columns);
        AddRows(sql, actor, new UserFilter());
        sql.Add("and u.id = {0}", id.Value);
        return (await db.Database.SqlQuery<Listed>(sql.ToStatement()).SingleOrDefaultAsync(cancel))?.ToRow();
    }

    /// <summary>ROL-04: active users who can change roles of others, by name.</summary>
    /// <param name="actor">In whose tenant.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<IReadOnlyList<UserRow>> Admins(Actor actor, int most, CancellationToken cancel)
    {
        string[] givers =
        [
            .. RoleRules.RolesOf(actor.TenantKind).Where(role => RoleRules.GivenBy(actor.TenantKind, [role]).Length > 0)
                .Select(role => $"{role}"),
        ];
        var sql = new SqlText();
        sql.Add(Columns);
        AddRows(sql, actor, new UserFilter());
        sql.Add("and u.deactivated_at is null");
        sql.Add("and exists (select from role_assignments r where r.user_id = u.id and r.role = any ({0}))", (object)givers);
        sql.Add("order by u.name_key, u.id limit {0}", most);
        return [.. (await db.Database.SqlQuery<Listed>(sql.ToStatement()).ToListAsync(cancel)).Select(row => row.ToRow())];
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(Actor actor, UserFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(Columns);
        AddRows(sql, actor, filter);
        if (filter.ByAge == true)
        {
            sql.AddPart(page, filter.IsDescending, "u.id");
        }
        else
        {
            sql.AddPart(page, filter.IsDescending, "u.id", "u.name_key", edge => edge.Key);
        }

        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private const string Columns =
        """
        select u.id as "Id", u.full_name as "FullName", u.user_name as "UserName", u.language as "Language",
            u.name_key as "NameKey", u.created_at as "CreatedAt", u.temporary_until as "TemporaryUntil",
            u.deactivated_at as "DeactivatedAt",
            (select t.default_domain from users h join tenants t on t.id = h.tenant_id where h.id = u.home_user_id)
                as "HomeDirectory",
            array(select r.role from role_assignments r where r.user_id = u.id) as "Roles",
            array(select r.role from role_assignments r where r.user_id = u.id and r.is_whole_company) as "Whole",
            array(
                select l.role || ' ' || n.id from role_locations l join network_ids n on n.id = l.network_id
                where l.user_id = u.id
                    and n.organisation_id = (select t.organisation_id from tenants t where t.id = u.tenant_id))
                as "Locations"
        """;

    private static void AddRows(SqlText sql, Actor actor, UserFilter filter)
    {
        sql.Add("from users u where u.tenant_id = {0}", actor.TenantId.Value);
        if (filter.Role is { } role)
        {
            sql.Add("and exists (select from role_assignments r where r.user_id = u.id and r.role = {0})", $"{role}");
        }

        if (filter.State is { } state)
        {
            sql.Add(state switch
            {
                UserState.Deactivated => "and u.deactivated_at is not null",
                UserState.MustChoose => "and u.deactivated_at is null and u.temporary_until is not null",
                _ => "and u.deactivated_at is null and u.temporary_until is null",
            });
        }

        if (filter.Search?.ToLowerInvariant() is { Length: > 0 } search)
        {
            sql.Add("and (strpos(u.name_key, {0}) > 0 or strpos(lower(u.user_name), {0}) > 0)", search);
        }
    }

    internal sealed record Listed(
        Guid Id,
        string FullName,
        string UserName,
        string Language,
        string NameKey,
        DateTimeOffset CreatedAt,
        DateTimeOffset? TemporaryUntil,
        DateTimeOffset? DeactivatedAt,
        string? HomeDirectory,
        string[] Roles,
        string[] Whole,
        string[] Locations)
    {
        public UserRow ToRow() => new(
            new UserId(Id), FullName, UserName, Language, [.. Roles.Select(Enum.Parse<Role>).Order()], CreatedAt,
            TemporaryUntil, DeactivatedAt)
        {
            HomeDirectory = HomeDirectory,
            Scopes = Roles.Where(role => ReferralScope.IsFor(Enum.Parse<Role>(role)))
                .ToImmutableDictionary(Enum.Parse<Role>, ScopeOf),
        };

        private RoleScope ScopeOf(string role) => Whole.Contains(role)
            ? RoleScope.WholeCompany
            : RoleScope.Of(Locations.Select(location => location.Split(' ')).Where(l => l[0] == role).Select(l => l[1]));
    }
}
