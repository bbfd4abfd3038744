using Kontor.Kernel;

namespace Kontor.Support;

/// <summary>What happened to a service request.</summary>
public enum ServiceEvent
{
    Opened,
    Noted,
    Taken,
    Escalated,
    HandedBack,
    Resolved,
    Closed,
    Reopened,
}

/// <summary>One line of what became of a request, with what was written at that moment.</summary>
public sealed class ServiceRequestEntry
{
    public required ServiceRequestId RequestId { get; init; }

    /// <summary>From 1, without a gap: the request's version with which it happened.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ServiceEvent Event { get; init; }

    public required ServiceSide Side { get; init; }

    /// <summary>Sign-in name; for the own people only.</summary>
    public required string By { get; init; }

    /// <summary>Empty where nothing was written.</summary>
    public required string Text { get; init; }

    /// <summary>What partner and vendor write to each other is not the customer's to read (SUP-03).</summary>
    public required bool IsInternal { get; init; }

    /// <summary>Whether a side finds the line at all; of what happened it finds at least that it happened.</summary>
    public bool IsFor(ServiceSide reader) => reader != ServiceSide.Customer || !IsInternal || Event != ServiceEvent.Noted;

    public string TextFor(ServiceSide reader) => reader == ServiceSide.Customer && IsInternal ? "" : Text;

    public static ServiceEvent EventOf(ServiceAct act) => act switch
    {
        ServiceAct.Take => ServiceEvent.Taken,
        ServiceAct.Escalate => ServiceEvent.Escalated,
        ServiceAct.HandBack => ServiceEvent.HandedBack,
        ServiceAct.Resolve => ServiceEvent.Resolved,
        ServiceAct.Close => ServiceEvent.Closed,
        ServiceAct.Reopen => ServiceEvent.Reopened,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
