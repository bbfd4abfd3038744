using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>A request of a provider to one of its customers, to let a reseller manage it.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="CustomerId">Who was asked.</param>
/// <param name="Customer">Its name.</param>
/// <param name="AsksAdminRights">For the reseller.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="ExpiresAt">The first instant at which it no longer holds.</param>
/// <param name="AnsweredAt">When it was answered.</param>
public sealed record GivenRequestRow(
    InvitationId Id, TenantId CustomerId, string Customer, bool AsksAdminRights, InvitationState State,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? AnsweredAt);

/// <summary>A request as the customer sees it.</summary>
public sealed record OfferRow(Guid Id, string Provider, string Reseller, DateTimeOffset ExpiresAt);

/// <summary>What a provider asked for a reseller, and what somebody asks of a customer.</summary>
public sealed class GivenRequestQueries(KontorDb db, TimeProvider clock)
{
    private const int MostOffers = 20;

    /// <summary>The newest first.</summary>
    public async Task<Page<GivenRequestRow>> List(
        Actor provider, TenantId reseller, PageRequest page, CancellationToken cancel)
    {
        var now = clock.Now();
        var rows = await Select(provider.TenantId, reseller, page).ToListAsync(cancel);
        return Page.Of([.. rows.Select(row => row.At(now))], page, row => Cursor.At(row.CreatedAt, row.Id.Value));
    }

    /// <summary>What the asking customer's providers ask it for their resellers, the most urgent first.</summary>
    public async Task<IReadOnlyList<OfferRow>> ForCustomer(Actor customer, CancellationToken cancel)
    {
        var (me, now) = (customer.TenantId.Value, clock.Now());
        return await db.Database.SqlQuery<OfferRow>(
            $"""
            select i.id as "Id", p.name as "Provider", r.name as "Reseller", i.expires_at as "ExpiresAt"
            from customer_invitations i
            join tenants pt on pt.id = i.sender_id
            join organisations p on p.id = pt.organisation_id
            join tenants rt on rt.id = i.partner_id
            join organisations r on r.id = rt.organisation_id
            where i.customer_id = {me} and i.email is not null and i.answered_at is null and i.revoked_at is null
                and i.expires_at > {now}
            order by i.expires_at limit {MostOffers}
            """).ToListAsync(cancel);
    }

    /// <summary>One that is open and was made for the asking customer; null where there is none.</summary>
    public async Task<CustomerInvitation?> Of(Actor customer, InvitationId id, CancellationToken cancel)
    {
        var found = await db.CustomerInvitations.AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == id && i.CustomerId == customer.TenantId, cancel);
        return found?.StateAt(clock.Now()) == InvitationState.Open ? found : null;
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(TenantId provider, TenantId reseller, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select i.id as "Id", i.customer_id as "CustomerId", o.name as "Customer", i.asks_admin_rights as "AsksAdminRights",
                i.created_at as "CreatedAt", i.expires_at as "ExpiresAt", i.revoked_at as "RevokedAt",
                i.answered_at as "AnsweredAt", i.was_accepted as "WasAccepted"
            from customer_invitations i
            join tenants t on t.id = i.customer_id
            join organisations o on o.id = t.organisation_id
            where i.sender_id = {0} and i.partner_id = {1}
            """,
            provider.Value, reseller.Value);
        sql.AddPart(page, isDescending: true, "i.id", "i.created_at", edge => edge.Instant);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    internal sealed record Listed(
        Guid Id, Guid CustomerId, string Customer, bool AsksAdminRights, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
        DateTimeOffset? RevokedAt, DateTimeOffset? AnsweredAt, bool? WasAccepted)
    {
        public GivenRequestRow At(DateTimeOffset now) => new(
            new(Id), new(CustomerId), Customer, AsksAdminRights,
            InvitationStates.Of(isGeneral: false, WasAccepted, RevokedAt, ExpiresAt, now), CreatedAt, ExpiresAt, AnsweredAt);
    }
}
