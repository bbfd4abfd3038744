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
    string? AnsweredBy);

public sealed class CustomerInvitationQueries(KontorDb db, TimeProvider clock)
{
    /// <summary>The partner's invitations, the newest first.</summary>
    public async Task<Page<CustomerInvitationRow>> List(Actor partner, PageRequest page, CancellationToken cancel)
    {
        var now = clock.Now();
        var (before, id) = page.After is null
            ? (DateTimeOffset.MaxValue, Guid.Empty)
            : (page.After.Instant, page.After.Id);
        var rows = await db.Database.SqlQuery<Listed>($"""
            select i.id as "Id", i.email as "Email", p.name as "Provider", i.kind as "Kind",
                i.asks_admin_rights as "AsksAdminRights", i.provider_asks_admin_rights as "ProviderAsksAdminRights",
                i.created_at as "CreatedAt", i.expires_at as "ExpiresAt", i.revoked_at as "RevokedAt",
                i.answered_at as "AnsweredAt", i.was_accepted as "WasAccepted", c.name as "AnsweredBy"
            from customer_invitations i
            left join tenants pt on pt.id = i.provider_id
            left join organisations p on p.id = pt.organisation_id
            left join tenants ct on ct.id = i.answered_by
            left join organisations c on c.id = ct.organisation_id
            where i.partner_id = {partner.TenantId.Value} and (i.created_at, i.id) < ({before}, {id})
            order by i.created_at desc, i.id desc
            limit {page.Size + 1}
            """).ToListAsync(cancel);
        return Page.Of([.. rows.Select(row => row.At(now))], page.Size, row => Cursor.At(row.CreatedAt, row.Id.Value));
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
        string? AnsweredBy)
    {
        public CustomerInvitationRow At(DateTimeOffset now) => new(
            new(Id), Email, Provider, Enum.Parse<RelationshipKind>(Kind), AsksAdminRights, ProviderAsksAdminRights,
            InvitationStates.Of(Email is null, WasAccepted, RevokedAt, ExpiresAt, now), CreatedAt, ExpiresAt,
            AnsweredAt, WasAccepted == true ? AnsweredBy : null);
    }
}
