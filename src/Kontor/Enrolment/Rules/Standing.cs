using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What the vendor does to the place of a partner that was admitted.</summary>
public enum StandingAct
{
    /// <summary>ENR-60: for every enrolment of the tenant.</summary>
    Suspend,

    /// <summary>ENR-61: each goes back to where it was.</summary>
    Reinstate,

    /// <summary>ENR-45: a direct partner that misses the requirements is told from when it is restricted.</summary>
    AnnounceRestriction,

    /// <summary>ENR-45: it meets them before that day.</summary>
    CallOffRestriction,

    /// <summary>ENR-46.</summary>
    Restrict,

    /// <summary>ENR-44: it meets the requirements again.</summary>
    LiftRestriction,
}

/// <summary>ENR-60: why an account is suspended.</summary>
public enum SuspensionCause
{
    /// <summary>A payment is 60 days overdue.</summary>
    PaymentOverdue,
    SeriousMisuse,

    /// <summary>Problems in the operations of a provider reach the account; of resellers only.</summary>
    ProviderOperations,
    ProfileRejected,
}

/// <summary>What an operator wants to do.</summary>
/// <param name="Act">What.</param>
/// <param name="Cause">Of a suspension; null for everything else.</param>
/// <param name="Note">For the partner, who reads it: 1 to <see cref="StandingChangeRules.MaxNoteLength"/> characters.</param>
/// <param name="From">Of an announcement: from which day (UTC) the partner is restricted.</param>
public sealed record StandingWish(StandingAct Act, SuspensionCause? Cause, string Note, DateOnly? From);

/// <summary>One line of what became of a partner's place, kept for good.</summary>
public sealed class StandingChange
{
    public required TenantId TenantId { get; init; }

    public required Guid Id { get; init; }

    public required StandingAct Act { get; init; }

    public SuspensionCause? Cause { get; init; }

    public required string Note { get; init; }

    public DateOnly? From { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Sign-in name of the operator. Partners do not see it.</summary>
    public required string By { get; init; }
}

/// <summary>What must hold for the vendor to act on a partner's place (ENR-45, ENR-60, ENR-61).</summary>
public static class StandingChangeRules
{
    public const int MaxNoteLength = 2_000;

    /// <summary>What can be done now, before a word is written.</summary>
    public static ImmutableArray<StandingAct> Possible(IReadOnlyCollection<PartnerEnrolment> enrolments, DateOnly today) =>
        [.. Enum.GetValues<StandingAct>().Where(act => IsPossible(act, enrolments, today))];

    /// <param name="wish">What is wanted.</param>
    /// <param name="enrolments">All of the tenant.</param>
    /// <param name="today">UTC.</param>
    public static Decision May(StandingWish wish, IReadOnlyCollection<PartnerEnrolment> enrolments, DateOnly today) =>
        Decision.RequireAll(
            (IsPossible(wish.Act, enrolments, today), StandingReasons.NotPossible),
            (wish.Act != StandingAct.Suspend || wish.Cause is not null, StandingReasons.CauseMissing),
            (wish.Cause != SuspensionCause.ProviderOperations || enrolments.Any(e => e.Type == PartnerType.Reseller),
                StandingReasons.CauseOfResellersOnly),
            (wish.Act != StandingAct.AnnounceRestriction || wish.From > today, StandingReasons.DayNotAhead),
            (!string.IsNullOrWhiteSpace(wish.Note) && wish.Note.Length <= MaxNoteLength
                && !wish.Note.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')),
                StandingReasons.NoteInvalid.About(MaxNoteLength)));

    private static bool IsPossible(
        StandingAct act, IReadOnlyCollection<PartnerEnrolment> enrolments, DateOnly today)
    {
        var direct = enrolments.SingleOrDefault(e => e.Type == PartnerType.DirectPartner);
        return act switch
        {
            StandingAct.Suspend => enrolments.Any(e => EnrolmentStates.CanBeSuspended(e.Type, e.State)),
            StandingAct.Reinstate => enrolments.Any(e => e.State == EnrolmentState.Suspended),
            StandingAct.AnnounceRestriction => direct is { State: EnrolmentState.Active, RestrictedFrom: null },
            StandingAct.CallOffRestriction => direct is { State: EnrolmentState.Active, RestrictedFrom: not null },
            StandingAct.Restrict => direct is { State: EnrolmentState.Active, RestrictedFrom: { } from } && from <= today,
            StandingAct.LiftRestriction => direct is { State: EnrolmentState.Restricted },
            _ => false,
        };
    }
}
