using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>What a line of a cart would be if it were bought now.</summary>
/// <param name="Line">The wish.</param>
/// <param name="Priced">What it costs; null when it has no price.</param>
/// <param name="Decision">Whether it may be bought, without the partner's credit.</param>
public sealed record AssessedLine(CartLine Line, PricedLine? Priced, Decision Decision);

/// <summary>Lines that would be one order.</summary>
/// <param name="Id">0, 1, 2 … by their first line.</param>
/// <param name="Lines">At least one.</param>
public sealed record CartGroup(string Id, ImmutableArray<AssessedLine> Lines);

/// <summary>What all lines of a billing frequency and currency cost together each time they are billed.</summary>
public sealed record CartTotal(BillingCycle Cycle, Money Amount);

/// <summary>When a cart can be used, and how it becomes orders.</summary>
public static class CartRules
{
    /// <summary>The longest text that can stand for a catalog item.</summary>
    public const int MaxItemLength = 150;

    /// <summary>Whether the cart may be changed or bought now.</summary>
    public static Decision MayUse(Cart? cart, TenantId customer, DateTimeOffset now) =>
        cart is null || cart.CustomerId != customer || (cart.State == CartState.Active && cart.ExpiresAt <= now)
            ? Decision.Refused(CartReasons.Unknown)
            : Decision.RequireAll((cart.State == CartState.Active, CartReasons.AlreadyOrdered));

    /// <summary>CAT-22: how many lines, and each number once.</summary>
    public static Decision AreWellFormed(IReadOnlyList<CartLine> lines)
    {
        var numbers = new HashSet<int>();
        return Decision.RequireAll((lines.Count is > 0 and <= OrderRules.MaxLines, OrderReasons.LineCountWrong.About(OrderRules.MaxLines)))
            .And(Decision.From(lines
                .Where(line => !numbers.Add(line.Id)).Select(line => OrderReasons.LineNumberTwice.About(line.Id))))
            .And(Decision.From(lines
                .Where(line => line.FriendlyName?.Length > OrderRules.MaxNameLength)
                .Select(line => OrderReasons.NameTooLong.About(line.Id))));
    }

    /// <summary>
    /// Puts a wish among the lines: more of the same makes one line, other things get the next number. So does what is no
    /// quantity, for which it is then refused: taken together it would make a line smaller.
    /// </summary>
    public static void Put(List<CartLine> lines, CartLine wish)
    {
        var at = wish.Quantity > 0 ? lines.FindIndex(line => line with { Id = wish.Id, Quantity = wish.Quantity } == wish) : -1;
        if (at >= 0)
        {
            var together = (long)lines[at].Quantity + wish.Quantity;
            lines[at] = lines[at] with { Quantity = (int)long.Min(together, int.MaxValue) };
        }
        else
        {
            lines.Add(wish with { Id = lines.Count == 0 ? 0 : lines.Max(line => line.Id) + 1 });
        }
    }

    /// <summary>
    /// What the line costs each time it is billed, rounded as its charge will be (BIL-12); null without a price, and for
    /// usage, which is charged afterwards (BIL-14).
    /// </summary>
    public static Money? PerPeriod(AssessedLine line) =>
        line.Priced is { Offer.Sku.BillingType: BillingType.License, Price: var price }
            ? Rounding.HalfAwayFromZero(price.Exact, price.Currency)
            : null;

    /// <summary>Sums of the rounded lines, so that they are what the charges will add up to.</summary>
    public static ImmutableArray<CartTotal> Totals(IEnumerable<AssessedLine> lines) =>
    [
        .. from line in lines
           let amount = PerPeriod(line)
           where amount is not null
           group amount.Value by (line.Priced!.Cycle, amount.Value.Currency) into together
           orderby together.Key.Cycle, together.Key.Currency.Code
           select new CartTotal(
               together.Key.Cycle, together.Aggregate(Money.Zero(together.Key.Currency), (sum, amount) => sum + amount)),
    ];

    /// <summary>
    /// BIL-04: what the lines that can be bought would cost a month, for the reseller that each names; what a charge pays no
    /// period of is left out.
    /// </summary>
    public static ImmutableArray<(string NetworkId, Money Monthly)> MonthlyFor(IEnumerable<AssessedLine> lines) =>
    [
        .. from line in lines
           where line.Decision.IsGranted && PerPeriod(line) is not null
           let priced = line.Priced
           let networkId = line.Line.PartnerOfRecord
           where networkId is not null && priced.Cycle.Months() > 0
           select (networkId, Rounding.HalfAwayFromZero(priced.Price.Exact / priced.Cycle.Months(), priced.Price.Currency)),
    ];

    /// <summary>
    /// BIL-16: an order has one billing frequency, and one currency; a cart may mix them and becomes as many orders. A line
    /// that cannot be bought is alone, so that it keeps no other from being bought.
    /// </summary>
    public static ImmutableArray<CartGroup> Groups(IEnumerable<AssessedLine> lines) =>
    [
        .. lines
            .GroupBy(line => line is { Decision.IsGranted: true, Priced: { } priced }
                ? (priced.Cycle, priced.Price.Currency.Code, -1)
                : (BillingCycle.None, "", line.Line.Id))
            .Select((group, number) => new CartGroup($"{number}", [.. group])),
    ];
}
