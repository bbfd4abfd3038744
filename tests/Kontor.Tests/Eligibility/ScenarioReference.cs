using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using static Kontor.Eligibility.EligibilityAction;
using static Kontor.Enrolment.EnrolmentState;

namespace Kontor.Tests.Eligibility;

/// <summary>
/// The program's table of scenarios (SCN-01 … SCN-13) and what decision 10 adds to it, one line for each code, written
/// from the text alone. It calls nothing of the product's rules, is slow and naive, and has the last word in
/// <see cref="ScenarioReferenceTests"/>.
/// </summary>
internal static class ScenarioReference
{
    /// <summary>One line of the table: in an answer to these questions stands this code, when this is so.</summary>
    private sealed record Line(string Code, EligibilityAction[] Questions, Func<PlainQuestion, bool> When);

    /// <summary>One line about a partner's own state: the code stands once for each organization of which it is so.</summary>
    private sealed record StateLine(string Code, Func<PlainQuestion, PlainTenant, PartnerType?, bool> When);

    /// <summary>In the order of SCN-13; behind it what is said more precisely about a chain.</summary>
    private static readonly Line[] Scenarios =
    [
        // SCN-05, SCN-13: organizations are compared. ACC-27 is no sale to oneself.
        new("SELF_SALE", [Sell, Manage], q =>
            q.Sellers.Any(s => s.Organization == q.Buyer.Organization) && !BuysOwnSharedServices(q)),

        // SCN-05, ACC-47: so are those under common control.
        new("AFFILIATE_SALE", [Sell, Manage], q =>
            q.Sellers.Any(s => AreAffiliates(q.World, s.Organization, q.Buyer.Organization))),

        // SCN-06, REL-42: tenants are compared, and either side may be the provider.
        new("RESELLER_OF_THIS_PROVIDER", [Sell, Manage], q =>
            q.Sellers.Any(s => q.World.Partnerships.Contains((s.Number, q.Buyer.Number))
                || q.World.Partnerships.Contains((q.Buyer.Number, s.Number)))),

        // SCN-12: the other way round.
        new("RESELLER_OF_THIS_PROVIDER", [Partner], q =>
            q.World.Customers.Contains((q.Seller.Number, q.Buyer.Number))
            || q.World.Customers.Contains((q.Buyer.Number, q.Seller.Number))),

        // SCN-04, MUL-08; MUL-09 may lift it.
        new("BUYER_IS_PARTNER_TENANT", [Sell, Manage], q =>
            q.Buyer.Kind == TenantKind.Partner && q.World.Policy.ForbidsResaleToPartners),

        // ACC-27.
        new("SHARED_SERVICES_OF_OTHER", [Sell, Manage], q =>
            q.Buyer.Kind == TenantKind.SharedServices && !BuysOwnSharedServices(q)),

        // SCN-07, REG-01, REG-07.
        new("CUSTOMER_REGION_MISMATCH", [Sell, Manage], q => q.Sellers.Any(s => !ShareRegion(s, q.Buyer))),

        // SCN-08, REL-40.
        new("PARTNER_REGION_MISMATCH", [Sell], q => q.Via is not null && !ShareRegion(q.Via, q.Seller)),
        new("PARTNER_REGION_MISMATCH", [Partner], q => !ShareRegion(q.Seller, q.Buyer)),

        // SCN-01.
        new("CHAIN_UNSUPPORTED", [Sell], q => !IsKnownChain(q)),
        new("CHAIN_UNSUPPORTED", [Partner], q => !IsKnownPartnership(q)),
        new("CHAIN_UNSUPPORTED", [Manage], q => !IsPartnerWithCustomer(q)),

        // ACC-05, K-24: which link is missing.
        new("PROVIDER_REQUIRED", [Sell], q => q.Via is null && SellsAloneAs(q.Seller) == PartnerType.Reseller),
        new("RESELLER_REQUIRED", [Sell], q =>
            q.Via is null && SellsAloneAs(q.Seller) == PartnerType.Provider
            && q.World.Policy.ProviderMustNameReseller && !BuysOwnSharedServices(q)),

        // REL-43.
        new("OWN_PROVIDER", [Sell], q => q.Via is not null && q.Via.Organization == q.Seller.Organization),
        new("OWN_PROVIDER", [Partner], q => q.Seller.Organization == q.Buyer.Organization),

        // REG-07.
        new("COUNTRY_UNSUPPORTED", [Sell, Partner, Manage], q => q.Sellers.Append(q.Buyer).Any(t => t.Region is null)),

        // NAT-10.
        new("CLOUD_MISMATCH", [Sell, Partner, Manage], q =>
            q.Sellers.Append(q.Buyer).Select(t => t.Cloud).Distinct().Count() > 1),

        // NAT-07, NAT-10: what is off in the seller's cloud. What somebody does with its own shared services is not asked.
        new("CLOUD_CLOSED", [Sell], q => IsOff(q, CloudFeature.NewCustomers)),
        new("CLOUD_CLOSED", [Manage], q =>
            IsOff(q, CloudFeature.NewCustomers) && q.World.Customers.All(tie => tie.Customer != q.Buyer.Number)),
        new("TWO_TIER_OFF", [Sell], q => q.Via is not null && IsOff(q, CloudFeature.TwoTier)),
        new("TWO_TIER_OFF", [Partner], q => IsOff(q, CloudFeature.TwoTier)),
        new("MULTI_PARTNER_OFF", [Sell], q =>
            IsOff(q, CloudFeature.MultiPartner)
            && q.World.Customers.Any(tie => tie.Customer == q.Buyer.Number)
            && !q.Sellers.Any(s => HasCustomer(q, s))),
        new("MULTI_CHANNEL_OFF", [Manage], q => IsOff(q, CloudFeature.MultiChannel) && !HasCustomer(q, q.Seller)),
        new("RELATIONSHIP_REQUEST_OFF", [Sell, Manage], q =>
            IsOff(q, CloudFeature.RelationshipRequest) && !q.Sellers.All(s => HasCustomer(q, s))),
    ];

    private static readonly StateLine[] States =
    [
        // AGR-04: onboarded and enrolled.
        new("PARTNER_NOT_ENROLLED", (_, t, role) =>
            t.Kind == TenantKind.Partner && (role is { } known ? IsPending(StateIn(t, known)) : !IsAnything(t))),

        // ENR-60, ENR-61: the account is suspended, so it is in every role.
        new("PARTNER_SUSPENDED", (_, t, _) => t.Provider == Suspended || t.Reseller == Suspended || t.Direct == Suspended),

        // ENR-46: only as a direct partner, and it does not keep anybody from joining a provider.
        new("PARTNER_RESTRICTED", (_, t, role) => role == PartnerType.DirectPartner && t.Direct == Restricted),

        // ENR-33. REL-44: a reseller that joins a provider may do all that follows later.
        new("NETWORK_ID_MISSING", (q, t, role) => MustBeReady(q, role) && role is not null && !t.HasNetworkId),
        new("AGREEMENT_MISSING", (q, t, role) =>
            MustBeReady(q, role) && role == PartnerType.Reseller && !HasSigned(q, t)),
        new("PARTNER_AGREEMENT_MISSING", (q, t, role) =>
            MustBeReady(q, role) && role is PartnerType.Provider or PartnerType.DirectPartner && !HasSigned(q, t)),

        // K-27: one more acceptance where all the rest is done.
        new("ENROLMENT_NOT_ACTIVE", (q, t, role) =>
            MustBeReady(q, role) && role is { } known && StateIn(t, known) == Qualified && t.HasNetworkId && HasSigned(q, t)),
    ];

    /// <summary>The codes of the refusal in their order; none where the program allows it.</summary>
    public static IReadOnlyList<string> Against(PlainQuestion question)
    {
        var codes = Scenarios
            .Where(line => line.Questions.Contains(question.Action) && line.When(question))
            .Select(line => line.Code)
            .ToList();
        foreach (var line in States)
        {
            codes.AddRange(Actors(question)
                .Where(actor => line.When(question, actor.Tenant, actor.Role))
                .Select(actor => actor.Tenant.Organization)
                .Distinct()
                .Select(_ => line.Code));
        }

        return codes;
    }

    /// <summary>SCN-01 … SCN-03: the scenarios that say yes.</summary>
    public static IReadOnlyList<string> For(PlainQuestion question)
    {
        var codes = new List<string>();
        if (question.Action == Sell ? IsKnownChain(question) : question.Action == Partner && IsKnownPartnership(question))
        {
            codes.Add("CHAIN_OK");
        }

        if (question.Action == Sell && question.HasOtherPartners())
        {
            codes.Add("MULTI_PARTNER_OK");
        }

        if (question.Action == Manage && IsPartnerWithCustomer(question))
        {
            codes.Add("MULTI_CHANNEL_OK");
        }

        return codes;
    }

    /// <summary>ACC-47: a chain of pairs leads from one to the other.</summary>
    public static bool AreAffiliates(PlainWorld world, int one, int other)
    {
        var reached = new HashSet<int> { one };
        while (world.CommonControl.Any(pair => reached.Contains(pair.One) != reached.Contains(pair.Other)))
        {
            foreach (var (left, right) in world.CommonControl.Where(p => reached.Contains(p.One) || reached.Contains(p.Other)))
            {
                reached.Add(left);
                reached.Add(right);
            }
        }

        return one != other && reached.Contains(other);
    }

    /// <summary>Exactly two chains lead from the vendor to a customer; K-24 and ACC-27 each shorten the second.</summary>
    private static bool IsKnownChain(PlainQuestion q) =>
        IsAnEnd(q.Buyer)
        && ((q.Via is null && SellsAloneAs(q.Seller) == PartnerType.DirectPartner)
            || (q.Via is not null && IsEver(q.Via.Provider) && IsEver(q.Seller.Reseller)
                && q.Via.Kind == TenantKind.Partner && q.Seller.Kind == TenantKind.Partner
                && q.Via.Number != q.Seller.Number)
            || (q.Via is null && SellsAloneAs(q.Seller) == PartnerType.Provider
                && (!q.World.Policy.ProviderMustNameReseller || BuysOwnSharedServices(q))));

    private static bool IsKnownPartnership(PlainQuestion q) =>
        q.Seller.Number != q.Buyer.Number
        && q.Seller.Kind == TenantKind.Partner && IsEver(q.Seller.Provider)
        && q.Buyer.Kind == TenantKind.Partner && IsEver(q.Buyer.Reseller);

    private static bool IsPartnerWithCustomer(PlainQuestion q) =>
        q.Seller.Kind == TenantKind.Partner && IsAnything(q.Seller) && IsAnEnd(q.Buyer);

    /// <summary>What a partner tenant may not hold, SCN-04 says, and not SCN-01.</summary>
    private static bool IsAnEnd(PlainTenant tenant) =>
        tenant.Kind is TenantKind.Customer or TenantKind.Partner or TenantKind.SharedServices;

    private static bool BuysOwnSharedServices(PlainQuestion q) =>
        q.Via is null && q.Buyer.Kind == TenantKind.SharedServices && q.Buyer.SharedServicesOf == q.Seller.Number;

    private static bool IsOff(PlainQuestion q, CloudFeature feature) =>
        q.World.Policy.FeaturesOff.TryGetValue(q.Seller.Cloud, out var off) && off.Contains(feature)
        && !(q.Action != Partner && BuysOwnSharedServices(q));

    private static bool HasCustomer(PlainQuestion q, PlainTenant seller) =>
        q.World.Customers.Contains((seller.Number, q.Buyer.Number));

    private static bool ShareRegion(PlainTenant one, PlainTenant other) =>
        one.Region is not null && other.Region is not null && one.Region == other.Region;

    /// <summary>Who acts as what: whose own state is asked about.</summary>
    private static IEnumerable<(PlainTenant Tenant, PartnerType? Role)> Actors(PlainQuestion q) => q.Action switch
    {
        Partner =>
        [
            (q.Seller, IsEver(q.Seller.Provider) ? PartnerType.Provider : null),
            (q.Buyer, IsEver(q.Buyer.Reseller) ? PartnerType.Reseller : null),
        ],
        Manage => [(q.Seller, ManagesAs(q.Seller))],
        _ when q.Via is null => [(q.Seller, SellsAloneAs(q.Seller))],
        _ =>
        [
            (q.Seller, IsEver(q.Seller.Reseller) ? PartnerType.Reseller : null),
            (q.Via!, IsEver(q.Via!.Provider) ? PartnerType.Provider : null),
        ],
    };

    private static bool MustBeReady(PlainQuestion q, PartnerType? role) =>
        q.Action != Partner || role == PartnerType.Provider;

    private static bool HasSigned(PlainQuestion q, PlainTenant tenant) =>
        q.World.Signatures.Any(s => s.Organization == tenant.Organization && s.Region == tenant.Region);

    /// <summary>As direct partner before provider before reseller; what is approved before what is applied for.</summary>
    private static PartnerType? SellsAloneAs(PlainTenant tenant) =>
        First(tenant, IsApproved, PartnerType.DirectPartner, PartnerType.Provider, PartnerType.Reseller)
        ?? First(tenant, IsPending, PartnerType.DirectPartner, PartnerType.Provider, PartnerType.Reseller);

    /// <summary>ENR-46: as what it can at all; of several the reseller's role, which asks for least.</summary>
    private static PartnerType? ManagesAs(PlainTenant tenant) =>
        First(tenant, state => state == Active, PartnerType.Reseller, PartnerType.DirectPartner, PartnerType.Provider)
        ?? First(tenant, state => state == Qualified, PartnerType.Reseller, PartnerType.DirectPartner, PartnerType.Provider)
        ?? First(tenant, IsApproved, PartnerType.Reseller, PartnerType.DirectPartner, PartnerType.Provider)
        ?? First(tenant, IsPending, PartnerType.Reseller, PartnerType.DirectPartner, PartnerType.Provider);

    private static PartnerType? First(PlainTenant tenant, Func<EnrolmentState?, bool> holds, params PartnerType[] roles) =>
        tenant.Kind != TenantKind.Partner
            ? null
            : roles.Where(role => holds(StateIn(tenant, role))).Select(role => (PartnerType?)role).FirstOrDefault();

    private static EnrolmentState? StateIn(PlainTenant tenant, PartnerType role) => role switch
    {
        PartnerType.Provider => tenant.Provider,
        PartnerType.Reseller => tenant.Reseller,
        _ => tenant.Direct,
    };

    private static bool IsAnything(PlainTenant tenant) =>
        IsEver(tenant.Provider) || IsEver(tenant.Reseller) || IsEver(tenant.Direct);

    /// <summary>Approved or applied for; who was rejected or withdrew is nothing.</summary>
    private static bool IsEver(EnrolmentState? state) => IsApproved(state) || IsPending(state);

    private static bool IsApproved(EnrolmentState? state) => state is Qualified or Active or Restricted or Suspended;

    private static bool IsPending(EnrolmentState? state) =>
        state is not null and not Rejected and not Withdrawn && !IsApproved(state);
}
