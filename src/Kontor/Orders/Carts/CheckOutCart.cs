using System.Collections.Immutable;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Orders;

/// <summary>A group of lines that could not be ordered, and why.</summary>
public sealed record RefusedGroup(string GroupId, ImmutableArray<CartLine> Lines, Decision Decision);

/// <summary>What became of a cart: an order for each group that could be ordered; at least one.</summary>
public sealed record CheckedOutCart(ImmutableArray<PlacedOrder> Orders, ImmutableArray<RefusedGroup> Refused);

/// <summary>
/// Use case: a partner buys what is in a cart (CAT-22, CAT-23). Each group of lines is an order that succeeds or fails for
/// itself. When all fail nothing has happened and the cart can be mended; otherwise it is done with. All of it is one
/// transaction, the request's own where there is one; of two checkouts at once one waits for the other and then finds the
/// cart ordered.
/// </summary>
public sealed class CheckOutCart
{
    private const string BeforeCart = "before_cart";
    private const string BeforeGroup = "before_group";

    /// <summary>The one conditional update that decides who buys the cart.</summary>
    private const string ClaimSql =
        """
        update carts set state = 'Ordered', modified_at = $4, modified_by = $5, version = version + 1
        where partner_id = $1 and id = $2 and customer_id = $3 and state = 'Active' and expires_at > $4
            and ($6 is null or version = $6)
        returning lines
        """;

    private readonly KontorDb _db;
    private readonly CartFacts _facts;
    private readonly CurrentPolicy _policy;
    private readonly TimeProvider _clock;

    internal CheckOutCart(KontorDb db, CartFacts facts, CurrentPolicy policy, TimeProvider clock) =>
        (_db, _facts, _policy, _clock) = (db, facts, policy, clock);

    public Task<Result<CheckedOutCart>> Handle(Actor actor, TenantId customer, CartId id, CancellationToken cancel) =>
        Handle(actor, customer, id, null, cancel);

    /// <param name="actor">Who buys; the cart is its tenant's.</param>
    /// <param name="customer">For whom.</param>
    /// <param name="id">The cart.</param>
    /// <param name="version">The cart as it was looked at last: another one is not bought. Null for any.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<CheckedOutCart>> Handle(
        Actor actor, TenantId customer, CartId id, int? version, CancellationToken cancel)
    {
        var now = _clock.Now();
        await using var own = _db.Database.CurrentTransaction is null ? await _db.Database.BeginTransactionAsync(cancel) : null;
        var transaction = _db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(BeforeCart, cancel);
        var result = await CheckOut(actor, customer, id, version, transaction, now, cancel);
        if (!result.Decision.IsGranted)
        {
            await transaction.RollbackToSavepointAsync(BeforeCart, cancel);
        }

        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return result;
    }

    private async Task<Result<CheckedOutCart>> CheckOut(
        Actor actor,
        TenantId customer,
        CartId id,
        int? version,
        IDbContextTransaction transaction,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)_db.Database.GetDbConnection();
        if (await Claim(connection, actor, customer, id, version, now, cancel) is not { } lines)
        {
            var cart = await _db.Carts.AsNoTracking()
                .SingleOrDefaultAsync(cart => cart.PartnerId == actor.TenantId && cart.Id == id, cancel);
            var decision = CartRules.MayUse(cart, customer, now);
            return decision.IsGranted ? CartReasons.InUse : decision;
        }

        if (await _facts.Assess(connection, actor.TenantId, customer, lines, now, cancel) is not { } assessed)
        {
            return OrderReasons.CustomerUnknown;
        }

        var orders = ImmutableArray.CreateBuilder<PlacedOrder>();
        var refused = ImmutableArray.CreateBuilder<RefusedGroup>();
        foreach (var group in CartRules.Groups(assessed.Lines))
        {
            await transaction.CreateSavepointAsync(BeforeGroup, cancel);
            var order = await Order(connection, actor, customer, id, group, now, cancel);
            if (order.ValueOrNull is { } placed)
            {
                orders.Add(placed);
            }
            else
            {
                await transaction.RollbackToSavepointAsync(BeforeGroup, cancel);
                refused.Add(new RefusedGroup(group.Id, [.. group.Lines.Select(line => line.Line)], order.Decision));
            }
        }

        return orders.Count > 0
            ? new CheckedOutCart(orders.ToImmutable(), refused.ToImmutable())
            : Decision.From(refused.SelectMany(group => group.Decision.Reasons).Distinct());
    }

    private static async Task<CartLine[]?> Claim(
        NpgsqlConnection connection,
        Actor actor,
        TenantId customer,
        CartId id,
        int? version,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(ClaimSql, connection)
        {
            Parameters =
            {
                Sql.Uuid(actor.TenantId.Value),
                Sql.Uuid(id.Value),
                Sql.Uuid(customer.Value),
                Sql.Instant(now),
                Sql.Uuid(actor.UserId?.Value),
                version is { } seen ? Sql.Int(seen) : new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
            },
        };
        return await command.ExecuteScalarAsync(cancel) is string lines ? CartLines.Read(lines) : null;
    }

    /// <summary>Asks again for each group: the one before has taken credit, and may have taken the last place of a limit.</summary>
    private async Task<Result<PlacedOrder>> Order(
        NpgsqlConnection connection,
        Actor actor,
        TenantId customer,
        CartId id,
        CartGroup group,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        CartLine[] lines = [.. group.Lines.Select(line => line.Line)];
        if (await _facts.Assess(connection, actor.TenantId, customer, lines, now, cancel) is not { } assessed)
        {
            return OrderReasons.CustomerUnknown;
        }

        var decision = Decision.From(assessed.Lines.SelectMany(line => line.Decision.Reasons).Distinct());
        if (!decision.IsGranted)
        {
            return decision;
        }

        var priced = assessed.Lines.Select(line => line.Priced!).ToArray();
        var write = Purchase.Of(actor, assessed.Parties, priced, priced[0].Price.Currency, id, _policy.Value, now);
        var credit = OrderRules.FitsCredit(assessed.Credit, new Money(write.CreditUnits, Currency.Usd));
        return credit.IsGranted ? await Write(connection, write, assessed, cancel) : credit;
    }

    private static async Task<Result<PlacedOrder>> Write(
        NpgsqlConnection connection, OrderWrite write, AssessedCart assessed, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        write.AddTo(batch);
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
            return write.Placed;
        }
        catch (PostgresException full) when (full.ConstraintName == BillingStorage.PurchaseWithinLimit)
        {
            return OrderReasons.CreditExceeded.About(new Money(write.CreditUnits, Currency.Usd), assessed.Credit!.Available);
        }
        catch (PostgresException ended) when (OrderWrite.LostCustomer(ended))
        {
            return OrderReasons.CustomerUnknown;
        }
        catch (PostgresException held) when (held.ConstraintName == SubscriptionStorage.OnePlaceEach)
        {
            return OfferRules.LimitReached(assessed.Lines.Select(line => line.Priced!.Offer));
        }
    }
}
