using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>How far a job is.</summary>
/// <param name="Step">The step it is in, from 1.</param>
/// <param name="Steps">How many steps there are.</param>
/// <param name="StepKey">The step's name in the texts of the job's kind.</param>
/// <param name="Done">How much of the step is done, in a measure of the job's own.</param>
/// <param name="Total">How much there is; 0 while nobody knows.</param>
/// <param name="Items">How many things were worked on so far.</param>
/// <param name="Errors">How many of them had something wrong.</param>
public sealed record JobProgress(int Step, int Steps, string StepKey, long Done, long Total, long Items, int Errors);

/// <summary>Long work that runs in the background: who wanted it, how far it is, and what became of it.</summary>
public sealed class Job
{
    /// <summary>How often a job is begun before it is given up.</summary>
    public const int MaxAttempts = 3;

    /// <summary>UTF-16 characters of one argument of the title.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>A server that has not said for so long that it works on a job is taken for dead.</summary>
    public static readonly TimeSpan SilenceOfTheDead = TimeSpan.FromSeconds(30);

    /// <summary>How long a finished job is kept, with its files.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Before the next attempt; times the attempts so far.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public required TenantId TenantId { get; init; }

    public required JobId Id { get; init; }

    /// <summary>Which handler does the work.</summary>
    public required string Kind { get; init; }

    /// <summary>What fills the kind's title, such as the name of a file.</summary>
    public string[] Title { get; init; } = [];

    /// <summary>JSON for the handler.</summary>
    public string Arguments { get; init; } = "{}";

    /// <summary>What the job reads; null for nothing. Several jobs may read the same file.</summary>
    public JobFileId? FileId { get; init; }

    /// <summary>What came out as a file; null for nothing.</summary>
    public JobFileId? OutputId { get; private set; }

    /// <summary>Of a tenant's unfinished jobs only one has it; null for a job of which there may be several.</summary>
    public string? OnceKey { get; init; }

    public UserId? CreatedBy { get; init; }

    public required string CreatedByName { get; init; }

    public required TenantKind TenantKind { get; init; }

    /// <summary>By the program's clock, like the two that follow.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the present or last attempt began; null before the first.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public JobState State { get; private set; }

    /// <summary>No server begins before this instant. By the machine's clock, like the heartbeat.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When the server that works on it last said so.</summary>
    public DateTimeOffset? HeartbeatAt { get; private set; }

    /// <summary>
    /// The present attempt; null while nobody works on it. Whoever does not hold it any more can neither report nor
    /// finish.
    /// </summary>
    public Guid? Claim { get; private set; }

    public int Attempts { get; private set; }

    public int Step { get; private set; }

    public int Steps { get; private set; }

    public string? StepKey { get; private set; }

    /// <summary>When the present step began; null before the first.</summary>
    public DateTimeOffset? StepStartedAt { get; private set; }

    public long Done { get; private set; }

    public long Total { get; private set; }

    public long Items { get; private set; }

    public int Errors { get; private set; }

    /// <summary>JSON of what came out, for the panel of the job's kind; null for nothing.</summary>
    public string? Result { get; private set; }

    /// <summary>Why it failed; empty while it has not.</summary>
    public ImmutableArray<Reason> Reasons { get; private set; } = [];

    /// <summary>Of two changes at once, the second finds another version than it read. Progress is no change.</summary>
    public int Version { get; private set; }

    public bool IsFinished => JobStates.IsFinished(State);

    /// <summary>Whether it failed without the work itself having said no.</summary>
    public bool WasGivenUp => State == JobState.Failed && Reasons.Any(reason => reason.Code == JobReasons.GaveUp.Code);

    /// <summary>0 to 100 of the present step; null while nobody knows.</summary>
    public int? Percent => Total > 0 ? (int)(long.Clamp(Done, 0, Total) * 100.0 / Total) : null;

    /// <summary>
    /// How long the present step will still take at the pace so far; null while that would be a guess: before five
    /// seconds and a twentieth of the step are over.
    /// </summary>
    public TimeSpan? LeftOfStep(DateTimeOffset now)
    {
        if (State != JobState.Running || StepStartedAt is not { } since || Total <= 0 || Done >= Total)
        {
            return null;
        }

        var (passed, part) = (now - since, Done / (double)Total);
        return passed >= TimeSpan.FromSeconds(5) && part >= 0.05 ? passed * ((1 - part) / part) : null;
    }

    /// <summary>Whether the server that worked on it is taken for dead.</summary>
    /// <param name="machine">Now, by the machine's clock.</param>
    public bool IsSilent(DateTimeOffset machine) =>
        State == JobState.Running && HeartbeatAt < machine - SilenceOfTheDead;

    /// <summary>A server begins with a waiting job.</summary>
    public void Begin(Guid claim, DateTimeOffset now, DateTimeOffset machine)
    {
        Become(JobEvent.Begun);
        (Claim, HeartbeatAt, StartedAt) = (claim, machine, now);
        (Step, Steps, StepKey, StepStartedAt) = (0, 0, null, null);
        (Done, Total, Items, Errors) = (0, 0, 0, 0);
        Attempts++;
    }

    /// <summary>Takes over how far the work is.</summary>
    public void Reached(JobProgress progress)
    {
        (Step, Steps, StepKey) = (progress.Step, progress.Steps, progress.StepKey);
        (Done, Total, Items, Errors) = (progress.Done, progress.Total, progress.Items, progress.Errors);
    }

    /// <summary>A server that stops gives the job back; that was no attempt.</summary>
    public void HandBack(DateTimeOffset machine)
    {
        Become(JobEvent.HandedBack);
        (Claim, DueAt) = (null, machine);
        Attempts--;
    }

    /// <summary>The attempt ended without a result. Another follows after a pause, or the job is given up.</summary>
    public void Lose(DateTimeOffset now, DateTimeOffset machine)
    {
        if (Attempts >= MaxAttempts)
        {
            Fail([JobReasons.GaveUp.About(Attempts)], null, now);
            return;
        }

        Become(JobEvent.Lost);
        (Claim, DueAt) = (null, machine + (Pause * Attempts));
    }

    /// <param name="result">JSON of what came out, for the panel of the job's kind; null for nothing.</param>
    /// <param name="now">By the program's clock.</param>
    /// <param name="output">What came out as a file; null for nothing.</param>
    public void Succeed(string? result, DateTimeOffset now, JobFileId? output = null)
    {
        Become(JobEvent.Succeeded);
        (Claim, Result, OutputId, FinishedAt, Done) = (null, result, output, now, Total);
    }

    /// <param name="reasons">Why, the weightiest first.</param>
    /// <param name="result">JSON of what can be told anyway; null for nothing.</param>
    /// <param name="now">By the program's clock.</param>
    public void Fail(ImmutableArray<Reason> reasons, string? result, DateTimeOffset now)
    {
        Become(JobEvent.Failed);
        (Claim, Reasons, Result, FinishedAt) = (null, reasons, result, now);
    }

    /// <summary>Whoever works on it finds out when reporting or finishing; what is not finished is undone.</summary>
    public Decision Cancel(DateTimeOffset now)
    {
        if (IsFinished)
        {
            return Decision.Refused(JobReasons.Finished);
        }

        Become(JobEvent.Cancelled);
        (Claim, FinishedAt) = (null, now);
        return Decision.Granted;
    }

    /// <summary>Whether trying again is allowed and could help.</summary>
    /// <param name="kindAllows">Whether the job's kind can be tried again at all.</param>
    public Decision MayRetry(bool kindAllows) =>
        State != JobState.Failed ? Decision.Refused(JobReasons.NotFailed)
        : !kindAllows || !WasGivenUp ? Decision.Refused(JobReasons.NoUse)
        : Decision.Granted;

    /// <summary>Lets a failed job be tried again, as often as a new one.</summary>
    public Decision Retry(bool kindAllows, DateTimeOffset machine)
    {
        var decision = MayRetry(kindAllows);
        if (decision.IsGranted)
        {
            Become(JobEvent.Retried);
            (Attempts, DueAt, Reasons, Result, FinishedAt) = (0, machine, [], null, null);
        }

        return decision;
    }

    private void Become(JobEvent happened)
    {
        State = JobStates.After(State, happened)
            ?? throw new InvalidOperationException($"A job that is {State} cannot have {happened}.");
        Version++;
    }
}
