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

    /// <summary>The state to which a reinstatement leads back; null while it is not suspended (ENR-39, ENR-61).</summary>
    public EnrolmentState? BeforeSuspension { get; private set; }

    /// <summary>ENR-45: the day (UTC) from which it is restricted, as it was told; null while nothing was announced.</summary>
    public DateOnly? RestrictedFrom { get; private set; }

    /// <summary>ENR-45: announces that day, or calls it off with null.</summary>
    public void AnnounceRestriction(DateOnly? from) => RestrictedFrom = from;

    /// <summary>ENR-39: a new application after one that was withdrawn begins where applications begin.</summary>
    /// <returns>False where none was withdrawn; then nothing has changed.</returns>
    public bool TryBeginAnew(DateTimeOffset now)
    {
        if (State != EnrolmentState.Withdrawn)
        {
            return false;
        }

        (State, Since) = (EnrolmentStates.FirstOf(Type), now);
        return true;
    }

    /// <summary>Takes the state that follows.</summary>
    /// <returns>False where that cannot happen now; then nothing has changed.</returns>
    public bool TryBecome(EnrolmentEvent happened, DateTimeOffset now)
    {
        if (EnrolmentStates.After(Type, State, happened, BeforeSuspension) is not { } next)
        {
            return false;
        }

        BeforeSuspension = next == EnrolmentState.Suspended ? State : null;
        RestrictedFrom = happened is EnrolmentEvent.Restricted or EnrolmentEvent.RequirementsMet ? null : RestrictedFrom;
        if (next != State)
        {
            (State, Since) = (next, now);
        }

        return true;
    }
}
