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
    private const int BatchOfAll = 500;

    /// <summary>
    /// REL-17: the provider's resellers by name; only those whose name begins with a text, if one is given.
    /// </summary>
    public Task<Page<PartnershipRow>> ResellersOf(
        Actor provider, string? name, PageRequest page, CancellationToken cancel, bool isDescending = false)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select p.id as "Id", t.id as "PartnerId", o.id as "OrganisationId", o.name as "Name",
                lower(o.name) as "Key", t.market as "Market", p.reseller_network_id as "NetworkId",
                o.contact_email as "ContactEmail", p.begun_at as "BegunAt",
                p.provider_has_admin_access as "HasAdminAccess",
                (select count(*)::int from shared_customers s
                 where s.provider_id = p.provider_id and s.reseller_id = p.reseller_id) as "Shared"
            from partnerships p
            join tenants t on t.id = p.reseller_id
            join organisations o on o.id = t.organisation_id
            where p.provider_id = {0} and p.ended_at is null
            """,
            provider.TenantId.Value);
        return ByName(sql, name, page, isDescending, cancel);
    }

    /// <summary>REL-17, REL-24: the reseller's providers by name.</summary>
    public Task<Page<PartnershipRow>> ProvidersOf(
        Actor reseller, string? name, PageRequest page, CancellationToken cancel, bool isDescending = false)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select p.id as "Id", t.id as "PartnerId", o.id as "OrganisationId", o.name as "Name",
                lower(o.name) as "Key", t.market as "Market", n.id as "NetworkId",
                o.contact_email as "ContactEmail", p.begun_at as "BegunAt",
                p.provider_has_admin_access as "HasAdminAccess",
                (select count(*)::int from shared_customers s
                 where s.provider_id = p.provider_id and s.reseller_id = p.reseller_id) as "Shared"
            from partnerships p
            join tenants t on t.id = p.provider_id
            join organisations o on o.id = t.organisation_id
            left join network_ids n on n.tenant_id = t.id
            where p.reseller_id = {0} and p.ended_at is null
            """,
            reseller.TenantId.Value);
        return ByName(sql, name, page, isDescending, cancel);
    }

    /// <summary>All resellers of a provider, or all providers of a reseller, a batch at a time.</summary>
    public async IAsyncEnumerable<PartnershipRow> All(
        Actor actor,
        bool resellers,
        string? name,
        bool isDescending,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        Cursor? after = null;
        do
        {
            var part = new PageRequest(BatchOfAll, after);
            var batch = resellers
                ? await ResellersOf(actor, name, part, cancel, isDescending)
                : await ProvidersOf(actor, name, part, cancel, isDescending);
            foreach (var row in batch.Items)
            {
                yield return row;
            }

            after = batch.NextCursor is { } next && Cursor.TryParse(next, out var edge) ? edge : null;
        }
        while (after is not null);
    }

    /// <summary>The provider's invitations, the newest first.</summary>
    public async Task<Page<PartnerInvitationRow>> InvitationsOf(
        Actor provider, PageRequest page, CancellationToken cancel)
    {
        var now = clock.Now();
        var (before, id) = page.After is null
            ? (DateTimeOffset.MaxValue, Guid.Empty)
            : (page.After.Instant, page.After.Id);
        var rows = await db.Database.SqlQuery<ListedInvitation>($"""
            select i.id as "Id", i.email as "Email", i.created_at as "CreatedAt", i.expires_at as "ExpiresAt",
                i.revoked_at as "RevokedAt", i.answered_at as "AnsweredAt", i.was_accepted as "WasAccepted",
                o.name as "AnsweredBy"
            from partner_invitations i
            left join tenants t on t.id = i.answered_by
            left join organisations o on o.id = t.organisation_id
            where i.provider_id = {provider.TenantId.Value} and (i.created_at, i.id) < ({before}, {id})
            order by i.created_at desc, i.id desc
            limit {page.Size + 1}
            """).ToListAsync(cancel);
        return Page.Of(
            [.. rows.Select(row => row.At(now))],
            page.Size,
            row => Cursor.At(row.CreatedAt, row.Id.Value));
    }

    private Task<Page<PartnershipRow>> ByName(
        SqlText sql, string? name, PageRequest page, bool isDescending, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(name))
        {
            sql.Add("and starts_with(lower(o.name), lower({0}))", name);
        }

        var isFalling = isDescending != page.IsBackwards;
        if (page.Edge is { } edge)
        {
            sql.Add($"and (lower(o.name) collate \"C\", t.id) {(isFalling ? "<" : ">")} ({{0}}, {{1}})", edge.Key, edge.Id);
        }

        var direction = isFalling ? "desc" : "asc";
        sql.Add($"order by lower(o.name) collate \"C\" {direction}, t.id {direction} limit {{0}}", page.Size + 1);
        return Complete(db.Database.SqlQuery<Listed>(sql.ToStatement()), page, cancel);
    }

    private async Task<Page<PartnershipRow>> Complete(
        IQueryable<Listed> rows, PageRequest page, CancellationToken cancel)
    {
        var listed = Page.Of(await rows.ToListAsync(cancel), page, row => new Cursor(row.Key, row.PartnerId));
        OrganisationId[] organisations = [.. listed.Items.Select(row => new OrganisationId(row.OrganisationId))];
        var signatures = await db.PartnerAgreementSignatures
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

    private sealed record Listed(
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
