using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.ProviderDirectory;

/// <summary>Which providers somebody looks for, within the scope.</summary>
/// <param name="Scope">What the caller sees at all.</param>
public sealed record DirectoryFilter(DirectoryScope Scope)
{
    /// <summary>A part of the name, in any case; null for any.</summary>
    public string? Name { get; init; }

    public string? RegionGroup { get; init; }

    /// <summary>Market key of a country whose resellers are served; null for any.</summary>
    public string? Country { get; init; }

    /// <summary>All of them are offered; empty for any.</summary>
    public IReadOnlyList<ProviderService> Services { get; init; } = [];

    public string? Language { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>A provider as the directory lists it; it holds no id of a tenant.</summary>
/// <param name="Slug">Its address there.</param>
/// <param name="Name">The organization's legal name as it is now.</param>
/// <param name="Market">Market key of where it is.</param>
/// <param name="RegionGroup">Where it works.</param>
/// <param name="Services">What it offers.</param>
/// <param name="Languages">Codes.</param>
/// <param name="Countries">Market keys.</param>
public sealed record DirectoryRow(
    string Slug, string Name, string Market, string RegionGroup, IReadOnlyList<ProviderService> Services,
    IReadOnlyList<string> Languages, IReadOnlyList<string> Countries);

/// <summary>A profile as the directory shows it.</summary>
/// <param name="Row">As the list has it.</param>
/// <param name="Text">All of it.</param>
/// <param name="PublishedAt">Since when it reads so.</param>
/// <param name="PartnerSince">Since when it is a provider of the reseller that asks; null where it is none.</param>
public sealed record DirectoryProfile(
    DirectoryRow Row, ProviderProfileText Text, DateTimeOffset PublishedAt, DateTimeOffset? PartnerSince);

/// <summary>
/// The public directory (REL-03, REL-04): profiles that are published, of providers that are approved and active at this
/// moment. Read along the name within the scope; what else is looked for is tried on the way, since providers are few.
/// </summary>
public sealed class DirectoryQueries(KontorDb db)
{
    public async Task<Page<DirectoryRow>> List(DirectoryFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor(row.Key, row.Id));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(DirectoryFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    /// <summary>
    /// One profile. What is not in the directory, or in another cloud, does not exist; of another region a reseller is told
    /// that (REL-04).
    /// </summary>
    public async Task<Result<DirectoryProfile>> Find(DirectoryScope scope, string slug, CancellationToken cancel)
    {
        var found = await (
            from profile in db.ProviderProfiles.AsNoTracking()
            join enrolment in db.PartnerEnrolments.AsNoTracking() on profile.TenantId equals enrolment.TenantId
            join tenant in db.Tenants.AsNoTracking() on profile.TenantId equals tenant.Id
            join organisation in db.Organisations.AsNoTracking() on tenant.OrganisationId equals organisation.Id
            where profile.Slug == slug
                && enrolment.Type == PartnerType.Provider && enrolment.State == EnrolmentState.Active
            select new { profile, tenant.Market, organisation.Name }).SingleOrDefaultAsync(cancel);
        if (found is null
            || (scope.Cloud is { } cloud && cloud != found.profile.Cloud)
            || scope.Off.Contains(found.profile.Cloud))
        {
            return ProviderProfileReasons.NotListed;
        }

        if (scope.RegionGroup is { } region && region != found.profile.RegionGroup)
        {
            return ProviderProfileReasons.OutsideRegion;
        }

        var text = found.profile.Published!;
        return new DirectoryProfile(
            new(
                slug, found.Name, found.Market, found.profile.RegionGroup, [.. text.Services.Select(offered => offered.Service)],
                text.Languages, text.Countries),
            text,
            found.profile.PublishedAt!.Value,
            await PartnerSince(scope, found.profile.TenantId, cancel));
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(DirectoryFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select p.id as "Id", p.slug as "Slug", o.name as "Name", p.name_key as "Key", t.market as "Market",
                p.region_group as "RegionGroup", array_to_string(p.services, ' ') as "Services",
                array_to_string(p.languages, ' ') as "Languages", array_to_string(p.countries, ' ') as "Countries"
            """);
        AddRows(sql, filter);
        sql.AddPart(page, filter.IsDescending, "p.id", "p.name_key", edge => edge.Key);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, DirectoryFilter filter)
    {
        sql.Add(
            """
            from provider_profiles p
            join partner_enrolments e on e.tenant_id = p.tenant_id and e.type = 'Provider' and e.state = 'Active'
            join tenants t on t.id = p.tenant_id
            join organisations o on o.id = t.organisation_id
            where p.slug is not null
            """);
        if (filter.Scope.Cloud is { } cloud)
        {
            sql.Add("and p.cloud = {0}", $"{cloud}");
        }

        foreach (var off in filter.Scope.Off)
        {
            sql.Add("and p.cloud <> {0}", $"{off}");
        }

        foreach (var region in new[] { filter.Scope.RegionGroup, filter.RegionGroup }.OfType<string>().Distinct())
        {
            sql.Add("and p.region_group = {0}", region);
        }

        if (filter.Name is { Length: > 0 } name)
        {
            sql.Add("and position(lower({0}) in lower(o.name)) > 0", name);
        }

        if (filter.Country is { } country)
        {
            sql.Add("and {0} = any(p.countries)", country);
        }

        foreach (var service in filter.Services)
        {
            sql.Add("and {0} = any(p.services)", $"{service}");
        }

        if (filter.Language is { } language)
        {
            sql.Add("and {0} = any(p.languages)", language);
        }
    }

    private Task<DateTimeOffset?> PartnerSince(DirectoryScope scope, TenantId provider, CancellationToken cancel) =>
        scope.Reseller is { } reseller
            ? db.Set<Partnership>().AsNoTracking()
                .Where(p => p.ProviderId == provider && p.ResellerId == reseller && p.EndedAt == null)
                .Select(p => (DateTimeOffset?)p.BegunAt)
                .SingleOrDefaultAsync(cancel)
            : Task.FromResult<DateTimeOffset?>(null);

    internal sealed record Listed(
        Guid Id, string Slug, string Name, string Key, string Market, string RegionGroup, string Services, string Languages,
        string Countries)
    {
        public DirectoryRow ToRow() => new(
            Slug, Name, Market, RegionGroup, [.. Parts(Services).Select(Enum.Parse<ProviderService>)], Parts(Languages),
            Parts(Countries));

        private static string[] Parts(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
