using System.Collections.Immutable;
using Kontor.Customers;
using Kontor.Kernel;

namespace Kontor.Orders;

/// <summary>A customer that was made, and what became of what was chosen for it.</summary>
/// <param name="Made">The customer, with its admin's password.</param>
/// <param name="Orders">One for each billing frequency; none where nothing was chosen or could be ordered.</param>
/// <param name="NotOrdered">Why something was not ordered, which now waits in the customer's cart; granted when all was.</param>
public sealed record StartedCustomer(MadeCustomer Made, ImmutableArray<PlacedOrder> Orders, Decision NotOrdered);

/// <summary>
/// Use case: a partner makes a customer and orders for it in one go (CUS-62, REL-62). All of it is one transaction, the
/// request's own where there is one, so a repetition finds either nothing or everything. The order is a cart that is
/// bought at once: when it fails, as it does when the credit was used up a moment ago, the customer is made all the same,
/// because its password is in the answer, and the cart keeps what was chosen.
/// </summary>
public sealed class CreateCustomerWithOrder
{
    private readonly KontorDb _db;
    private readonly FirstOrders _orders;
    private readonly CreateCustomer _create;
    private readonly MyCart _carts;
    private readonly CheckOutCart _checkOut;

    internal CreateCustomerWithOrder(
        KontorDb db, FirstOrders orders, CreateCustomer create, MyCart carts, CheckOutCart checkOut) =>
        (_db, _orders, _create, _carts, _checkOut) = (db, orders, create, carts, checkOut);

    /// <param name="actor">Who makes the customer and orders.</param>
    /// <param name="wanted">The customer.</param>
    /// <param name="lines">What is ordered for it; the reseller of record is the customer's. May be empty.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<StartedCustomer>> Handle(
        Actor actor, NewCustomer wanted, IReadOnlyList<CartLine> lines, CancellationToken cancel)
    {
        await using var own = _db.Database.CurrentTransaction is null ? await _db.Database.BeginTransactionAsync(cancel) : null;
        var result = await Start(actor, wanted, lines, cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return result;
    }

    private async Task<Result<StartedCustomer>> Start(
        Actor actor, NewCustomer wanted, IReadOnlyList<CartLine> lines, CancellationToken cancel)
    {
        CartLine[] chosen = [];
        if (lines.Count > 0)
        {
            var opened = await _orders.Open(actor, wanted, lines, cancel);
            if (opened.ValueOrNull is not { } first)
            {
                return opened.Decision;
            }

            var may = first.IsUsers.And(FirstOrderRules.MayBeKept(first.Lines));
            if (!may.IsGranted)
            {
                return may;
            }

            chosen = [.. first.Lines.Select(line => line.Line)];
        }

        var made = await _create.Handle(actor, wanted, cancel);
        return made.ValueOrNull is not { } customer ? made.Decision
            : chosen.Length == 0 ? new StartedCustomer(customer, [], Decision.Granted)
            : await Order(actor, customer, chosen, cancel);
    }

    private async Task<StartedCustomer> Order(
        Actor actor, MadeCustomer made, CartLine[] chosen, CancellationToken cancel)
    {
        var customer = made.Tenant.Id;
        var kept = await _carts.Add(actor, customer, chosen, cancel);
        if (kept.ValueOrNull is not { } cart)
        {
            return new StartedCustomer(made, [], kept.Decision);
        }

        var bought = await _checkOut.Handle(actor, customer, cart.Id, cancel);
        if (bought.ValueOrNull is not { } done)
        {
            return new StartedCustomer(made, [], bought.Decision);
        }

        // The cart that was bought is done with; what it could not buy is kept in a new one, so that it can be mended.
        CartLine[] left = [.. done.Refused.SelectMany(group => group.Lines)];
        if (left.Length > 0)
        {
            await _carts.Add(actor, customer, left, cancel);
        }

        return new StartedCustomer(
            made, done.Orders, Decision.From(done.Refused.SelectMany(group => group.Decision.Reasons).Distinct()));
    }
}
