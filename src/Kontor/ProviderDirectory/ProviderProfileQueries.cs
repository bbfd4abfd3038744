using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.ProviderDirectory;

/// <summary>Where a profile stands for operators, who are not shown what is only being written.</summary>
public enum ProviderProfileStanding
{
    HandedIn,
    Refused,
    Published,
}

/// <summary>Which profiles an operator wants to see.</summary>
/// <param name="Name">How the organization's name begins, in any case; null for any.</param>
/// <param name="Standing">Only those that stand there; null for all.</param>
public sealed record ProviderProfileFilter(string? Name = null, ProviderProfileStanding? Standing = null)
{
    public bool IsDescending { get; init; }
}

/// <summary>A profile as operators list it.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Name">The legal name as it is now.</param>
/// <param name="Market">Market key of the tenant.</param>
/// <param name="RegionGroup">Of that market.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Slug">Its address in the directory; null while nothing was published.</param>
public sealed record ProviderProfileRow(
    TenantId TenantId, string Name, string Market, string RegionGroup, ProviderProfileStanding Standing,
    DateTimeOffset Since, string? Slug);

/// <summary>The profiles of providers for operators (ENR-50): those that wait longest come first.</summary>
public sealed class ProviderProfileQueries(KontorDb db)
{
    public async Task<Page<ProviderProfileRow>> List(
        ProviderProfileFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => Cursor.At(row.Key, row.TenantId));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(ProviderProfileFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(ProviderProfileFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select p.tenant_id as "TenantId", o.name as "Name", t.market as "Market", p.region_group as "RegionGroup",
                p.state as "State", p.slug as "Slug", p.since as "Key",
                case when p.state in ('HandedIn', 'Refused') then p.since else p.published_at end as "Since"
            """);
        AddRows(sql, filter);
        sql.AddPart(page, filter.IsDescending, "p.tenant_id", "p.since", edge => edge.Instant);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, ProviderProfileFilter filter)
    {
        sql.Add(
            """
            from provider_profiles p
            join tenants t on t.id = p.tenant_id
            join organisations o on o.id = t.organisation_id
            where true
            """);
        sql.Add(filter.Standing switch
        {
            ProviderProfileStanding.HandedIn => "and p.state = 'HandedIn'",
            ProviderProfileStanding.Refused => "and p.state = 'Refused'",
            ProviderProfileStanding.Published => "and p.state in ('Settled', 'Draft') and p.slug is not null",
            _ => "and (p.state in ('HandedIn', 'Refused') or p.slug is not null)",
        });
        if (filter.Name is { Length: > 0 } name)
        {
            sql.Add("and starts_with(lower(o.name), lower({0}))", name);
        }
    }

    internal sealed record Listed(
        Guid TenantId, string Name, string Market, string RegionGroup, string State, string? Slug,
        DateTimeOffset Key, DateTimeOffset Since)
    {
        public ProviderProfileRow ToRow() => new(
            new(TenantId), Name, Market, RegionGroup, StandingOf(Enum.Parse<ProviderProfileState>(State)), Since, Slug);
    }

    public static ProviderProfileStanding StandingOf(ProviderProfileState state) => state switch
    {
        ProviderProfileState.HandedIn => ProviderProfileStanding.HandedIn,
        ProviderProfileState.Refused => ProviderProfileStanding.Refused,
        _ => ProviderProfileStanding.Published,
    };
}
