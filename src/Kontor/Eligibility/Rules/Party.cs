using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>A tenant's enrolments, one state per partner type; null where it never applied (ACC-01).</summary>
public readonly record struct Enrolments(
    EnrolmentState? Provider,
    EnrolmentState? Reseller,
    EnrolmentState? DirectPartner)
{
    public static Enrolments None => default;

    public EnrolmentState? this[PartnerType type] => type switch
    {
        PartnerType.Provider => Provider,
        PartnerType.Reseller => Reseller,
        PartnerType.DirectPartner => DirectPartner,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>ENR-60 suspends the account, so one suspended enrolment stops the tenant in every role.</summary>
    public bool IsSuspended =>
        Provider == EnrolmentState.Suspended
        || Reseller == EnrolmentState.Suspended
        || DirectPartner == EnrolmentState.Suspended;

    /// <summary>Approved in that type, whatever happened to it afterwards.</summary>
    public bool Includes(PartnerType type) => this[type] is
        EnrolmentState.Qualified or EnrolmentState.Active or EnrolmentState.Restricted or EnrolmentState.Suspended;

    /// <summary>Applied for in that type and not decided yet; a rejected or withdrawn application is none.</summary>
    public bool AwaitsDecision(PartnerType type) => this[type] is
        EnrolmentState.Draft or EnrolmentState.Submitted or EnrolmentState.AwaitingEmailVerification
        or EnrolmentState.InReview or EnrolmentState.CreditCheck or EnrolmentState.SupportPlanRequired;

    public bool IncludesOrAwaits(PartnerType type) => Includes(type) || AwaitsDecision(type);

    /// <summary>True when the tenant is, and waits to become, no partner of any type.</summary>
    public bool AreNone =>
        !IncludesOrAwaits(PartnerType.Provider)
        && !IncludesOrAwaits(PartnerType.Reseller)
        && !IncludesOrAwaits(PartnerType.DirectPartner);
}

/// <summary>A tenant as the scenarios see it: everything a rule may ask about one side of a deal.</summary>
/// <param name="TenantId">What SCN-04, SCN-06, MUL-08 and REL-42 compare (SCN-13).</param>
/// <param name="OrganisationId">What SCN-05 and REL-43 compare (SCN-13).</param>
/// <param name="ControlGroupId">Organisations with the same value are affiliates (ACC-47); null for none.</param>
/// <param name="Kind">Partner, customer or something that does not trade.</param>
/// <param name="Cloud">Nothing crosses clouds (NAT-10).</param>
/// <param name="RegionGroup">Region group of the legal country; null where the program does not run (REG-07).</param>
/// <param name="Enrolments">As which partner types the tenant is enrolled.</param>
/// <param name="HasSignedInRegion">
/// Whether the organisation signed the partner agreement in this region group, in whichever of its tenants (AGR-06).
/// </param>
/// <param name="HasNetworkId">Whether a location network id is linked to the tenant (ENR-33).</param>
/// <param name="Name">The organisation's name, for sentences only.</param>
/// <param name="Domain">The tenant's default domain, for sentences only.</param>
public sealed record Party(
    TenantId TenantId,
    OrganisationId OrganisationId,
    Guid? ControlGroupId,
    TenantKind Kind,
    Cloud Cloud,
    string? RegionGroup,
    Enrolments Enrolments,
    bool HasSignedInRegion,
    bool HasNetworkId,
    string Name,
    string Domain)
{
    /// <summary>The partner tenant that alone buys into this one for itself (ACC-27); null where it is not for that.</summary>
    public TenantId? SharedServicesOf { get; init; }

    /// <summary>NAT-07, MUL-01: whether some partner has the tenant as its customer, whoever it is.</summary>
    public bool HasPartners { get; init; }

    /// <summary>CUS-60: there is no such tenant yet.</summary>
    public bool IsNew => TenantId.Value == Guid.Empty;

    /// <summary>ACC-27, SCN-05: what that partner buys here it buys from the vendor, which is no sale to itself.</summary>
    public bool IsSharedServicesOf(Party partner) =>
        Kind == TenantKind.SharedServices && SharedServicesOf == partner.TenantId;

    public bool IsSameOrganisationAs(Party other) => OrganisationId == other.OrganisationId;

    /// <summary>Another organisation under common control (ACC-47).</summary>
    public bool IsAffiliateOf(Party other) =>
        !IsSameOrganisationAs(other) && ControlGroupId is not null && ControlGroupId == other.ControlGroupId;

    /// <summary>REG-07: a country that is in no group shares a region with nobody, not even with its like.</summary>
    public bool IsInRegionOf(Party other) => RegionGroup is not null && RegionGroup == other.RegionGroup;
}
