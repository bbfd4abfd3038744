using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>ENR-35: what is verified of each application.</summary>
public enum CheckKind
{
    /// <summary>The primary contact follows the link in the mail.</summary>
    Email,

    /// <summary>The contact works at the organization.</summary>
    Employment,

    /// <summary>The organization is a real one at that address.</summary>
    Business,
}

public enum CheckOutcome
{
    Open,
    Passed,
    Failed,
}

/// <summary>One verification of an application.</summary>
public sealed class ApplicationCheck
{
    public required TenantId TenantId { get; init; }

    public required int Number { get; init; }

    public required CheckKind Kind { get; init; }

    public CheckOutcome Outcome { get; private set; }

    /// <summary>When it was decided; null while it is open.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>By whom; null while it is open.</summary>
    public string? DecidedBy { get; private set; }

    public void Decide(bool passed, string by, DateTimeOffset now) =>
        (Outcome, DecidedBy, DecidedAt) = (passed ? CheckOutcome.Passed : CheckOutcome.Failed, by, now);

    /// <summary>What it was about has changed, so it is looked at again (ENR-39).</summary>
    public void Reopen() => (Outcome, DecidedBy, DecidedAt) = (CheckOutcome.Open, null, null);
}

/// <summary>ENR-36: what is shown of an organization's verification.</summary>
public enum VerificationState
{
    Pending,
    Authorised,
    Rejected,
}

public static class VerificationStates
{
    /// <summary>ENR-36, ENR-39; null for what is shown to the applicant only.</summary>
    /// <param name="state">Of the enrollment.</param>
    /// <param name="changed">Of what was changed in the profile since the admission; null for nothing.</param>
    public static VerificationState? Of(EnrolmentState state, VerificationState? changed) => state switch
    {
        EnrolmentState.Draft or EnrolmentState.Withdrawn => null,
        EnrolmentState.Rejected => VerificationState.Rejected,
        EnrolmentState.Qualified or EnrolmentState.Active or EnrolmentState.Restricted or EnrolmentState.Suspended =>
            changed ?? VerificationState.Authorised,
        _ => VerificationState.Pending,
    };
}
