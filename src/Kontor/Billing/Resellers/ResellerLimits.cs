using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Billing;

/// <summary>A reseller that a purchase would lift above what its provider granted it.</summary>
/// <param name="Name">Its legal name.</param>
/// <param name="Limit">What was granted.</param>
/// <param name="Value">What would run for it a month afterwards.</param>
public sealed record ResellerOverLimit(string Name, Money Limit, Money Value);

/// <summary>
/// BIL-04: before a provider orders for a reseller, whether that would exceed what it granted. It may order all the same: the
/// risk is its own.
/// </summary>
public sealed class ResellerLimits(KontorDb db, ResellerValues values, BusinessCards cards)
{
    /// <param name="provider">Who orders.</param>
    /// <param name="added">Per network id of a reseller, what the purchase adds a month.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<ResellerOverLimit>> Exceeded(
        TenantId provider, IReadOnlyCollection<(string NetworkId, Money Monthly)> added, CancellationToken cancel)
    {
        string[] networkIds = [.. added.Select(one => one.NetworkId).Distinct()];
        if (networkIds.Length == 0)
        {
            return [];
        }

        var limits = await Limits(provider, networkIds).ToListAsync(cancel);
        if (limits.Count == 0)
        {
            return [];
        }

        TenantId[] resellers = [.. limits.Select(row => new TenantId(row.ResellerId))];
        var running = await values.Of(provider, resellers, cancel);
        var names = await cards.Of(resellers, cancel);
        return
        [
            .. from row in limits
               let reseller = new TenantId(row.ResellerId)
               let limit = new Money(row.LimitUnits, Currency.Of(row.Currency))
               let value = Sum(
                   running.GetValueOrDefault(reseller, []).Concat(
                       added.Where(one => one.NetworkId == row.NetworkId).Select(one => one.Monthly)),
                   limit.Currency)
               where value.Units > limit.Units
               orderby names[reseller].Name
               select new ResellerOverLimit(names[reseller].Name, limit, value),
        ];
    }

    /// <summary>The limits that count in the partnerships with these resellers.</summary>
    private IQueryable<LimitRow> Limits(TenantId provider, string[] networkIds) => db.Database.SqlQuery<LimitRow>(
        $"""
        select p.reseller_id as "ResellerId", n.id as "NetworkId", t.limit_units as "LimitUnits", t.currency as "Currency"
        from network_ids n
        join partnerships p on p.provider_id = {provider.Value} and p.reseller_id = n.tenant_id and p.ended_at is null
        join lateral (
            select r.limit_units, r.currency from reseller_terms r
            where r.provider_id = p.provider_id and r.partnership_id = p.id order by r.number desc limit 1) t
            on t.limit_units is not null
        where n.id = any ({networkIds})
        """);

    private static Money Sum(IEnumerable<Money> amounts, Currency currency) =>
        amounts.Where(amount => amount.Currency == currency).Aggregate(Money.Zero(currency), (sum, amount) => sum + amount);

    private sealed record LimitRow(Guid ResellerId, string NetworkId, long LimitUnits, string Currency);
}
