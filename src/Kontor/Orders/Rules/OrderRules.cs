using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Billing;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Orders;

/// <summary>What is known about the reseller that an order names.</summary>
/// <param name="NetworkId">As it was named.</param>
/// <param name="Kind">Of the network id.</param>
/// <param name="Party">The tenant linked to it; null when it is linked to none.</param>
/// <param name="IsCustomersReseller">Whether it has an active relationship with the customer as reseller.</param>
public sealed record NamedReseller(string NetworkId, NetworkIdKind Kind, Party? Party, bool IsCustomersReseller);

/// <summary>The parties of an order and what binds them, as of one instant.</summary>
/// <param name="Seller">The partner that orders.</param>
/// <param name="Customer">Who would use what is bought.</param>
/// <param name="IsSellersCustomer">Whether the seller has an active relationship in which it may order.</param>
/// <param name="HasAcceptedAgreement">AGR-20: whether the customer agreement was accepted.</param>
/// <param name="CustomerCountry">ISO code of the customer's country.</param>
/// <param name="HasCompleteRegistration">CUS-64.</param>
/// <param name="IsVatIdMissing">BIL-81: whether the seller must give a VAT ID first.</param>
/// <param name="Ties">Partnerships between any two of the parties.</param>
/// <param name="Resellers">Those named network ids that exist.</param>
public sealed record OrderParties(
    Party Seller,
    Party Customer,
    bool IsSellersCustomer,
    bool HasAcceptedAgreement,
    string CustomerCountry,
    bool HasCompleteRegistration,
    bool IsVatIdMissing,
    Ties Ties,
    ImmutableArray<NamedReseller> Resellers)
{
    public NamedReseller? Named(string networkId)
    {
        foreach (var reseller in Resellers)
        {
            if (reseller.NetworkId == networkId)
            {
                return reseller;
            }
        }

        return null;
    }
}

/// <summary>
/// What must hold for a purchase, in the order of CAT-23: the partner's state and agreement, relationships, scenarios,
/// customer agreement, registration data; then, line by line, the offer; last the credit.
/// </summary>
public static class OrderRules
{
    /// <summary>The most lines of one order or cart.</summary>
    public const int MaxLines = 50;

    /// <summary>The longest name a partner can give a subscription.</summary>
    public const int MaxNameLength = 200;

    /// <summary>CAT-22: how many lines, each number once, names within their length.</summary>
    public static Decision AreWellFormed(IReadOnlyList<WantedLine> lines)
    {
        var numbers = new HashSet<int>();
        var decision = Decision.RequireAll((lines.Count is > 0 and <= MaxLines, OrderReasons.LineCountWrong.About(MaxLines)));
        foreach (var line in lines)
        {
            decision = decision.And(Decision.RequireAll(
                (numbers.Add(line.Number), OrderReasons.LineNumberTwice.About(line.Number)),
                (line.FriendlyName is null || line.FriendlyName.Length <= MaxNameLength, OrderReasons.NameTooLong.About(line.Number))));
        }

        return decision;
    }

    /// <summary>BIL-16: billing frequency is set per order.</summary>
    public static Decision AreBilledAlike(IReadOnlyList<PricedLine> lines) => Decision.RequireAll(
        (lines.All(line => line.Cycle == lines[0].Cycle && line.Price.Currency == lines[0].Price.Currency),
            OrderReasons.BillingCyclesDiffer));

    /// <summary>The checks that do not depend on what is bought.</summary>
    /// <param name="parties">Who buys for whom.</param>
    /// <param name="networkId">CAT-24: the reseller that is named; null for none.</param>
    /// <param name="policy">K-24, MUL-09 and NAT-10.</param>
    public static Decision MayOrderFor(OrderParties parties, string? networkId, ProgramPolicy policy)
    {
        var (seller, customer) = (parties.Seller, parties.Customer);
        var named = networkId is null ? null : parties.Named(networkId);
        var reseller = named is { Kind: NetworkIdKind.Location } ? named.Party : null;

        // ACC-27: there the partner itself is who uses it; its own agreement and registration are known.
        var isOwnUse = customer.Kind == TenantKind.SharedServices;
        return MayPlaceOrders(seller, parties.IsVatIdMissing)
            .And(IsPartnerOfRecord(seller, networkId, named))
            .And(StandingOf(seller, reseller))
            .And(AreRelated(parties, named, reseller))
            .And(networkId is not null && reseller is null
                ? Decision.Granted
                : ScenarioRules.ConflictsOfSale(reseller ?? seller, reseller is null ? null : seller, customer, parties.Ties, policy)
                    .And(CloudRules.Against(
                        CloudUse.Order, reseller ?? seller, reseller is null ? null : seller, customer, parties.Ties, policy)))
            .And(Decision.RequireAll(
                (isOwnUse || parties.HasAcceptedAgreement, OrderReasons.CustomerAgreementMissing.About(customer.Name)),
                (isOwnUse || parties.HasCompleteRegistration,
                    OrderReasons.RegistrationIncomplete.About(customer.Name, parties.CustomerCountry))));
    }

    /// <summary>
    /// CAT-72, AGR-03, REL-55: whether a reseller may be named on a subscription that runs already: as at an order, but that
    /// the customer need not be its own. To be of record gives it no rights there (CAT-73); that is another step (REL-61).
    /// </summary>
    /// <param name="parties">Seller, customer, and the reseller among those named.</param>
    /// <param name="networkId">Its network id.</param>
    /// <param name="policy">K-24, MUL-09 and NAT-10.</param>
    public static Decision MayBeOfRecord(OrderParties parties, string networkId, ProgramPolicy policy)
    {
        var named = parties.Named(networkId);
        var known = IsPartnerOfRecord(parties.Seller, networkId, named);
        if (!known.IsGranted)
        {
            return known;
        }

        var (seller, reseller, customer) = (parties.Seller, named!.Party!, parties.Customer);
        return StandingOf(seller, reseller)
            .And(AreConnected(parties, reseller))
            .And(ScenarioRules.ConflictsOfSale(reseller, seller, customer, parties.Ties, policy))
            .And(CloudRules.Against(CloudUse.Order, reseller, seller, customer, parties.Ties, policy));
    }

    /// <summary>BIL-70 … BIL-72: the purchase fits into what is available. The storage holds it under a race.</summary>
    public static Decision FitsCredit(CreditAccount? account, Money purchase) => account is null
        ? Decision.Refused(OrderReasons.CreditNotSet)
        : Decision.RequireAll(
            (purchase.Units <= account.Available.Units, OrderReasons.CreditExceeded.About(purchase, account.Available)));

    /// <summary>
    /// CAT-20: a reseller never orders; its provider does. Having applied as direct partner changes nothing (ENR-44). BIL-81:
    /// who buys gives a VAT ID first where one is needed.
    /// </summary>
    private static Decision MayPlaceOrders(Party seller, bool isVatIdMissing)
    {
        var enrolments = seller.Enrolments;
        return enrolments.IncludesOrAwaits(PartnerType.Reseller)
            && !enrolments.IncludesOrAwaits(PartnerType.Provider)
            && !enrolments.Includes(PartnerType.DirectPartner)
            ? Decision.Refused(OrderReasons.ResellerCannotOrder.About(seller.Name))
            : Decision.RequireAll((!isVatIdMissing, OrderReasons.VatIdMissing.About(seller.Name)));
    }

    /// <summary>CAT-70, CAT-72: known, of type location, linked to an enrolled reseller, and not the provider's own.</summary>
    private static Decision IsPartnerOfRecord(Party seller, string? networkId, NamedReseller? named)
    {
        if (networkId is null)
        {
            return Decision.Granted;
        }

        if (named is null)
        {
            return Decision.Refused(OrderReasons.NetworkIdUnknown.About(networkId));
        }

        if (named.Party?.TenantId == seller.TenantId)
        {
            return Decision.Refused(OrderReasons.NetworkIdIsOwn.About(networkId));
        }

        return Decision.RequireAll(
            (named.Kind == NetworkIdKind.Location && named.Party?.Enrolments.IncludesOrAwaits(PartnerType.Reseller) == true,
                OrderReasons.NetworkIdIsNoReseller.About(networkId)));
    }

    /// <summary>AGR-02, AGR-03, ENR-46, ENR-61: the partner that orders and the reseller it orders for may do new business.</summary>
    private static Decision StandingOf(Party seller, Party? reseller)
    {
        if (reseller is not null)
        {
            return StandingRules.StatesAgainst(
                new Player(seller, TypeOrNull(seller, PartnerType.Provider)),
                new Player(reseller, TypeOrNull(reseller, PartnerType.Reseller)));
        }

        return StandingRules.StatesAgainst(new Player(seller, ScenarioRules.TypeOfSeller(seller, null)));
    }

    /// <summary>CUS-01, CUS-02, REL-55: the seller has the customer, and shares it with a reseller it works with.</summary>
    private static Decision AreRelated(OrderParties parties, NamedReseller? named, Party? reseller) =>
        AreConnected(parties, reseller).And(Decision.RequireAll(
            (reseller is null || named!.IsCustomersReseller,
                OrderReasons.ResellerNotRelated.About(reseller?.Name ?? "", parties.Customer.Name))));

    private static Decision AreConnected(OrderParties parties, Party? reseller) => Decision.RequireAll(
        (parties.IsSellersCustomer, OrderReasons.RelationshipMissing.About(parties.Customer.Name)),
        (reseller is null || parties.Ties.ArePartners(parties.Seller, reseller),
            OrderReasons.PartnershipMissing.About(parties.Seller.Name, reseller?.Name ?? "")));

    private static PartnerType? TypeOrNull(Party party, PartnerType type) =>
        party.Enrolments.IncludesOrAwaits(type) ? type : null;
}
