using System.Globalization;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>Which of its resellers a provider wants to see.</summary>
/// <param name="Name">How the name begins, in any case; null for any.</param>
/// <param name="State">Only those in that state; null for all.</param>
/// <param name="Market">Only those in this market; null for any.</param>
public sealed record AgreementStateFilter(string? Name, AgreementState? State, string? Market)
{
    public bool IsDescending { get; init; }
}

/// <summary>One reseller with its agreement.</summary>
/// <param name="ResellerId">Its tenant.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Market">Market key.</param>
/// <param name="NetworkId">With which it joined.</param>
/// <param name="ContactName">Whom to remind; empty when nobody is named.</param>
/// <param name="ContactEmail">Where; empty when no address is known.</param>
/// <param name="Language">In which language: en, de or nl.</param>
/// <param name="State">Of the agreement in its region.</param>
/// <param name="SignedAt">The last signature, whether it holds or not; null without any.</param>
/// <param name="BegunAt">Partner since.</param>
public sealed record AgreementStateRow(
    TenantId ResellerId, string Name, string Market, string NetworkId, string ContactName, string ContactEmail,
    string Language, AgreementState State, DateTimeOffset? SignedAt, DateTimeOffset BegunAt);

/// <summary>How many resellers of a market are in which state.</summary>
public sealed record AgreementCount(string Market, AgreementState State, int Resellers);

/// <summary>AGR-12: what a provider sees of its resellers' signatures. One statement for the numbers, one for a page.</summary>
public sealed class AgreementStates(KontorDb db, Markets markets, TimeProvider clock)
{
    private const string Highest = "\U0010FFFF";

    private readonly string[] _markets = [.. markets.All.Select(market => market.Key)];
    private readonly string[] _regions = [.. markets.All.Select(market => market.RegionGroup)];

    /// <summary>The numbers by market and state as they are now; markets and states without resellers are left out.</summary>
    public async Task<IReadOnlyList<AgreementCount>> Counts(TenantId provider, CancellationToken cancel) =>
    [
        .. (await SelectCounts(provider).ToListAsync(cancel))
            .Select(row => new AgreementCount(row.Market, Enum.Parse<AgreementState>(row.State), row.Resellers)),
    ];

    /// <summary>The resellers by name, from where the last page ended, in either direction.</summary>
    public async Task<Page<AgreementStateRow>> List(
        Actor provider, AgreementStateFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(provider, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor(row.Key, row.Id));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(Actor provider, AgreementStateFilter filter, int most, CancellationToken cancel)
    {
        var counted = SqlText.ToCount(sql => AddCounted(sql, provider.TenantId, filter), most);
        return db.Database.SqlQuery<int>(counted).SingleAsync(cancel);
    }

    /// <summary>The statement for the numbers; a test looks at its plan.</summary>
    internal IQueryable<Counted> SelectCounts(TenantId provider)
    {
        var sql = new SqlText();
        sql.Add("select t.market as \"Market\", a.state as \"State\", count(*)::int as \"Resellers\"");
        sql.Add("from partnerships p join tenants t on t.id = p.reseller_id");
        AddState(sql);
        AddChoice(sql, provider, new(null, null, null));
        sql.Add("group by t.market, a.state");
        return db.Database.SqlQuery<Counted>(sql.ToStatement());
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(Actor provider, AgreementStateFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select t.id as "Id", p.reseller_name_key as "Key", o.name as "Name", t.market as "Market",
                p.reseller_network_id as "NetworkId", o.contact_first_name as "FirstName",
                o.contact_last_name as "LastName", o.contact_email as "Email", o.language as "Language",
                a.state as "State", a.signed_at as "SignedAt", p.begun_at as "BegunAt"
            from partnerships p
            join tenants t on t.id = p.reseller_id
            join organisations o on o.id = t.organisation_id
            """);
        AddState(sql);
        AddChoice(sql, provider.TenantId, filter);
        sql.AddPart(page, filter.IsDescending, "p.reseller_id", "p.reseller_name_key", edge => edge.Key);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    /// <summary>What is only counted reads no more tables than the choice asks for.</summary>
    private void AddCounted(SqlText sql, TenantId provider, AgreementStateFilter filter)
    {
        sql.Add("from partnerships p");
        if (filter.State is not null || filter.Market is not null)
        {
            sql.Add("join tenants t on t.id = p.reseller_id");
        }

        if (filter.State is not null)
        {
            AddState(sql);
        }

        AddChoice(sql, provider, filter);
    }

    /// <summary>The last signature of the tenant <c>t</c> in its region, and what it is worth now.</summary>
    private void AddState(SqlText sql) => sql.Add(
        $$"""
        cross join lateral (
            select case
                    when max(s.number) >= {{SignatureSql.LeastNumber("{0}")}} then '{{AgreementState.InForce}}'
                    when count(*) > 0 then '{{AgreementState.SignAgain}}'
                    else '{{AgreementState.NotSigned}}' end as state,
                max(s.signed_at) as signed_at
            from partner_agreement_signatures s
            where s.organisation_id = t.organisation_id
                and s.region_group = ({2}::text[])[array_position({1}::text[], t.market)]) a
        """,
        clock.Now(), _markets, _regions);

    private static void AddChoice(SqlText sql, TenantId provider, AgreementStateFilter filter)
    {
        sql.Add("where p.provider_id = {0} and p.ended_at is null", provider.Value);
        if (filter.Name?.ToLowerInvariant() is { Length: > 0 } begin)
        {
            sql.Add("and p.reseller_name_key >= {0} and p.reseller_name_key < {1}", begin, begin + Highest);
        }

        if (filter.State is { } state)
        {
            sql.Add("and a.state = {0}", $"{state}");
        }

        if (filter.Market is { } market)
        {
            sql.Add("and t.market = {0}", market);
        }
    }

    internal sealed record Counted(string Market, string State, int Resellers);

    internal sealed record Listed(
        Guid Id, string Key, string Name, string Market, string NetworkId, string FirstName, string LastName, string Email,
        string Language, string State, DateTimeOffset? SignedAt, DateTimeOffset BegunAt)
    {
        public AgreementStateRow ToRow() => new(
            new(Id), Name, Market, NetworkId, string.Create(CultureInfo.InvariantCulture, $"{FirstName} {LastName}").Trim(),
            Email, Language, Enum.Parse<AgreementState>(State), SignedAt, BegunAt);
    }
}
