using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.PartnerCenter;

/// <summary>Between the protocol's orders and Kontor's.</summary>
internal static class OrderWords
{
    /// <summary>A placed order without prices.</summary>
    public static OrderBody Body(PlacedOrder placed) => Body(placed.Order, placed.Lines, withPrices: false);

    public static OrderBody Body(Order order, IReadOnlyList<OrderLine> lines, bool withPrices)
    {
        var (id, customer) = (order.Id.ToString(), order.CustomerId.ToString());
        var items = lines.Select(line => Line(line, order, customer, withPrices)).ToArray();
        return new OrderBody(id, customer)
        {
            AlternateId = id[^12..],
            BillingCycle = WireItems.Cycle(order.BillingCycle),
            CurrencyCode = order.Currency.Code,
            CurrencySymbol = WireItems.Symbol(order.Currency.Code),
            LineItems = items,
            CreationDate = order.PlacedAt,
            TotalPrice = withPrices ? items.Sum(item => item.Pricing!.ExtendedPrice) : null,
            Links = new PageLinks(new Link($"/customers/{customer}/orders/{id}")),
            Attributes = new ResourceAttributes("Order", "1"),
        };
    }

    /// <summary>What a client wants, or what it must mend first.</summary>
    public static (OrderRequest? Request, Fault? Fault) Request(TenantId customer, NewOrderBody body)
    {
        if (body.ReferenceCustomerId is { Length: > 0 } reference
            && !reference.Equals(customer.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return (null, Fault.ArgumentContradicts.About("referenceCustomerId"));
        }

        if (body.LineItems is not { Count: > 0 } lines)
        {
            return (null, Fault.MemberMissing.About("lineItems"));
        }

        if (lines.Count > OrderRules.MaxLines)
        {
            return (null, Fault.From(OrderReasons.LineCountWrong.About(OrderRules.MaxLines)));
        }

        if (!WireItems.TryCycle(body.BillingCycle, out var cycle))
        {
            return (null, Fault.MemberOutOfRange.About("billingCycle"));
        }

        var wanted = new List<WantedLine>(lines.Count);
        foreach (var line in lines)
        {
            var (read, fault) = Line(line, wanted.Count, cycle);
            if (read is null)
            {
                return (null, fault);
            }

            wanted.Add(read);
        }

        return (new OrderRequest(customer, wanted), null);
    }

    private static (WantedLine? Line, Fault? Fault) Line(NewOrderLineBody? line, int index, BillingCycle? cycle)
    {
        if (line is null)
        {
            return (null, Fault.MemberMissing.About($"lineItems[{index}]"));
        }

        if (CatalogItemId.Find(line.OfferId) is not { } item)
        {
            return (null, Fault.From(OrderReasons.ItemMalformed.About(WireItems.Shown(line.OfferId))));
        }

        if (line.Quantity is not > 0)
        {
            return (null, Fault.MemberOutOfRange.About($"lineItems[{index}].quantity"));
        }

        if (!WireItems.TryTerm(line.TermDuration, out var term))
        {
            return (null, Fault.MemberOutOfRange.About($"lineItems[{index}].termDuration"));
        }

        if (Unsupported(line) is { } member)
        {
            return (null, Fault.MemberUnsupported.About($"lineItems[{index}].{member}"));
        }

        return (new WantedLine(
            line.LineItemNumber ?? index,
            item,
            line.Quantity.Value,
            WireItems.OrNull(line.FriendlyName),
            cycle,
            term,
            WireItems.OrNull(line.PartnerIdOnRecord)), null);
    }

    /// <summary>What would change what is bought and cannot be done yet: better refused than ignored.</summary>
    private static string? Unsupported(NewOrderLineBody line) =>
        !string.IsNullOrEmpty(line.ParentSubscriptionId) ? "parentSubscriptionId"
        : !string.IsNullOrEmpty(line.PromotionId) ? "promotionId"
        : line.CustomTermEndDate is not null ? "customTermEndDate"
        : null;

    private static OrderLineBody Line(OrderLine line, Order order, string customer, bool withPrices)
    {
        var subscription = line.SubscriptionId.ToString();
        return new OrderLineBody(line.LineNumber, line.CatalogItemId, subscription)
        {
            TermDuration = line.Term,
            FriendlyName = line.FriendlyName,
            Quantity = line.Quantity,
            Pricing = withPrices ? Price(line, order.Currency) : null,
            PartnerIdOnRecord = line.PartnerOfRecord,
            Links = new OrderLineLinks(new Link($"/customers/{customer}/subscriptions/{subscription}")),
        };
    }

    private static PricingBody Price(OrderLine line, Currency currency)
    {
        var unit = WireItems.Plain(line.UnitPrice);
        return new PricingBody(unit, unit, Rounding.HalfAwayFromZero(unit * line.Quantity, currency).Amount);
    }
}
