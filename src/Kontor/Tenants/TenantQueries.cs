using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>How a tenant came to its account.</summary>
public enum TenantOrigin
{
    Primary,
    Own,
    Linked,
    Merged,
}

/// <summary>Where a tenant is a partner of one type, and how it stands there.</summary>
public readonly record struct TenantPlace(PartnerType Type, EnrolmentState State);

/// <summary>A tenant of an account, as its list shows it (ACC-23).</summary>
/// <param name="Id">The tenant.</param>
/// <param name="Domain">Its default domain.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Cloud">In which cloud.</param>
/// <param name="Market">Market key.</param>
/// <param name="CreatedAt">Since when there is it.</param>
/// <param name="Origin">How it came to the account.</param>
/// <param name="CanBeRemoved">It was linked and can leave again (ACC-25), as far as its business lets it.</param>
/// <param name="Places">Its enrollments; drafts and what was withdrawn are left out.</param>
public sealed record TenantRow(
    TenantId Id,
    string Domain,
    TenantKind Kind,
    Cloud Cloud,
    string Market,
    DateTimeOffset CreatedAt,
    TenantOrigin Origin,
    bool CanBeRemoved,
    ImmutableArray<TenantPlace> Places);

/// <summary>Which tenants are wanted.</summary>
/// <param name="Search">The beginning of a domain, or a tenant id; null for all.</param>
/// <param name="Kind">Only those of that kind; null for all.</param>
public sealed record TenantFilter(string? Search = null, TenantKind? Kind = null)
{
    /// <summary>By when they were made, rather than by domain.</summary>
    public bool ByAge { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>
/// The tenants of the actor's account; those of others do not exist. An account has a handful, so they are
/// sorted.
/// </summary>
public sealed class TenantQueries(KontorDb db, AccountFacts accounts)
{
    private const string ByDomain = "t.default_domain collate \"C\"";

    private const string ByAge = "t.created_at";

    public async Task<Page<TenantRow>> List(Account account, TenantFilter filter, PageRequest page, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select t.id as "Id", t.default_domain as "Domain", t.kind as "Kind", t.cloud as "Cloud", t.market as "Market",
                t.created_at as "CreatedAt", t.joined_at is not null as "HasJoined",
                t.home_organisation_id is not null as "HasHome",
                array(select e.type || ':' || e.state from partner_enrolments e
                    where e.tenant_id = t.id and e.state not in ('Draft', 'Withdrawn') order by e.type) as "Places"
            """);
        AddRows(sql, account, filter);
        if (filter.ByAge)
        {
            sql.AddPart(page, filter.IsDescending, "t.id", ByAge, edge => DateTimeOffset.Parse(
                edge.Key, System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            sql.AddPart(page, filter.IsDescending, "t.id", ByDomain, edge => edge.Key);
        }

        var rows = await db.Database.SqlQuery<Listed>(sql.ToStatement()).ToListAsync(cancel);
        var listed = Page.Of(
            rows, page, row => new Cursor(filter.ByAge ? $"{row.CreatedAt:O}" : row.Domain, row.Id));
        return new([.. listed.Items.Select(row => row.ToRow(account))], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(Account account, TenantFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, account, filter), most)).SingleAsync(cancel);

    public Task<Account> AccountOf(Actor actor, CancellationToken cancel) => accounts.Of(actor.TenantId, cancel);

    private static void AddRows(SqlText sql, Account account, TenantFilter filter)
    {
        sql.Add("from tenants t where t.organisation_id = {0}", account.Id.Value);
        if (filter.Kind is { } kind)
        {
            sql.Add("and t.kind = {0}", $"{kind}");
        }

        if (Guid.TryParse(filter.Search, out var id))
        {
            sql.Add("and t.id = {0}", id);
        }
        else if (filter.Search is { Length: > 0 } search)
        {
            sql.Add("and starts_with(t.default_domain, lower({0}))", search.Trim());
        }
    }

    private sealed record Listed(
        Guid Id, string Domain, string Kind, string Cloud, string Market, DateTimeOffset CreatedAt, bool HasJoined,
        bool HasHome, string[] Places)
    {
        public TenantRow ToRow(Account account) => new(
            new(Id), Domain, Enum.Parse<TenantKind>(Kind), Enum.Parse<Cloud>(Cloud), Market, CreatedAt,
            Id == account.Primary.Id.Value ? TenantOrigin.Primary
                : HasHome ? TenantOrigin.Linked
                : HasJoined ? TenantOrigin.Merged
                : TenantOrigin.Own,
            HasHome && Id != account.Primary.Id.Value,
            [.. Places.Select(PlaceIn)]);

        private static TenantPlace PlaceIn(string place)
        {
            var parts = place.Split(':');
            return new(Enum.Parse<PartnerType>(parts[0]), Enum.Parse<EnrolmentState>(parts[1]));
        }
    }
}
