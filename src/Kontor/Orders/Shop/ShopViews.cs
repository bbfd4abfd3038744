using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Policy;
using Npgsql;

namespace Kontor.Orders;

/// <summary>Finds out from where a reader looks at the catalog.</summary>
public sealed class ShopViews
{
    /// <summary>A customer shared with more resellers than this is not shown with all of them.</summary>
    private const int MostResellers = 50;

    private const string ResellersSql =
        """
        select n.id, o.name
        from shared_customers s
        join network_ids n on n.tenant_id = s.reseller_id and n.kind = 'Location'
        join tenants t on t.id = s.reseller_id
        join organisations o on o.id = t.organisation_id
        where s.provider_id = $1 and s.customer_id = $2
        order by o.name, n.id
        limit $3
        """;

    private readonly NpgsqlDataSource _database;
    private readonly PartnerMarkets _partners;
    private readonly Markets _markets;
    private readonly CurrentPolicy _policy;

    private readonly TimeProvider _clock;

    internal ShopViews(
        NpgsqlDataSource database, PartnerMarkets partners, Markets markets, CurrentPolicy policy, TimeProvider clock) =>
        (_database, _partners, _markets, _policy, _clock) = (database, partners, markets, policy, clock);

    /// <summary>The view; refused for a customer that the actor's tenant has nothing to do with.</summary>
    public async Task<Result<ShopView>> Of(Actor actor, TenantId? customer, CancellationToken cancel)
    {
        var market = await _partners.Of(actor.TenantId, cancel);
        var own = new ShopView(market?.IsoCode ?? "", market?.Currency ?? Currency.Usd, null);
        if (customer is not { } id)
        {
            return own;
        }

        await using var connection = await _database.OpenConnectionAsync(cancel);
        var resellers = await Resellers(connection, actor.TenantId, id, cancel);
        await using var batch = new NpgsqlBatch(connection);
        PartiesFacts.Ask(batch, actor.TenantId, id, [.. resellers.Take(1).Select(reseller => reseller.NetworkId)], _clock.Now());
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var (read, _) = await PartiesFacts.Read(reader, actor.TenantId, _markets, cancel);
        return read is not { IsVisible: true }
            ? OrderReasons.CustomerUnknown
            : own with
            {
                Customer = new ShopCustomer(
                    id,
                    read.Parties.Customer.Name,
                    read.Parties.CustomerCountry,
                    read.Qualifications,
                    resellers,
                    Weightiest(OrderRules.MayOrderFor(read.Parties, resellers.FirstOrDefault()?.NetworkId, _policy.Value)))
                {
                    Kind = read.Parties.Customer.Kind,
                },
            };
    }

    /// <summary>CAT-20: to a reseller, what else an order would lack says nothing; its provider orders.</summary>
    private static Decision Weightiest(Decision decision) =>
        decision.Reasons is [var first, ..] && first.Code == OrderReasons.ResellerCannotOrder.Code
            ? Decision.Refused(first)
            : decision;

    private static async Task<ImmutableArray<NamableReseller>> Resellers(
        NpgsqlConnection connection, TenantId partner, TenantId customer, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(ResellersSql, connection)
        {
            Parameters = { Sql.Uuid(partner.Value), Sql.Uuid(customer.Value), Sql.Int(MostResellers) },
        };
        await using var row = await command.ExecuteReaderAsync(cancel);
        var resellers = ImmutableArray.CreateBuilder<NamableReseller>();
        while (await row.ReadAsync(cancel))
        {
            resellers.Add(new(row.GetString(0), row.GetString(1)));
        }

        return resellers.ToImmutable();
    }
}
