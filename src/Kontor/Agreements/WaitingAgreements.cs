using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Agreements;

/// <summary>
/// AGR-20: customers for whom nothing can be ordered until the customer agreement is accepted. Looked for among those
/// that came last, so that many customers cost no more than few.
/// </summary>
internal sealed class CustomersWithoutAgreement : IWaitingItems
{
    private const int Newest = 500;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    public WaitingKind Kind { get; } =
        new("customersWithoutAgreement", "file-pen-line", "/customers", "/customers/{0}", IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.AttestCustomerAgreement).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select r.customer_id::text, r.customer_name, r.begun_at
        from (
            select customer_id, customer_name, begun_at from customer_relationships
            where partner_id = $1 and ended_at is null and kind in ('Reseller', 'IndirectProvider') and begun_at > $2
            order by begun_at desc limit $3) r
        where not exists (select from customer_agreement_acceptances a where a.customer_id = r.customer_id)
            and not exists (select from tenants t where t.id = r.customer_id and t.kind = 'SharedServices')
        order by r.begun_at limit $4
        """)
    {
        Parameters =
        {
            Sql.Uuid(actor.TenantId.Value), Sql.Instant(now - Lately), Sql.Int(Newest), Sql.Int(IWaitingItems.Most + 1),
        },
    };
}
