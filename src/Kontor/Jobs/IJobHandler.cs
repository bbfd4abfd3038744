using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>
/// Does the work of one kind of job. It may be begun again after a crash, also by another server, so it must leave
/// nothing behind that is not undone when it ends early: best by one transaction that <see cref="JobRun.Succeed"/> is part of.
/// </summary>
public interface IJobHandler
{
    /// <param name="run">What is to be done, and whom to tell how far it is.</param>
    /// <param name="cancel">Set when the server stops, or when somebody cancels the job.</param>
    Task<JobOutcome> Run(JobRun run, CancellationToken cancel);
}

/// <summary>What came out of a job's work.</summary>
/// <param name="Decision">Granted when it is done; else why the work itself says no.</param>
/// <param name="Result">JSON for the panel of the job's kind; null for nothing.</param>
public sealed record JobOutcome(Decision Decision, string? Result)
{
    public static JobOutcome Done(string? result) => new(Decision.Granted, result);

    public static JobOutcome Refused(Decision decision, string? result = null) => new(decision, result);
}

/// <summary>The attempt is over: somebody cancelled the job, or took it after a long silence.</summary>
public sealed class JobLostException() : Exception("Another server has this job, or nobody wants it any more.");
