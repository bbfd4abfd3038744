using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>ENR-41, ENR-42, OPS-42: what an organization sold in the program, from the charges that Kontor made.</summary>
public sealed class RevenueQuery(KontorDb db, CurrentPolicy policy)
{
    // A charge names its subscription, which names the reseller. Of what it bought itself an organization has one run of the
    // charges' key, whose ids begin with their instant; of what providers bought for it, the charges of the subscriptions
    // that it resells. Where both are tenants of one organization, the charge counts once.
    private const string Charges =
        """
        with own as (select id from tenants where organisation_id = {0})
        select c.currency as "Currency", (sum(c.amount_units) filter (where c.is_resold))::bigint as "AsReseller",
            (sum(c.amount_units) filter (where not c.is_resold))::bigint as "AsSeller"
        from (
            select l.currency, l.amount_units, s.product_id, false as is_resold
            from own
            join charge_lines l on l.partner_id = own.id and l.id >= {1}
            join subscriptions s on s.partner_id = l.partner_id and s.id = l.subscription_id
            union all
            select l.currency, l.amount_units, s.product_id, true
            from own
            join subscriptions s on s.reseller_id = own.id and s.partner_id not in (select id from own)
            join charge_lines l on l.partner_id = s.partner_id and l.subscription_id = s.id and l.id >= {1}) c
        left join products p on p.product_id = c.product_id
        where p.kind is distinct from 'PerpetualSoftware'
        group by c.currency
        """;

    private const string FirstSale =
        """
        select min(f.created_at) as "Value"
        from tenants t
        cross join lateral (
            select s.created_at from subscriptions s where s.reseller_id = t.id order by s.id limit 1) f
        where t.organisation_id = {0}
        """;

    /// <param name="organisation">Whose.</param>
    /// <param name="until">The twelve months before this instant count.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<TrailingRevenue> Of(OrganisationId organisation, DateTimeOffset until, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<Charged>(Statement(organisation, until)).ToListAsync(cancel);
        return TrailingRevenue.Of(
            until,
            [.. rows.Select(row => new RevenueInCurrency(Currency.Of(row.Currency), row.AsReseller ?? 0, row.AsSeller ?? 0))],
            policy.Value);
    }

    /// <summary>K-06: when the organization first sold something as a reseller; null where it never did.</summary>
    public Task<DateTimeOffset?> FirstSaleAsReseller(OrganisationId organisation, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<DateTimeOffset?>(FirstSale, organisation.Value).SingleAsync(cancel);

    /// <summary>The one statement, for those who look at its plan too.</summary>
    internal static FormattableString Statement(OrganisationId organisation, DateTimeOffset until)
    {
        var sql = new SqlText();
        var span = new InstantSpan(TrailingRevenue.FirstBefore(until), until);
        sql.Add(Charges, organisation.Value, span.FirstId!.Value);
        return sql.ToStatement();
    }

    private sealed record Charged(string Currency, long? AsReseller, long? AsSeller);
}
