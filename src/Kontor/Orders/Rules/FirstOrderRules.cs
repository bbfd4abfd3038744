using Kontor.Access;
using Kontor.Billing;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Orders;

/// <summary>What may be ordered together with a customer that is being made (CUS-62, REL-62).</summary>
public static class FirstOrderRules
{
    /// <summary>ROL-10: who makes customers need not be who orders.</summary>
    /// <param name="actor">Who makes the customer.</param>
    /// <param name="type">As which type of partner.</param>
    public static Decision MayOrder(Actor actor, PartnerType type) =>
        PermissionTable.May(actor.TenantKind, [type], actor.Roles, Permission.CreateOrders, PermissionLevel.Full);

    /// <summary>BIL-70: what all lines together would take from the partner's credit; those without a price take nothing.</summary>
    public static Money CreditTaken(IEnumerable<AssessedLine> lines, DateOnly today, ProgramPolicy policy) => new(
        lines.Select(line => line.Priced).OfType<PricedLine>().Sum(priced => FirstCharge.Of(
            priced.Price.Exact, priced.Price.Currency, priced.Offer.Sku.BillingType, priced.Cycle, today,
            policy.UsdRate(priced.Price.Currency)).CreditTaken.Units),
        Currency.Usd);

    /// <summary>BIL-72: all of it is ordered at once, so all of it must fit. Nothing fits always.</summary>
    public static Decision FitsCredit(CreditAccount? account, Money taken) =>
        taken.Units == 0 ? Decision.Granted : OrderRules.FitsCredit(account, taken);

    /// <summary>
    /// Whether a cart would keep the lines. What can never be bought so, such as too few, is mended before the customer
    /// is made; what the world may still allow, such as credit, waits in the customer's cart.
    /// </summary>
    public static Decision MayBeKept(IReadOnlyList<AssessedLine> lines) =>
        CartRules.AreWellFormed([.. lines.Select(line => line.Line)]).And(Decision.From(lines
            .SelectMany(line => line.Decision.Reasons)
            .Where(reason => reason.Kind is ReasonKind.Invalid or ReasonKind.NotFound)
            .Distinct()));
}
