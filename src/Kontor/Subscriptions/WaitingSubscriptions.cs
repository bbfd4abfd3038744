using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Subscriptions;

/// <summary>Subscriptions whose term ends within thirty days and that do not renew by themselves.</summary>
internal abstract class EndingSubscriptions(string key, string page, string? pageOfOne, string column) : IWaitingItems
{
    private const int Days = 30;

    public WaitingKind Kind { get; } = new(key, "calendar-clock", page, pageOfOne);

    public abstract bool Concerns(Caller caller);

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        $"""
        select s.customer_id::text, s.friendly_name{(column == "customer_id" ? "" : " || ', ' || o.name")},
            s.term_until::timestamp at time zone 'UTC'
        from subscriptions s
        join tenants t on t.id = s.customer_id
        join organisations o on o.id = t.organisation_id
        where s.{column} = $1 and s.state = 'Active' and not s.auto_renew and s.term_until between $2 and $3
        order by s.term_until limit $4
        """)
    {
        Parameters =
        {
            Sql.Uuid(actor.TenantId.Value),
            Sql.Date(DateOnly.FromDateTime(now.UtcDateTime)),
            Sql.Date(DateOnly.FromDateTime(now.UtcDateTime).AddDays(Days)),
            Sql.Int(IWaitingItems.Most + 1),
        },
    };

    protected static bool MayLook(Caller caller, TenantKind kind) =>
        caller.Actor?.TenantKind == kind && caller.May(Permission.ViewSubscriptions, PermissionLevel.Read).IsGranted;
}

internal sealed class EndingSubscriptionsSold() :
    EndingSubscriptions("subscriptionsEnding", "/customers", "/customers/{0}?tab=subscriptions", "partner_id")
{
    public override bool Concerns(Caller caller) => MayLook(caller, TenantKind.Partner);
}

internal sealed class EndingSubscriptionsOfReseller() :
    EndingSubscriptions("subscriptionsEnding", "/customers", "/customers/{0}?tab=subscriptions", "reseller_id")
{
    public override bool Concerns(Caller caller) => MayLook(caller, TenantKind.Partner);
}

internal sealed class MyEndingSubscriptions() :
    EndingSubscriptions("mySubscriptionsEnding", "/my-subscriptions", null, "customer_id")
{
    public override bool Concerns(Caller caller) => MayLook(caller, TenantKind.Customer);
}
