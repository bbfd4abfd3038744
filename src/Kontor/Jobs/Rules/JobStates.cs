namespace Kontor.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Some server will begin with it as soon as one is free.</summary>
    Waiting,

    /// <summary>A server works on it and says so now and then.</summary>
    Running,

    /// <summary>Done. For good.</summary>
    Succeeded,

    /// <summary>Not done, and nothing of it stays. It may be tried again where its kind allows.</summary>
    Failed,

    /// <summary>Somebody did not want it any more; nothing of it stays. For good.</summary>
    Cancelled,
}

/// <summary>What happens to jobs.</summary>
public enum JobEvent
{
    /// <summary>A server begins.</summary>
    Begun,

    /// <summary>A server that stops in order gives it back.</summary>
    HandedBack,

    /// <summary>The server that worked on it is gone, or the work broke; another attempt is left.</summary>
    Lost,

    /// <summary>The same with no attempt left, or the work itself says no.</summary>
    Failed,

    Succeeded,
    Cancelled,

    /// <summary>Somebody wants a failed one to be tried again.</summary>
    Retried,
}

/// <summary>The jobs' state machine: what does not stand here does not happen.</summary>
public static class JobStates
{
    /// <summary>The state after an event; null where the event cannot happen.</summary>
    public static JobState? After(JobState state, JobEvent happened) => (state, happened) switch
    {
        (JobState.Waiting, JobEvent.Begun) => JobState.Running,
        (JobState.Running, JobEvent.HandedBack or JobEvent.Lost) => JobState.Waiting,
        (JobState.Running, JobEvent.Succeeded) => JobState.Succeeded,
        (JobState.Running, JobEvent.Failed) => JobState.Failed,
        (JobState.Waiting or JobState.Running, JobEvent.Cancelled) => JobState.Cancelled,
        (JobState.Failed, JobEvent.Retried) => JobState.Waiting,
        _ => null,
    };

    /// <summary>Whether nobody works on it nor will without being told to.</summary>
    public static bool IsFinished(JobState state) => state is not (JobState.Waiting or JobState.Running);
}
