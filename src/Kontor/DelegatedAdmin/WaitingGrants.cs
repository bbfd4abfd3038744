using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.DelegatedAdmin;

/// <summary>CUS-31, CUS-75: partners that ask the customer for delegated admin rights.</summary>
internal sealed class RightsAskedOfMe : IWaitingItems
{
    public WaitingKind Kind { get; } = new("rightsAsked", "shield", "/my-partners/requests", "/my-partners/requests/{0}");

    public bool Concerns(Caller caller) => caller.May(Permission.AcceptRelationship).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select g.id::text, o.name, g.until
        from delegated_grants g
        join tenants t on t.id = g.partner_id
        join organisations o on o.id = t.organisation_id
        where g.customer_id = $1 and g.state = 'Requested' and g.until > $2
        order by g.until limit $3
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Instant(now), Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>CUS-78: rights of the partner that end within a month and do not extend themselves.</summary>
internal sealed class RightsEndingSoon : IWaitingItems
{
    public WaitingKind Kind { get; } = new("rightsEnding", "calendar-clock", GrantList.Path, GrantList.Path + "/{0}");

    public bool Concerns(Caller caller) => caller.May(Permission.RequestDelegatedAdmin).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select g.id::text, g.customer_name, g.until
        from delegated_grants g
        where g.partner_id = $1 and g.until > $2 and g.until <= $3 and g.state = 'Active' and not g.extends_itself
        order by g.until limit $4
        """)
    {
        Parameters =
        {
            Sql.Uuid(actor.TenantId.Value), Sql.Instant(now), Sql.Instant(now.AddDays(GrantTimes.NoticeDays[0])),
            Sql.Int(IWaitingItems.Most + 1),
        },
    };
}
