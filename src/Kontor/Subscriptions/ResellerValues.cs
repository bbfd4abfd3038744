using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Subscriptions;

/// <summary>
/// What the running subscriptions of resellers cost their provider a month: what is charged by license in periods, each price
/// spread over its months and rounded once (BIL-37). The seller's own business (MUL-05): who asks has to be the provider.
/// </summary>
public sealed class ResellerValues(KontorDb db)
{
    /// <summary>In each currency, by its code; none where nothing runs.</summary>
    public async Task<IReadOnlyList<Money>> Of(TenantId provider, TenantId reseller, CancellationToken cancel) =>
        (await Of(provider, [reseller], cancel)).GetValueOrDefault(reseller, []);

    /// <summary>Of several at once; those with nothing that runs are left out.</summary>
    public async Task<IReadOnlyDictionary<TenantId, IReadOnlyList<Money>>> Of(
        TenantId provider, IReadOnlyCollection<TenantId> resellers, CancellationToken cancel)
    {
        var rows = await Select(provider, resellers).ToListAsync(cancel);
        return rows.GroupBy(row => new TenantId(row.ResellerId)).ToDictionary(
            group => group.Key,
            IReadOnlyList<Money> (group) =>
            [
                .. group.OrderBy(row => row.Currency, StringComparer.Ordinal)
                    .Select(row => Rounding.HalfAwayFromZero(row.Monthly, Currency.Of(row.Currency))),
            ]);
    }

    /// <summary>Along the resellers' index; a test looks at its plan. The months are those of <c>BillingPlans.Months</c>.</summary>
    internal IQueryable<ResellerValueRow> Select(TenantId provider, IReadOnlyCollection<TenantId> resellers)
    {
        Guid[] ids = [.. resellers.Select(id => id.Value)];
        return db.Database.SqlQuery<ResellerValueRow>(
            $"""
            select s.reseller_id as "ResellerId", s.currency as "Currency",
                sum(s.unit_price * s.quantity / case s.billing_cycle when 'Monthly' then 1 when 'Annual' then 12 else 36 end)
                    as "Monthly"
            from subscriptions s
            where s.reseller_id = any ({ids}) and s.partner_id = {provider.Value} and s.state = 'Active'
                and s.billing_type = 'License' and s.billing_cycle in ('Monthly', 'Annual', 'Triennial')
            group by s.reseller_id, s.currency
            """);
    }

    internal sealed record ResellerValueRow(Guid ResellerId, string Currency, decimal Monthly);
}
