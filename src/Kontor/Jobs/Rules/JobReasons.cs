using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>Why something cannot be done with a job, or why it failed for no reason of its own.</summary>
public static class JobReasons
{
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "JOB_NOT_FOUND", RequestReasons.Protocol);

    /// <summary>It is finished already; there is nothing to cancel.</summary>
    public static readonly Reason Finished = new(ReasonKind.Conflict, "JOB_FINISHED", RequestReasons.Protocol);

    /// <summary>Only a failed job can be tried again.</summary>
    public static readonly Reason NotFailed = new(ReasonKind.Conflict, "JOB_NOT_FAILED", RequestReasons.Protocol);

    /// <summary>The work said no, and would say so again.</summary>
    public static readonly Reason NoUse = new(ReasonKind.Conflict, "JOB_RETRY_OF_NO_USE", RequestReasons.Protocol);

    /// <summary>Argument: how often it was begun.</summary>
    public static readonly Reason GaveUp = new(ReasonKind.Conflict, "JOB_GAVE_UP", RequestReasons.Protocol);
}
