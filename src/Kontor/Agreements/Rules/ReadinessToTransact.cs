using Kontor.Eligibility;
using Kontor.Enrolment;

namespace Kontor.Agreements;

/// <summary>
/// AGR-04: what a reseller needs before it can do new business, each with its own state. REL-44: none of it keeps a
/// partnership from beginning unsigned.
/// </summary>
/// <param name="IsOnboarded">Its network id is linked in the portal (ENR-33, AGR-07).</param>
/// <param name="IsEnrolled">Its enrolment as reseller is qualified or active (REL-11).</param>
/// <param name="HasSigned">Its organisation signed the partner agreement in the region (AGR-03, AGR-06).</param>
public sealed record ReadinessToTransact(bool IsOnboarded, bool IsEnrolled, bool HasSigned)
{
    public bool IsReady => IsOnboarded && IsEnrolled && HasSigned;

    public static ReadinessToTransact Of(Party reseller) => new(
        reseller.HasNetworkId,
        reseller.Enrolments.Reseller is EnrolmentState.Qualified or EnrolmentState.Active,
        reseller.HasSignedInRegion);
}
