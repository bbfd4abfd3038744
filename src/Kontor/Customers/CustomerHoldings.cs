using Kontor.Kernel;
using Npgsql;

namespace Kontor.Customers;

/// <summary>A subscription in a list of customers.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Title">As the customer's people call it, else as the catalog does.</param>
/// <param name="Quantity">Seats or units.</param>
public sealed record HeldSubscription(Guid Id, string Title, int Quantity);

/// <summary>What a customer has from one partner.</summary>
/// <param name="Subscriptions">How many active subscriptions.</param>
/// <param name="Seats">Their quantities together.</param>
/// <param name="Newest">The newest few.</param>
public sealed record CustomerHolding(int Subscriptions, long Seats, IReadOnlyList<HeldSubscription> Newest)
{
    public static CustomerHolding None { get; } = new(0, 0, []);
}

/// <summary>What the customers of a page have from the partner that looks, in one query for all of them (CUS-66).</summary>
public sealed class CustomerHoldings(NpgsqlDataSource database)
{
    private const int Newest = 4;

    public async Task<IReadOnlyDictionary<TenantId, CustomerHolding>> Of(
        Actor partner, IEnumerable<TenantId> customers, CancellationToken cancel)
    {
        // Sold by the partner, or by its provider with it as reseller; the two never meet in one subscription.
        await using var command = database.CreateCommand(
            """
            select customer_id, id, title, quantity, count, seats
            from (
                select customer_id, id, coalesce(friendly_name, title) as title, quantity,
                    count(*) over customer as count, sum(quantity) over customer as seats,
                    row_number() over (partition by customer_id order by created_at desc, id desc) as place
                from (
                    select customer_id, id, friendly_name, title, quantity, created_at from subscriptions
                    where partner_id = $1 and customer_id = any ($2) and state = 'Active'
                    union all
                    select customer_id, id, friendly_name, title, quantity, created_at from subscriptions
                    where reseller_id = $1 and partner_id <> $1 and customer_id = any ($2) and state = 'Active'
                ) sold
                window customer as (partition by customer_id)
            ) placed
            where place <= $3
            order by customer_id, place
            """);
        command.Parameters.Add(Sql.Uuid(partner.TenantId.Value));
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. customers.Select(id => id.Value)] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Newest });
        var holdings = new Dictionary<TenantId, CustomerHolding>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var customer = new TenantId(reader.GetGuid(0));
            var held = new HeldSubscription(reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3));
            holdings[customer] = holdings.TryGetValue(customer, out var known)
                ? known with { Newest = [.. known.Newest, held] }
                : new((int)reader.GetInt64(4), reader.GetInt64(5), [held]);
        }

        return holdings;
    }
}
