using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// The verification of what an admitted organization changed in its legal profile (ACC-49, ENR-39). There is none before
/// the first change: then what was verified at the admission holds.
/// </summary>
public sealed class ProfileVerification : LinkedByMail
{
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>ENR-36.</summary>
    public VerificationState State { get; private set; } = VerificationState.Authorised;

    /// <summary>When the present state began.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Why something failed, in the operator's words; null while nothing has.</summary>
    public string? RejectedBecause { get; private set; }

    /// <summary>What waits for an operator, in one word for lists; empty for nothing.</summary>
    public string Waits { get; private set; } = "";

    /// <summary>Takes the state that the checks make: what failed weighs more than what is open.</summary>
    /// <returns>Whether it is another state than before.</returns>
    public bool Settle(IReadOnlyCollection<ProfileCheck> checks, string? because, DateTimeOffset now)
    {
        var state = ProfileChecks.StateOf(checks);
        RejectedBecause = state == VerificationState.Rejected ? because ?? RejectedBecause : null;
        Waits = string.Join(' ', checks.Where(check => check.WaitsForOperator).Select(check => check.Kind).Order());
        Touch();
        if (state == State)
        {
            return false;
        }

        (State, Since) = (state, now);
        return true;
    }
}

/// <summary>One verification of a changed profile.</summary>
public sealed class ProfileCheck
{
    public required OrganisationId OrganisationId { get; init; }

    public required CheckKind Kind { get; init; }

    public CheckOutcome Outcome { get; private set; }

    /// <summary>When it was decided; null while it is open.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>By whom; null while it is open.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>An operator answers it; the address is confirmed by its owner.</summary>
    public bool WaitsForOperator => Kind != CheckKind.Email && Outcome == CheckOutcome.Open;

    public void Decide(bool passed, string by, DateTimeOffset now) =>
        (Outcome, DecidedBy, DecidedAt) = (passed ? CheckOutcome.Passed : CheckOutcome.Failed, by, now);

    /// <summary>What it is about was changed.</summary>
    public void Reopen() => (Outcome, DecidedBy, DecidedAt) = (CheckOutcome.Open, null, null);
}

public static class ProfileChecks
{
    /// <summary>ENR-36, ENR-39: rejected when something failed, pending while something is open.</summary>
    public static VerificationState StateOf(IReadOnlyCollection<ProfileCheck> checks) =>
        checks.Any(check => check.Outcome == CheckOutcome.Failed) ? VerificationState.Rejected
        : checks.Any(check => check.Outcome == CheckOutcome.Open) ? VerificationState.Pending
        : VerificationState.Authorised;
}
