using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>The three kinds of transacting partner (ACC-01). A tenant holds one or more of them as enrolments.</summary>
public enum PartnerType
{
    Provider,
    Reseller,
    DirectPartner,
}

/// <summary>Where an enrolment stands (ENR-39, ENR-44).</summary>
public enum EnrolmentState
{
    Draft,
    Submitted,
    AwaitingEmailVerification,
    InReview,
    CreditCheck,
    SupportPlanRequired,
    Rejected,
    Qualified,
    Active,
    Restricted,
    Suspended,
    Withdrawn,
}

/// <summary>A partner tenant's place in the program, in one of the three types.</summary>
public sealed class PartnerEnrolment
{
    public required TenantId TenantId { get; init; }

    public required PartnerType Type { get; init; }

    public required EnrolmentState State { get; set; }

    /// <summary>When the present state began.</summary>
    public required DateTimeOffset Since { get; set; }
}
