using Kontor.Access;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Partnerships;

/// <summary>REL-30: requests to one reseller each that nobody has answered.</summary>
internal sealed class UnansweredPartnerInvitations : IWaitingItems
{
    public WaitingKind Kind { get; } = new("partnerInvitations", "mail", "/resellers/invitations");

    public bool Concerns(Caller caller) => caller.May(Permission.ManageResellers, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select id::text, email, expires_at from partner_invitations
        where provider_id = $1 and email is not null and answered_at is null and revoked_at is null and expires_at > $2
        order by expires_at limit $3
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Instant(now), Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>Requests of providers that were made for the reader's own address (REL-14). Their links are in the mails.</summary>
internal sealed class PartnershipsAskedOfMe : IWaitingItems
{
    public WaitingKind Kind { get; } = new("partnershipAsked", "inbox", "/sandbox/mail");

    public bool Concerns(Caller caller) => caller.May(Permission.AcceptProviderInvitation).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select i.id::text, o.name, i.expires_at
        from partner_invitations i
        join tenants t on t.id = i.provider_id
        join organisations o on o.id = t.organisation_id
        where i.email in ($1, lower($1)) and i.answered_at is null and i.revoked_at is null and i.expires_at > $2
        order by i.expires_at limit $3
        """)
    {
        Parameters = { Sql.Text(actor.Name), Sql.Instant(now), Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>
/// AGR-12: the provider tells its resellers about the partner agreement and helps them to sign. Looked for among those that
/// came last, so that thousands cost no more than some.
/// </summary>
internal sealed class UnsignedResellers(Markets markets) : IWaitingItems
{
    private const int Newest = 500;

    private readonly string[] _markets = [.. markets.All.Select(market => market.Key)];
    private readonly string[] _regions = [.. markets.All.Select(market => market.RegionGroup)];

    public WaitingKind Kind { get; } = new("unsignedResellers", "file-pen-line", "/resellers", IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.ManageResellers, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        $"""
        select t.id::text, o.name, p.begun_at
        from (
            select reseller_id, begun_at from partnerships
            where provider_id = $1 and ended_at is null
            order by begun_at desc limit $5) p
        join tenants t on t.id = p.reseller_id
        join organisations o on o.id = t.organisation_id
        join unnest($2, $3) m (market, region_group) on m.market = t.market
        where not exists (select from partner_agreement_signatures s
            where s.organisation_id = t.organisation_id and s.region_group = m.region_group
                and {SignatureSql.Holds("$6")})
        order by p.begun_at limit $4
        """)
    {
        Parameters =
        {
            Sql.Uuid(actor.TenantId.Value), Sql.Texts(_markets), Sql.Texts(_regions), Sql.Int(IWaitingItems.Most + 1),
            Sql.Int(Newest), Sql.Instant(now),
        },
    };
}

/// <summary>REL-52: requests to end a partnership that wait for an operator, the longest waiting first.</summary>
internal sealed class RequestedEnds : IWaitingItems
{
    public WaitingKind Kind { get; } = new(
        "partnershipEnds", "list-checks", EndRequestList.Path + "?state=Open", EndRequestList.Path + "/{0}", IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.DecideEnrolments, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select e.id::text, o.name, e.filed_at
        from partnership_end_requests e
        join tenants t on t.id = e.reseller_id
        join organisations o on o.id = t.organisation_id
        where e.state = 'Open'
        order by e.filed_at limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}
