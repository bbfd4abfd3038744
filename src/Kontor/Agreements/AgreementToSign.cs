using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Agreements;

/// <summary>
/// A partner whose global admin has yet to sign: for the first time, for an enrolment that waits for it, or again because a
/// version in force asks for that (AGR-03, AGR-06, ENR-37).
/// </summary>
internal sealed class AgreementToSign(Markets markets) : IWaitingItems
{
    private readonly string[] _markets = [.. markets.All.Select(market => market.Key)];
    private readonly string[] _regions = [.. markets.All.Select(market => market.RegionGroup)];

    public WaitingKind Kind { get; } = new("agreementToSign", "file-pen-line", "/settings/agreements", IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.SignPartnerAgreement).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        $"""
        select m.region_group, m.region_group, min(e.since)
        from tenants t
        join unnest($2, $3) m (market, region_group) on m.market = t.market
        join partner_enrolments e on e.tenant_id = t.id and e.state in ('Qualified', 'Active', 'Restricted')
        left join lateral (
            select true as stands
            from partner_agreement_signatures s
            where s.organisation_id = t.organisation_id and s.region_group = m.region_group
                and not exists (select from agreement_versions v
                    where v.kind = '{nameof(AgreementKind.Partner)}' and v.number > s.number
                        and v.effective_from <= $4 and v.sign_again_by is not null)
            limit 1) signature on true
        where t.id = $1
            and exists (select from network_ids n where n.tenant_id = t.id)
            and (e.state = 'Qualified' or signature.stands is null)
        group by m.region_group
        limit $5
        """)
    {
        Parameters =
        {
            Sql.Uuid(actor.TenantId.Value), Sql.Texts(_markets), Sql.Texts(_regions), Sql.Instant(now),
            Sql.Int(IWaitingItems.Most + 1),
        },
    };
}
