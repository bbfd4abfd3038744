using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Enrolment;

/// <summary>ENR-31: applications that wait for an operator, the longest waiting first.</summary>
internal sealed class ApplicationsInReview : IWaitingItems
{
    public WaitingKind Kind { get; } = new(
        "applicationsInReview", "list-checks", ApplicationList.Path + "?state=InReview", ApplicationList.Path + "/{0}",
        IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.DecideEnrolments, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select e.tenant_id::text, a.profile_legal_name, e.since
        from partner_enrolments e
        join reseller_applications a on a.tenant_id = e.tenant_id and a.closed_at is null
        where e.state = 'InReview' and e.type = 'Reseller'
        order by e.since limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>ENR-36 … ENR-38: the own application, as long as the applicant has something to do.</summary>
internal sealed class OwnApplication : IWaitingItems
{
    public WaitingKind Kind { get; } = new("ownApplication", "file-pen-line", ApplicationNews.StatusPath, IsSince: true);

    public bool Concerns(Caller caller) =>
        caller.Actor is { } actor && ApplicationRules.MayRead(actor).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select e.tenant_id::text, a.profile_legal_name, e.since
        from partner_enrolments e
        join reseller_applications a on a.tenant_id = e.tenant_id and a.closed_at is null
        where e.tenant_id = $1 and e.type = 'Reseller'
            and e.state in ('Draft', 'AwaitingEmailVerification', 'Rejected', 'Qualified')
        limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}
