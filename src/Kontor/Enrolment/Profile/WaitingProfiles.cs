using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Enrolment;

/// <summary>ACC-49: changed profiles that wait for an operator, the longest waiting first.</summary>
internal sealed class ProfilesToVerify : IWaitingItems
{
    public WaitingKind Kind { get; } = new(
        "profilesToVerify", "list-checks", ProfileChangeList.Path + "?state=Pending", ProfileChangeList.Path + "/{0}",
        IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.DecideEnrolments, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select v.organisation_id::text, o.name, v.since
        from profile_verifications v
        join organisations o on o.id = v.organisation_id
        where v.state = 'Pending' and v.waits <> ''
        order by v.since limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>ENR-36, ENR-60: the own profile was rejected; the partner corrects it.</summary>
internal sealed class OwnProfileRejected : IWaitingItems
{
    public WaitingKind Kind { get; } =
        new("ownProfileRejected", "file-pen-line", ProfileNews.Path, IsSince: true, IsBad: true);

    public bool Concerns(Caller caller) =>
        caller.Actor?.TenantKind == TenantKind.Partner
        && caller.May(Permission.ViewPartnerProfiles, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select t.id::text, o.name, v.since
        from tenants t
        join organisations o on o.id = t.organisation_id
        join profile_verifications v on v.organisation_id = t.organisation_id
        where t.id = $1 and v.state = 'Rejected'
        limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}
