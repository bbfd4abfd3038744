using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kontor.Activity;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>Makes what a granted purchase writes: order, subscriptions, charges with their trace, activity, event, mail.</summary>
internal static class Purchase
{
    /// <param name="actor">Who orders.</param>
    /// <param name="parties">For whom.</param>
    /// <param name="lines">What, at which price; at least one, all with the same billing cycle (BIL-16).</param>
    /// <param name="currency">The currency of the order.</param>
    /// <param name="cart">The cart it comes from, if any.</param>
    /// <param name="policy">For the rate that counts against the credit limit.</param>
    /// <param name="now">The instant of the purchase.</param>
    public static OrderWrite Of(
        Actor actor,
        ReadParties parties,
        IReadOnlyList<PricedLine> lines,
        Currency currency,
        CartId? cart,
        ProgramPolicy policy,
        DateTimeOffset now)
    {
        var order = new Order
        {
            PartnerId = parties.Parties.Seller.TenantId,
            Id = new(Guid.CreateVersion7(now)),
            CustomerId = parties.Parties.Customer.TenantId,
            CartId = cart,
            Currency = currency,
            BillingCycle = lines[0].Cycle,
            PlacedAt = now,
            PlacedBy = actor.UserId,
        };
        var subscriptions = ImmutableArray.CreateBuilder<Subscription>(lines.Count);
        var orderLines = ImmutableArray.CreateBuilder<OrderLine>(lines.Count);
        var charges = ImmutableArray.CreateBuilder<ChargeLine>(lines.Count);
        var holdings = new List<OfferHolding>();
        foreach (var line in lines)
        {
            var subscription = Subscribe(order, line, parties.Parties, now);
            subscriptions.Add(subscription);
            orderLines.Add(LineOf(order, subscription, line));
            Hold(holdings, subscription, line.Offer);
            if (subscription.BillingType == BillingType.License)
            {
                charges.Add(Charge(subscription, line, policy, now));
            }
        }

        var placed = new PlacedOrder(
            order, orderLines.ToImmutable(), subscriptions.ToImmutable(), charges.ToImmutable(), [.. holdings]);
        return new OrderWrite(
            placed, Activity(actor, placed, now), Event(placed, now), Confirmation(placed, parties, now));
    }

    private static Subscription Subscribe(Order order, PricedLine line, OrderParties parties, DateTimeOffset now)
    {
        var (wanted, offer) = (line.Wanted, line.Offer);
        var from = DateOnly.FromDateTime(now.UtcDateTime);
        return new Subscription
        {
            PartnerId = order.PartnerId,
            Id = new(Guid.CreateVersion7(now)),
            CustomerId = order.CustomerId,
            ResellerId = wanted.PartnerOfRecord is { } networkId ? parties.Named(networkId)?.Party?.TenantId : null,
            PartnerOfRecord = wanted.PartnerOfRecord,
            OrderId = order.Id,
            ProductId = offer.Product.ProductId,
            SkuId = offer.Sku.SkuId,
            AvailabilityId = offer.Availability!.AvailabilityId,
            Title = offer.Sku.Title,
            FriendlyName = string.IsNullOrWhiteSpace(wanted.FriendlyName) ? offer.Sku.Title : wanted.FriendlyName,
            PublisherName = offer.Product.Publisher,
            IsFirstParty = offer.Product.IsFirstParty,
            IsTrial = offer.Sku.IsTrial,
            BillingType = offer.Sku.BillingType,
            BillingCycle = line.Cycle,
            Term = line.Term.Length == 0 ? null : line.Term,
            Quantity = wanted.Quantity,
            UnitPrice = decimal.Round(line.Price.Exact / wanted.Quantity, UnitPrice.MaxDecimals, MidpointRounding.AwayFromZero),
            Currency = offer.Availability.Currency,

            // Nobody could confirm for another publisher that its side is set up, so nothing waits for that.
            State = SubscriptionState.Active,
            AutoRenew = line.Term.Length > 0 && !offer.Sku.IsTrial && !ChangeRules.IsLocked(line.Term),
            CreatedAt = now,
            TermFrom = from,
            TermUntil = Term.Find(line.Term) is { Months: > 0 } term ? from.AddMonths(term.Months) : null,
            Version = 1,
        };
    }

    /// <summary>CAT-13: takes a free place of a limited SKU; the lines of one order take different ones.</summary>
    private static void Hold(List<OfferHolding> holdings, Subscription subscription, Offer offer)
    {
        var taken = holdings.Where(h => h.ProductId == subscription.ProductId && h.SkuId == subscription.SkuId).Select(h => h.Place);
        if (OfferRules.FreePlace(offer, [.. taken]) is { } place)
        {
            holdings.Add(new OfferHolding
            {
                CustomerId = subscription.CustomerId,
                ProductId = subscription.ProductId,
                SkuId = subscription.SkuId,
                Place = place,
                SubscriptionId = subscription.Id,
            });
        }
    }

    private static OrderLine LineOf(Order order, Subscription subscription, PricedLine line) => new()
    {
        PartnerId = order.PartnerId,
        OrderId = order.Id,
        LineNumber = line.Wanted.Number,
        CatalogItemId = line.Wanted.Item.ToString(),
        SubscriptionId = subscription.Id,
        FriendlyName = subscription.FriendlyName,
        Quantity = subscription.Quantity,
        UnitPrice = subscription.UnitPrice,
        Term = subscription.Term,
        PartnerOfRecord = subscription.PartnerOfRecord,
    };

    private static ChargeLine Charge(Subscription subscription, PricedLine line, ProgramPolicy policy, DateTimeOffset now)
    {
        var rate = policy.UsdRate(subscription.Currency);
        var charge = FirstCharge.Of(
            line.Price.Exact, subscription.Currency, subscription.BillingType, subscription.BillingCycle, subscription.TermFrom, rate);
        return new ChargeLine
        {
            PartnerId = subscription.PartnerId,
            Id = new(Guid.CreateVersion7(now)),
            CustomerId = subscription.CustomerId,
            OrderId = subscription.OrderId,
            SubscriptionId = subscription.Id,
            Type = line.Offer.Sku.CancellationPolicy == CancellationPolicy.Classic ? ChargeType.PurchaseFeeProrate : ChargeType.New,
            PeriodFrom = charge.From,
            PeriodUntil = charge.Until,
            Quantity = subscription.Quantity,
            UnitPrice = subscription.UnitPrice,
            AmountUnits = charge.Amount.Units,
            Currency = subscription.Currency,
            CreditUnits = charge.CreditTaken.Units,
            Trace = JsonSerializer.Serialize(
                new ChargeTrace(
                    [.. line.Price.Trace.Select(step => new TierTrace(
                        step.Tier.Row.ListId.Value, step.Tier.Row.Line, step.Tier.From, step.Tier.To, step.Tier.Row.UnitPrice,
                        step.Units, step.Amount))],
                    charge.Exact,
                    nameof(Rounding.HalfAwayFromZero),
                    charge.Amount.Amount,
                    subscription.Currency.Code,
                    rate,
                    charge.CreditTaken.Amount),
                PurchaseJson.Default.ChargeTrace),
            CreatedAt = now,
        };
    }

    private static ActivityRecord Activity(Actor actor, PlacedOrder placed, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TenantId = placed.Order.PartnerId,
        At = now,
        UserId = actor.UserId,
        ClientId = actor.ClientId,
        ActorName = actor.Name,
        Action = "OrderPlaced",
        CustomerId = placed.Order.CustomerId,
        ResourceId = placed.Order.Id.Value.ToString(),
        Details = Summary(placed),
    };

    private static ProgramEvent Event(PlacedOrder placed, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TenantId = placed.Order.PartnerId,
        At = now,
        Type = "order-placed",
        CustomerId = placed.Order.CustomerId,
        ResourceId = placed.Order.Id.Value.ToString(),
        Payload = Summary(placed),
    };

    private static string Summary(PlacedOrder placed) => JsonSerializer.Serialize(
        new OrderSummary(
            placed.Order.Id.Value,
            placed.Order.Currency.Code,
            [.. placed.Subscriptions.Select(s => new LineSummary(
                s.Id.Value, s.ProductId, s.SkuId, s.Quantity, s.PartnerOfRecord))]),
        PurchaseJson.Default.OrderSummary);

    /// <summary>The confirmation to the partner that ordered; none when it has no contact address.</summary>
    private static OutboxMessage? Confirmation(PlacedOrder placed, ReadParties parties, DateTimeOffset now)
    {
        var contact = parties.SellerContact;
        if (contact.Email.Length == 0)
        {
            return null;
        }

        var culture = CultureInfo.GetCultureInfo(contact.Language);
        var lines = string.Join('\n', placed.Subscriptions.Select(s =>
            Texts.In(culture, "orderConfirmed.line", s.Quantity, s.Title, s.FriendlyName)));
        return new Mail(
            contact.Email,
            Texts.In(culture, "orderConfirmed.subject", parties.Parties.Customer.Name),
            Texts.In(culture, "orderConfirmed.text", placed.Order.Id.Value, parties.Parties.Customer.Name, lines),
            contact.Language,
            "orderConfirmed").ToOutbox(now);
    }
}

internal sealed record TierTrace(Guid PriceList, int Line, long From, long? To, decimal UnitPrice, decimal Units, decimal Amount);

/// <summary>From what a charge was computed, so that anybody can compute it again.</summary>
internal sealed record ChargeTrace(
    TierTrace[] Tiers, decimal Exact, string Rounding, decimal Amount, string Currency, decimal UsdRate, decimal CreditTakenUsd);

internal sealed record LineSummary(Guid SubscriptionId, string ProductId, string SkuId, int Quantity, string? PartnerOfRecord);

internal sealed record OrderSummary(Guid OrderId, string Currency, LineSummary[] Lines);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChargeTrace))]
[JsonSerializable(typeof(OrderSummary))]
internal sealed partial class PurchaseJson : JsonSerializerContext;
