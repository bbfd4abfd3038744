using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Support;

/// <summary>SUP-13: requests that nobody at the partner has taken, or that came back.</summary>
internal sealed class RequestsForPartner : IWaitingItems
{
    public WaitingKind Kind { get; } = new("serviceRequests", "message-square", ServiceRequestList.Path, ServiceRequestList.Path + "/{0}");

    public bool Concerns(Caller caller) => caller.May(Permission.HandleCustomerService).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select r.id::text, r.title, r.due_at
        from service_requests r
        where r.partner_id = $1 and r.state in ('New', 'Reopened', 'WaitingForPartner')
        order by r.due_at limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>SUP-05: requests that partners escalated.</summary>
internal sealed class RequestsForVendor : IWaitingItems
{
    public WaitingKind Kind { get; } = new("escalations", "message-square", ServiceRequestList.Path, ServiceRequestList.Path + "/{0}");

    public bool Concerns(Caller caller) => caller.May(Permission.HandleEscalatedSupport).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select r.id::text, r.title, r.vendor_due_at
        from service_requests r
        where r.state = 'Escalated'
        order by r.vendor_due_at limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>SUP-13: requests of the customer that are said to be solved; the customer says whether they are.</summary>
internal sealed class RequestsSolved : IWaitingItems
{
    public WaitingKind Kind { get; } =
        new("requestsSolved", "message-square", ServiceRequestList.Path, ServiceRequestList.Path + "/{0}", IsSince: true);

    public bool Concerns(Caller caller) =>
        caller.Actor?.TenantKind == TenantKind.Customer && caller.May(Permission.UseServiceRequests).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select r.id::text, r.title, r.created_at
        from service_requests r
        where r.customer_id = $1 and r.state = 'Resolved'
        order by r.id limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}
