using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Tests.Eligibility;

/// <summary>A tenant as somebody would note it down who has read the program and none of our code.</summary>
internal sealed record PlainTenant(
    int Number,
    int Organization,
    TenantKind Kind,
    Cloud Cloud,
    string? Region,
    EnrolmentState? Provider,
    EnrolmentState? Reseller,
    EnrolmentState? Direct,
    bool HasNetworkId,
    int? SharedServicesOf);

/// <summary>Everything that is true, as bare lists; tenants and organizations are their numbers.</summary>
/// <param name="Tenants">Several may be of one organization.</param>
/// <param name="CommonControl">Pairs of organizations, as operators recorded them.</param>
/// <param name="Signatures">Which organization signed the partner agreement for which region.</param>
/// <param name="Partnerships">Pairs of tenants.</param>
/// <param name="Customers">Pairs of tenants.</param>
/// <param name="Policy">The switches.</param>
internal sealed record PlainWorld(
    PlainTenant[] Tenants,
    (int One, int Other)[] CommonControl,
    (int Organization, string Region)[] Signatures,
    (int Provider, int Reseller)[] Partnerships,
    (int Partner, int Customer)[] Customers,
    ProgramPolicy Policy);

/// <summary>One question in such a world, and how the product is asked the same.</summary>
internal sealed record PlainQuestion(
    PlainWorld World, EligibilityAction Action, PlainTenant Seller, PlainTenant? Via, PlainTenant Buyer)
{
    /// <summary>Every partner of a chain sells (decision 10): the seller, then the provider behind it.</summary>
    public IEnumerable<PlainTenant> Sellers => Via is null ? [Seller] : [Seller, Via];

    public EligibilityAnswer Answered() => Action switch
    {
        EligibilityAction.Partner =>
            EligibilityRules.MayPartner(PartyOf(Seller), PartyOf(Buyer), Ties(), World.Policy, Parties.Vendor),
        EligibilityAction.Manage =>
            EligibilityRules.MayManage(PartyOf(Seller), PartyOf(Buyer), Ties(), World.Policy),
        _ => EligibilityRules.MaySell(
            new Sale(
                PartyOf(Seller),
                Via is null ? null : PartyOf(Via),
                PartyOf(Buyer),
                new CustomerStanding(HasOtherPartners(), HasAcceptedAgreement: true)),
            Ties(),
            World.Policy,
            Parties.Vendor),
    };

    /// <summary>SCN-02: a partner outside this chain has the buyer as its customer.</summary>
    public bool HasOtherPartners() => World.Customers.Any(tie =>
        tie.Customer == Buyer.Number && tie.Partner != Buyer.Number && Sellers.All(s => s.Number != tie.Partner));

    private Ties Ties() => new(
        [.. World.Partnerships.Select(t => new PartnershipTie(Parties.Id(t.Provider), Parties.Id(t.Reseller)))],
        [.. World.Customers.Select(t => new CustomerTie(Parties.Id(t.Partner), Parties.Id(t.Customer)))]);

    private Party PartyOf(PlainTenant tenant) => new(
        Parties.Id(tenant.Number),
        new OrganisationId(Parties.Id(100 + tenant.Organization).Value),
        GroupOf(tenant.Organization),
        tenant.Kind,
        tenant.Cloud,
        tenant.Region,
        new Enrolments(tenant.Provider, tenant.Reseller, tenant.Direct),
        World.Signatures.Any(s => s.Organization == tenant.Organization && s.Region == tenant.Region),
        tenant.HasNetworkId,
        $"Organization {tenant.Organization}",
        $"tenant{tenant.Number}.example")
    {
        SharedServicesOf = tenant.SharedServicesOf is { } owner ? Parties.Id(owner) : null,
        HasPartners = World.Customers.Any(tie => tie.Customer == tenant.Number),
    };

    /// <summary>A group is called after its lowest organization, as the product calls it after anything.</summary>
    private Guid? GroupOf(int organization)
    {
        var label = Enumerable.Range(0, 20).ToArray();
        for (var round = 0; round < label.Length; round++)
        {
            foreach (var (one, other) in World.CommonControl)
            {
                label[one] = label[other] = Math.Min(label[one], label[other]);
            }
        }

        return World.CommonControl.Any(pair => pair.One == organization || pair.Other == organization)
            ? Parties.Id(200 + label[organization]).Value
            : null;
    }
}
