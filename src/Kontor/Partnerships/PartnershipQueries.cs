using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>One row of a provider's list of resellers or of a reseller's list of providers (REL-17).</summary>
/// <param name="PartnershipId">The active partnership.</param>
/// <param name="PartnerId">The other side's tenant.</param>
/// <param name="Name">The other side's legal name.</param>
/// <param name="Market">Market key of the other side.</param>
/// <param name="NetworkId">The other side's network id; of a reseller the one it joined with (CAT-70).</param>
/// <param name="ContactEmail">Where to reach the other side; empty when no address is known.</param>
/// <param name="BegunAt">Since when.</param>
/// <param name="ProviderHasAdminAccess">REL-19: to the reseller's own partner tenant.</param>
/// <param name="HasSignedAgreement">AGR-12: the other side signed the partner agreement in its region.</param>
/// <param name="SharedCustomers">How many customers the two share (REL-22, REL-25).</param>
public sealed record PartnershipRow(
    PartnershipId PartnershipId,
    TenantId PartnerId,
    string Name,
    string Market,
    string? NetworkId,
    string ContactEmail,
    DateTimeOffset BegunAt,
    bool ProviderHasAdminAccess,
    bool HasSignedAgreement,
    int SharedCustomers);

/// <summary>One row of a provider's list of invitations. The link cannot be shown again.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Email">The address it was made for; null for a general invitation.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">The first instant at which the link no longer holds.</param>
/// <param name="AnsweredAt">When it was answered last.</param>
/// <param name="AnsweredBy">Name of the reseller that answered last; null while none did.</param>
public sealed record PartnerInvitationRow(
    InvitationId Id,
    string? Email,
    InvitationState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? AnsweredAt,
    string? AnsweredBy);

/// <summary>Lists of partnerships and their invitations. A tenant sees its own side only.</summary>
public sealed class PartnershipQueries(KontorDb db, Markets markets, TimeProvider clock)
{
    /// <summary>No name sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    private const string NetworkIdOfTenant = "(select n.id from network_ids n where n.tenant_id = t.id)";

    /// <summary>
    /// REL-17: the provider's resellers by name; only those whose name begins with a text, if one is given.
    /// </summary>
    public Task<Page<PartnershipRow>> ResellersOf(
        Actor provider, string? name, PageRequest page, CancellationToken cancel) =>
        List(provider, new PartnershipFilter(PartnershipSide.Resellers) { Name = name }, page, cancel);

    /// <summary>REL-17, REL-24: the reseller's providers by name.</summary>
    public Task<Page<PartnershipRow>> ProvidersOf(
        Actor reseller, string? name, PageRequest page, CancellationToken cancel) =>
        List(reseller, new PartnershipFilter(PartnershipSide.Providers) { Name = name }, page, cancel);

    /// <summary>
    /// REL-17: the other side of one's partnerships, read along one index from where the last page ended, in either
    /// direction.
    /// </summary>
    public async Task<Page<PartnershipRow>> List(
        Actor partner, PartnershipFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(partner.TenantId.Value, filter, page).ToListAsync(cancel);
        return await Complete(
            Page.Of(rows, page, row => filter.IsBySince ? Cursor.At(row.BegunAt, row.PartnerId) : new(row.Key, row.PartnerId)),
            cancel);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(Actor partner, PartnershipFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddCounted(sql, partner.TenantId.Value, filter), most)).SingleAsync(cancel);

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(Guid partner, PartnershipFilter filter, PageRequest page)
    {
        var (_, other, name) = filter.Columns;
        var key = filter.IsBySince ? "p.begun_at" : name;
        var sql = new SqlText();
        sql.Add(
            $"""
            select p.id as "Id", t.id as "PartnerId", o.id as "OrganisationId", o.name as "Name",
                {name} as "Key", t.market as "Market",
                {(filter.Side == PartnershipSide.Resellers ? "p.reseller_network_id" : NetworkIdOfTenant)} as "NetworkId",
                o.contact_email as "ContactEmail", p.begun_at as "BegunAt",
                p.provider_has_admin_access as "HasAdminAccess",
                (select count(*)::int from (
                    select from shared_customers s
                    where s.provider_id = p.provider_id and s.reseller_id = p.reseller_id
                    {(filter.MostShared is { } most ? $"limit {most + 1}" : "")}) shared) as "Shared"
            """);
        AddRows(sql, partner, filter);
        sql.AddPart(page, filter.IsDescending, other, key, edge => filter.IsBySince ? edge.Instant : edge.Key);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, Guid partner, PartnershipFilter filter)
    {
        sql.Add(
            $"""
            from partnerships p
            join tenants t on t.id = {filter.Columns.Other}
            join organisations o on o.id = t.organisation_id
            """);
        AddChoice(sql, partner, filter);
    }

    /// <summary>What is only counted needs no other table, unless the choice is by what stands there.</summary>
    private static void AddCounted(SqlText sql, Guid partner, PartnershipFilter filter)
    {
        sql.Add(filter.Market is null
            ? "from partnerships p" : $"from partnerships p join tenants t on t.id = {filter.Columns.Other}");
        AddChoice(sql, partner, filter);
    }

    private static void AddChoice(SqlText sql, Guid partner, PartnershipFilter filter)
    {
        var (own, other, name) = filter.Columns;
        sql.Add($"where {own} = {{0}} and p.ended_at is null", partner);
        if (filter.Name?.ToLowerInvariant() is { Length: > 0 } begin)
        {
            sql.Add($"and {name} >= {{0}} and {name} < {{1}}", begin, begin + Highest);
        }

        if (filter.PartnerId is { } id)
        {
            sql.Add($"and {other} = {{0}}", id.Value);
        }

        if (filter.NetworkId is { } networkId)
        {
            sql.Add($"and {other} in (select n.tenant_id from network_ids n where n.id = {{0}})", networkId);
        }

        if (filter.Market is { } market)
        {
            sql.Add("and t.market = {0}", market);
        }

        if (filter.HasAdminAccess is { } hasAccess)
        {
            sql.Add("and p.provider_has_admin_access = {0}", hasAccess);
        }
    }

    /// <summary>The provider's invitations, the newest first.</summary>
    public Task<Page<PartnerInvitationRow>> InvitationsOf(
        Actor provider, PageRequest page, CancellationToken cancel) =>
        InvitationsOf(provider, InvitationFilter.None, page, cancel);

    public async Task<Page<PartnerInvitationRow>> InvitationsOf(
        Actor provider, InvitationFilter filter, PageRequest page, CancellationToken cancel)
    {
        var now = clock.Now();
        var sql = new SqlText();
        sql.Add(
            """
            select i.id as "Id", i.email as "Email", i.created_at as "CreatedAt", i.expires_at as "ExpiresAt",
                i.revoked_at as "RevokedAt", i.answered_at as "AnsweredAt", i.was_accepted as "WasAccepted",
                o.name as "AnsweredBy"
            from partner_invitations i
            left join tenants t on t.id = i.answered_by
            left join organisations o on o.id = t.organisation_id
            where i.provider_id = {0}
            """,
            provider.TenantId.Value);
        filter.AddTo(sql, now);
        filter.AddPart(sql, page);
        var rows = await db.Database.SqlQuery<ListedInvitation>(sql.ToStatement()).ToListAsync(cancel);
        return Page.Of([.. rows.Select(row => row.At(now))], page, row => Cursor.At(row.CreatedAt, row.Id.Value));
    }

    /// <summary>How many invitations there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> CountInvitations(Actor provider, InvitationFilter filter, int most, CancellationToken cancel)
    {
        var counted = SqlText.ToCount(
            sql =>
            {
                sql.Add("from partner_invitations i where i.provider_id = {0}", provider.TenantId.Value);
                filter.AddTo(sql, clock.Now());
            },
            most);
        return db.Database.SqlQuery<int>(counted).SingleAsync(cancel);
    }

    /// <summary>AGR-12: adds who has signed.</summary>
    private async Task<Page<PartnershipRow>> Complete(Page<Listed> listed, CancellationToken cancel)
    {
        OrganisationId[] organisations = [.. listed.Items.Select(row => new OrganisationId(row.OrganisationId))];
        var signatures = await db.SignaturesHolding(clock.Now())
            .Where(s => organisations.Contains(s.OrganisationId))
            .Select(s => new { s.OrganisationId, s.RegionGroup })
            .ToListAsync(cancel);
        var signed = signatures.Select(s => (s.OrganisationId.Value, s.RegionGroup)).ToHashSet();
        return new Page<PartnershipRow>(
            [.. listed.Items.Select(row => new PartnershipRow(
                new(row.Id), new(row.PartnerId), row.Name, row.Market, row.NetworkId, row.ContactEmail, row.BegunAt,
                row.HasAdminAccess,
                markets.Find(row.Market) is { } market && signed.Contains((row.OrganisationId, market.RegionGroup)),
                row.Shared))],
            listed.NextCursor,
            listed.PreviousCursor);
    }

    internal sealed record Listed(
        Guid Id,
        Guid PartnerId,
        Guid OrganisationId,
        string Name,
        string Key,
        string Market,
        string? NetworkId,
        string ContactEmail,
        DateTimeOffset BegunAt,
        bool HasAdminAccess,
        int Shared);

    private sealed record ListedInvitation(
        Guid Id,
        string? Email,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? RevokedAt,
        DateTimeOffset? AnsweredAt,
        bool? WasAccepted,
        string? AnsweredBy)
    {
        public PartnerInvitationRow At(DateTimeOffset now) => new(
            new(Id), Email, InvitationStates.Of(Email is null, WasAccepted, RevokedAt, ExpiresAt, now), CreatedAt,
            ExpiresAt, AnsweredAt, AnsweredBy);
    }
}
