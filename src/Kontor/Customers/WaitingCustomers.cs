using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Customers;

/// <summary>REL-30: requests to one customer each that nobody has answered.</summary>
internal sealed class UnansweredCustomerInvitations : IWaitingItems
{
    public WaitingKind Kind { get; } = new("customerInvitations", "mail", "/customers/invitations");

    public bool Concerns(Caller caller) => caller.May(Permission.RequestRelationship, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select id::text, email, expires_at from customer_invitations
        where partner_id = $1 and email is not null and answered_at is null and revoked_at is null and expires_at > $2
        order by expires_at limit $3
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Instant(now), Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>Requests of partners that were made for the reader's own address. Their links are in the mails.</summary>
internal sealed class RelationshipsAskedOfMe : IWaitingItems
{
    public WaitingKind Kind { get; } = new("relationshipAsked", "inbox", "/sandbox/mail");

    public bool Concerns(Caller caller) => caller.May(Permission.AcceptRelationship).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select i.id::text, o.name, i.expires_at
        from customer_invitations i
        join tenants t on t.id = i.partner_id
        join organisations o on o.id = t.organisation_id
        where i.email in ($1, lower($1)) and i.customer_id is null and i.answered_at is null and i.revoked_at is null and i.expires_at > $2
        order by i.expires_at limit $3
        """)
    {
        Parameters = { Sql.Text(actor.Name), Sql.Instant(now), Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>REL-60: what the reader's providers ask for their resellers; no link from a mail is needed.</summary>
internal sealed class PartnersOffered : IWaitingItems
{
    public WaitingKind Kind { get; } = new("partnersOffered", "inbox", "/my-partners", "/my-partners/offers/{0}");

    public bool Concerns(Caller caller) => caller.May(Permission.AcceptRelationship).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select i.id::text, o.name, i.expires_at
        from customer_invitations i
        join tenants t on t.id = i.partner_id
        join organisations o on o.id = t.organisation_id
        where i.customer_id = $1 and i.email is not null and i.answered_at is null and i.revoked_at is null
            and i.expires_at > $2
        order by i.expires_at limit $3
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Instant(now), Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>CUS-75: rights outlive the relationship until the customer takes them away.</summary>
internal sealed class RightsLeftBehind : IWaitingItems
{
    public WaitingKind Kind { get; } = new("rightsLeft", "shield-alert", "/my-partners", "/my-partners/{0}", IsSince: true, IsBad: true);

    public bool Concerns(Caller caller) => caller.May(Permission.RemovePartnerRights).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select r.partner_id::text, o.name, r.ended_at
        from customer_relationships r
        join tenants t on t.id = r.partner_id
        join organisations o on o.id = t.organisation_id
        where r.customer_id = $1 and r.ended_at is not null and r.admin_rights = 'Granted'
        order by r.ended_at limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}
