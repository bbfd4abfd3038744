using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Orders;

/// <summary>Carts that nobody has bought and that will be gone within three days.</summary>
internal sealed class CartsAboutToExpire : IWaitingItems
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(3);

    public WaitingKind Kind { get; } = new("carts", "shopping-cart", "/customers", "/customers/{0}");

    public bool Concerns(Caller caller) => caller.May(Permission.CreateOrders).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select c.customer_id::text, o.name, c.expires_at
        from carts c
        join tenants t on t.id = c.customer_id
        join organisations o on o.id = t.organisation_id
        where c.partner_id = $1 and c.state = 'Active' and c.expires_at > $2 and c.expires_at <= $3
        order by c.expires_at limit $4
        """)
    {
        Parameters =
        {
            Sql.Uuid(actor.TenantId.Value), Sql.Instant(now), Sql.Instant(now + Soon), Sql.Int(IWaitingItems.Most + 1),
        },
    };
}
