using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Enrolment;

/// <summary>ENR-45, ENR-46, ENR-61: a partner is told on its home page that it is suspended, or restricted, or will be.</summary>
/// <param name="kind">How it is told.</param>
/// <param name="condition">Of its enrolment <c>e</c>.</param>
/// <param name="at">Since when or until when.</param>
/// <param name="isSince">Whether it is since when.</param>
internal sealed class OwnStanding(string kind, string condition, string at, bool isSince) : IWaitingItems
{
    public static OwnStanding Suspended { get; } = new("suspended", "e.state = 'Suspended'", "e.since", isSince: true);

    public static OwnStanding Restricted { get; } = new("restricted", "e.state = 'Restricted'", "e.since", isSince: true);

    public static OwnStanding RestrictedSoon { get; } = new(
        "restrictedSoon", "e.state = 'Active' and e.restricted_from is not null",
        "e.restricted_from::timestamp at time zone 'UTC'", isSince: false);

    public WaitingKind Kind { get; } = new($"standing.{kind}", "shield-alert", "/settings/standing", IsSince: isSince, IsBad: true);

    public bool Concerns(Caller caller) => caller.Actor?.TenantKind == TenantKind.Partner;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        $"""
        select e.tenant_id::text, o.name, min({at})
        from partner_enrolments e
        join tenants t on t.id = e.tenant_id
        join organisations o on o.id = t.organisation_id
        where e.tenant_id = $1 and {condition}
        group by e.tenant_id, o.name
        limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}
