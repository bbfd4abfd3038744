using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Enrolment;

/// <summary>ENR-43, ENR-44: applications as direct partner that wait for an operator, the longest waiting first.</summary>
internal sealed class DirectApplicationsToDecide : IWaitingItems
{
    public WaitingKind Kind { get; } = new(
        "directApplications", "list-checks", ApplicationList.Path + "?type=DirectPartner", ApplicationList.Path + "/{0}/direct",
        IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.DecideEnrolments, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select e.tenant_id::text, a.legal_name, e.since
        from partner_enrolments e
        join direct_applications a on a.tenant_id = e.tenant_id and a.closed_at is null
        where e.type = 'DirectPartner' and e.state in ('Submitted', 'CreditCheck', 'SupportPlanRequired')
            and (e.state <> 'SupportPlanRequired' or a.plan_level is not null)
        order by e.since limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>ENR-43, ENR-44: the own application as direct partner, as long as the applicant has something to do.</summary>
internal sealed class OwnDirectApplication : IWaitingItems
{
    public WaitingKind Kind { get; } = new("ownDirectApplication", "file-pen-line", DirectNews.StatusPath, IsSince: true);

    public bool Concerns(Caller caller) =>
        caller.Actor is { } actor && ApplicationRules.MayRead(actor).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select e.tenant_id::text, a.legal_name, e.since
        from partner_enrolments e
        join direct_applications a on a.tenant_id = e.tenant_id and a.closed_at is null
        where e.tenant_id = $1 and e.type = 'DirectPartner'
            and (e.state in ('Draft', 'Rejected', 'Qualified') or a.question is not null
                or (e.state = 'SupportPlanRequired' and a.plan_level is null))
        limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}
