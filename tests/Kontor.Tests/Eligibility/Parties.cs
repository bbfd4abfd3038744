using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Tests.Eligibility;

/// <summary>Parties that fit together until a test says what is different about one of them.</summary>
internal static class Parties
{
    public const string Europe = "Europe";
    public const string UnitedStates = "United States";

    public static readonly TenantId Vendor = Id(0);
    public static readonly Party Provider = Partner(1, new(EnrolmentState.Active, null, null));
    public static readonly Party Reseller = Partner(2, new(null, EnrolmentState.Active, null));
    public static readonly Party Direct = Partner(3, new(null, null, EnrolmentState.Active));
    public static readonly Party Customer = Tenant(4, TenantKind.Customer);
    public static readonly Party OtherProvider = Partner(5, new(EnrolmentState.Active, null, null));
    public static readonly Party OtherReseller = Partner(6, new(null, EnrolmentState.Active, null));
    public static readonly Party Both = Partner(8, new(EnrolmentState.Active, EnrolmentState.Active, null));
    public static readonly Party Operator = Tenant(7, TenantKind.Operator);

    public static TenantId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static Party Tenant(int number, TenantKind kind) => new(
        Id(number),
        new OrganisationId(Id(number).Value),
        ControlGroupId: null,
        kind,
        Cloud.Public,
        Europe,
        Enrolments.None,
        HasSignedInRegion: false,
        HasNetworkId: false,
        $"Organization {number}",
        $"tenant{number}.example");

    public static Party Partner(int number, Enrolments enrolments) => Tenant(number, TenantKind.Partner) with
    {
        Enrolments = enrolments,
        HasSignedInRegion = true,
        HasNetworkId = true,
    };

    /// <summary>Another tenant of the organisation, of type customer.</summary>
    public static Party CustomerTenantOf(Party owner) => Tenant(90, TenantKind.Customer) with
    {
        OrganisationId = owner.OrganisationId,
        ControlGroupId = owner.ControlGroupId,
        Name = owner.Name,
    };

    /// <summary>The tenant into which that partner buys for itself.</summary>
    public static Party SharedServicesOf(Party owner) => Tenant(91, TenantKind.SharedServices) with
    {
        OrganisationId = owner.OrganisationId,
        ControlGroupId = owner.ControlGroupId,
        Cloud = owner.Cloud,
        Name = owner.Name,
        SharedServicesOf = owner.TenantId,
    };

    public static (Party, Party) Affiliated(Party one, Party other)
    {
        var group = Id(99).Value;
        return (one with { ControlGroupId = group }, other with { ControlGroupId = group });
    }

    public static Ties Partners(params (Party Provider, Party Reseller)[] pairs) => Ties.None with
    {
        Partnerships = [.. pairs.Select(p => new PartnershipTie(p.Provider.TenantId, p.Reseller.TenantId))],
    };

    public static Ties Related(params (Party Partner, Party Customer)[] pairs) => Ties.None with
    {
        Relationships = [.. pairs.Select(p => new CustomerTie(p.Partner.TenantId, p.Customer.TenantId))],
    };

    public static Ties And(this Ties one, Ties other) => new(
        [.. one.Partnerships, .. other.Partnerships], [.. one.Relationships, .. other.Relationships]);

    public static EligibilityAnswer Sell(
        Party seller,
        Party? via,
        Party buyer,
        Ties? ties = null,
        ProgramPolicy? policy = null,
        CustomerStanding customer = default,
        OfferReach? offer = null) =>
        EligibilityRules.MaySell(
            new Sale(seller, via, buyer, customer, offer), ties ?? Ties.None, policy ?? ProgramPolicy.Default, Vendor);

    public static EligibilityAnswer Partner(
        Party provider, Party reseller, Ties? ties = null, ProgramPolicy? policy = null) =>
        EligibilityRules.MayPartner(provider, reseller, ties ?? Ties.None, policy ?? ProgramPolicy.Default, Vendor);

    public static EligibilityAnswer Manage(
        Party partner, Party customer, Ties? ties = null, ProgramPolicy? policy = null) =>
        EligibilityRules.MayManage(partner, customer, ties ?? Ties.None, policy ?? ProgramPolicy.Default);

    public static ImmutableArray<string> Codes(this EligibilityAnswer answer) =>
        [.. answer.Decision.Reasons.Select(reason => reason.Code)];

    public static ImmutableArray<string> StepCodes(this EligibilityAnswer answer) =>
        [.. answer.Steps.Select(step => step.Code)];
}
