using System.Collections.Frozen;
using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Orders;

namespace Kontor.PartnerCenter;

/// <summary>Between the protocol's carts and Kontor's.</summary>
internal static class CartWords
{
    /// <summary>
    /// What is wrong with a line itself. Other reasons against an order, such as a missing agreement, are told when the
    /// cart is checked out: they may be mended until then.
    /// </summary>
    private static readonly FrozenDictionary<string, CartErrorCode> Errors = new Dictionary<string, CartErrorCode>
    {
        [OrderReasons.ItemMalformed.Code] = CartErrorCode.CatalogItemIdIsNotValid,
        [CatalogReasons.UnknownProduct.Code] = CartErrorCode.CatalogItemIdIsNotValid,
        [CatalogReasons.UnknownSku.Code] = CartErrorCode.CatalogItemIdIsNotValid,
        [CatalogReasons.UnknownAvailability.Code] = CartErrorCode.CatalogItemIdIsNotValid,
        [CatalogReasons.OtherCurrency.Code] = CartErrorCode.CurrencyIsNotSupported,
        [CatalogReasons.NotInCustomerCountry.Code] = CartErrorCode.UnableToProcessCartLineItem,
        [CatalogReasons.NotInPartnerCountry.Code] = CartErrorCode.UnableToProcessCartLineItem,
        [CatalogReasons.SegmentNotAllowed.Code] = CartErrorCode.UnableToProcessCartLineItem,
        [CatalogReasons.NotForSharedServices.Code] = CartErrorCode.UnableToProcessCartLineItem,
        [CatalogReasons.SaleEnded.Code] = CartErrorCode.UnableToProcessCartLineItem,
        [CatalogReasons.NoPrice.Code] = CartErrorCode.BillingPlanNotSupported,
        [CatalogReasons.QuantityTooSmall.Code] = CartErrorCode.InvalidInput,
        [CatalogReasons.QuantityTooLarge.Code] = CartErrorCode.MaxAllowedSeatsPerSubscriptionExceeded,
        [CatalogReasons.LifetimeLimit.Code] = CartErrorCode.QuotaNotAvailable,
        [CatalogReasons.ConcurrentLimit.Code] = CartErrorCode.QuotaNotAvailable,
        [OrderReasons.NetworkIdUnknown.Code] = CartErrorCode.ParticipantsIsNotSupportedForPartner,
        [OrderReasons.NetworkIdIsNoReseller.Code] = CartErrorCode.ParticipantsIsNotSupportedForPartner,
        [OrderReasons.NetworkIdIsOwn.Code] = CartErrorCode.ParticipantsIsNotSupportedForPartner,
        [OrderReasons.PartnershipMissing.Code] = CartErrorCode.ParticipantsIsNotSupportedForPartner,
        [OrderReasons.ResellerNotRelated.Code] = CartErrorCode.ParticipantsIsNotSupportedForPartner,
        [EligibilityReasons.ResellerRequired.Code] = CartErrorCode.ParticipantsIsNotSupportedForPartner,
    }.ToFrozenDictionary();

    public static CartBody Body(OpenCart open)
    {
        var cart = open.Cart;
        return new CartBody(cart.Id.ToString())
        {
            CreationTimestamp = cart.CreatedAt,
            LastModifiedTimestamp = cart.ModifiedAt,
            ExpirationTimestamp = cart.ExpiresAt,
            LastModifiedUser = cart.ModifiedBy?.ToString(),
            LineItems =
            [
                .. open.Groups
                    .SelectMany(group => group.Lines.Select(line => Line(line, group.Id)))
                    .OrderBy(line => line.Id),
            ],
            Status = cart.State.ToString(),
            Links = new PageLinks(new Link($"/customers/{cart.CustomerId}/carts/{cart.Id}")),
        };
    }

    public static CheckoutBody Body(CheckedOutCart done) => new(
        [.. done.Orders.Select(OrderWords.Body)],
        done.Refused.IsEmpty
            ? null
            : [.. done.Refused.Select(group => new OrderErrorBody(
                group.GroupId,
                Fault.From(group.Decision).Code,
                ReasonTexts.Of(group.Decision.Reasons[0])))]);

    /// <summary>Why nothing of a cart could be bought. What is wrong with its lines has a code of its own.</summary>
    public static Fault Refusal(Decision refused) => Errors.ContainsKey(refused.Reasons[0].Code)
        ? Fault.CartLinesInError with { Reasons = refused.Reasons }
        : Fault.From(refused);

    /// <summary>The lines a client wants, or what it must mend first.</summary>
    public static (IReadOnlyList<CartLine>? Lines, Fault? Fault) Lines(NewCartBody body)
    {
        if (body.LineItems is not { Count: > 0 } sent)
        {
            return (null, Fault.MemberMissing.About("lineItems"));
        }

        if (sent.Count > OrderRules.MaxLines)
        {
            return (null, Fault.From(OrderReasons.LineCountWrong.About(OrderRules.MaxLines)));
        }

        var lines = new List<CartLine>(sent.Count);
        foreach (var line in sent)
        {
            var (read, fault) = Line(line, lines.Count);
            if (read is null)
            {
                return (null, fault);
            }

            lines.Add(read);
        }

        return (lines, null);
    }

    private static (CartLine? Line, Fault? Fault) Line(NewCartLineBody? line, int index)
    {
        var at = $"lineItems[{index}]";
        if (line is null)
        {
            return (null, Fault.MemberMissing.About(at));
        }

        if (string.IsNullOrEmpty(line.CatalogItemId))
        {
            return (null, Fault.CatalogItemMissing.About($"{at}.catalogItemId"));
        }

        if (line.CatalogItemId.Length > CartRules.MaxItemLength)
        {
            return (null, Fault.MemberOutOfRange.About($"{at}.catalogItemId"));
        }

        if (line.Quantity is not > 0)
        {
            return (null, Fault.MemberOutOfRange.About($"{at}.quantity"));
        }

        if (!WireItems.TryCycle(line.BillingCycle, out var cycle))
        {
            return (null, Fault.MemberOutOfRange.About($"{at}.billingCycle"));
        }

        if (!WireItems.TryTerm(line.TermDuration, out var term))
        {
            return (null, Fault.MemberOutOfRange.About($"{at}.termDuration"));
        }

        if (Unsupported(line) is { } member)
        {
            return (null, Fault.MemberUnsupported.About($"{at}.{member}"));
        }

        var reseller = line.Participants is [{ } named] ? named.Value : null;
        return reseller is not null && !WirePath.IsNetworkId(reseller)
            ? (null, Fault.MemberOutOfRange.About($"{at}.participants"))
            : (new CartLine(
                line.Id ?? index,
                line.CatalogItemId,
                line.Quantity.Value,
                WireItems.OrNull(line.FriendlyName),
                cycle,
                term,
                reseller), null);
    }

    /// <summary>What would change what is bought and cannot be done yet: better refused than ignored.</summary>
    private static string? Unsupported(NewCartLineBody line) =>
        line.AddonItems is { Count: > 0 } ? "addonItems"
        : !string.IsNullOrEmpty(line.PromotionId) ? "promotionId"
        : line.CustomTermEndDate is not null ? "customTermEndDate"
        : line.Participants is { Count: > 1 } or [not { Key: ParticipantType.TransactionReseller, Value: not null }]
            ? "participants"
        : null;

    private static CartLineBody Line(AssessedLine assessed, string group)
    {
        var (line, priced) = (assessed.Line, assessed.Priced);
        return new CartLineBody(line.Id, line.CatalogItemId, line.Quantity)
        {
            FriendlyName = line.FriendlyName,
            BillingCycle = priced is not null ? WireItems.Cycle(priced.Cycle)
                : line.BillingCycle is { } wanted ? WireItems.Cycle(wanted) : null,
            TermDuration = priced is { Term.Length: > 0 } ? priced.Term : line.Term,
            Participants = line.PartnerOfRecord is { } reseller
                ? [new ParticipantBody(ParticipantType.TransactionReseller, reseller)]
                : null,
            CurrencyCode = priced?.Price.Currency.Code,
            OrderGroup = group,
            Error = Error(assessed.Decision),
        };
    }

    private static CartErrorBody? Error(Decision decision)
    {
        foreach (var reason in decision.Reasons)
        {
            if (Errors.TryGetValue(reason.Code, out var code))
            {
                return new CartErrorBody(code, ReasonTexts.Of(reason));
            }
        }

        return null;
    }
}
