using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>One row of a partner's list of invitations to customers. The link cannot be shown again.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Email">The address it was made for; null for a general invitation.</param>
/// <param name="Provider">Name of the provider of a joint invitation; null in a single one.</param>
/// <param name="Kind">What the partner becomes to whoever accepts.</param>
/// <param name="AsksAdminRights">For the inviting partner.</param>
/// <param name="ProviderAsksAdminRights">For the provider.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">The first instant at which the link no longer holds.</param>
/// <param name="AnsweredAt">When it was answered last.</param>
/// <param name="AnsweredBy">Name of the customer, if the last answer was a yes; who declines stays unnamed.</param>
public sealed record CustomerInvitationRow(
    InvitationId Id,
    string? Email,
    string? Provider,
    RelationshipKind Kind,
    bool AsksAdminRights,
    bool ProviderAsksAdminRights,
    InvitationState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? AnsweredAt,
    string? AnsweredBy)
{
    /// <summary>REL-60: the customer that the provider asks for this partner; null where the partner asks itself.</summary>
    public string? Given { get; init; }
}

public sealed class CustomerInvitationQueries(KontorDb db, TimeProvider clock)
{
    /// <summary>The partner's invitations, the newest first.</summary>
    public Task<Page<CustomerInvitationRow>> List(Actor partner, PageRequest page, CancellationToken cancel) =>
        List(partner, InvitationFilter.None, page, cancel);

    public async Task<Page<CustomerInvitationRow>> List(
        Actor partner, InvitationFilter filter, PageRequest page, CancellationToken cancel)
    {
        var now = clock.Now();
        var sql = new SqlText();
        sql.Add(
            """
            select i.id as "Id", i.email as "Email", p.name as "Provider", i.kind as "Kind",
                i.asks_admin_rights as "AsksAdminRights", i.provider_asks_admin_rights as "ProviderAsksAdminRights",
                i.created_at as "CreatedAt", i.expires_at as "ExpiresAt", i.revoked_at as "RevokedAt",
                i.answered_at as "AnsweredAt", i.was_accepted as "WasAccepted", c.name as "AnsweredBy",
                (select g.name from tenants gt join organisations g on g.id = gt.organisation_id
                    where gt.id = i.customer_id and i.sender_id is not null) as "Given"
            from customer_invitations i
            left join tenants pt on pt.id = i.provider_id
            left join organisations p on p.id = pt.organisation_id
            left join tenants ct on ct.id = i.answered_by
            left join organisations c on c.id = ct.organisation_id
            where i.partner_id = {0}
            """,
            partner.TenantId.Value);
        filter.AddTo(sql, now);
        filter.AddPart(sql, page);
        var rows = await db.Database.SqlQuery<Listed>(sql.ToStatement()).ToListAsync(cancel);
        return Page.Of([.. rows.Select(row => row.At(now))], page, row => Cursor.At(row.CreatedAt, row.Id.Value));
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(Actor partner, InvitationFilter filter, int most, CancellationToken cancel)
    {
        var counted = SqlText.ToCount(
            sql =>
            {
                sql.Add("from customer_invitations i where i.partner_id = {0}", partner.TenantId.Value);
                filter.AddTo(sql, clock.Now());
            },
            most);
        return db.Database.SqlQuery<int>(counted).SingleAsync(cancel);
    }

    private sealed record Listed(
        Guid Id,
        string? Email,
        string? Provider,
        string Kind,
        bool AsksAdminRights,
        bool ProviderAsksAdminRights,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? RevokedAt,
        DateTimeOffset? AnsweredAt,
        bool? WasAccepted,
        string? AnsweredBy,
        string? Given)
    {
        /// <summary>The address of a customer that the provider asks is the provider's until the customer has accepted.</summary>
        public CustomerInvitationRow At(DateTimeOffset now) => new(
            new(Id), Given is null ? Email : null, Provider, Enum.Parse<RelationshipKind>(Kind), AsksAdminRights, ProviderAsksAdminRights,
            InvitationStates.Of(Email is null, WasAccepted, RevokedAt, ExpiresAt, now), CreatedAt, ExpiresAt,
            AnsweredAt, WasAccepted == true ? AnsweredBy : null)
        {
            Given = Given,
        };
    }
}
