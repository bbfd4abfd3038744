namespace Kontor.Support;

/// <summary>Where a service request stands (SUP-13).</summary>
public enum ServiceRequestState
{
    New,
    Open,

    /// <summary>The vendor has handed it back.</summary>
    WaitingForPartner,
    Escalated,
    Resolved,
    Closed,
    Reopened,
}

/// <summary>Who has a part in a service request.</summary>
public enum ServiceSide
{
    Customer,
    Partner,
    Vendor,
}

/// <summary>What moves a service request on.</summary>
public enum ServiceAct
{
    Take,
    Escalate,
    HandBack,
    Resolve,
    Close,
    Reopen,
}

/// <summary>
/// SUP-13 as a table. Who answers takes, escalates and resolves; the vendor resolves or hands back what was escalated; whoever
/// asked decides whether it is closed, and both may open it again.
/// </summary>
public static class ServiceRequestStates
{
    /// <summary>Where a request stands after an act; null where that side cannot do this now.</summary>
    public static ServiceRequestState? After(ServiceRequestState state, ServiceAct act, ServiceSide side) => (side, act) switch
    {
        (ServiceSide.Partner, ServiceAct.Take) when IsWaitingForPartner(state) => ServiceRequestState.Open,
        (ServiceSide.Partner, ServiceAct.Escalate) when IsInWork(state) => ServiceRequestState.Escalated,
        (ServiceSide.Partner, ServiceAct.Resolve) when IsInWork(state) => ServiceRequestState.Resolved,
        (ServiceSide.Vendor, ServiceAct.HandBack) when state == ServiceRequestState.Escalated => ServiceRequestState.WaitingForPartner,
        (ServiceSide.Vendor, ServiceAct.Resolve) when state == ServiceRequestState.Escalated => ServiceRequestState.Resolved,
        (ServiceSide.Customer, ServiceAct.Close) when state != ServiceRequestState.Closed => ServiceRequestState.Closed,
        (ServiceSide.Partner, ServiceAct.Close) when state == ServiceRequestState.Resolved => ServiceRequestState.Closed,
        (ServiceSide.Customer or ServiceSide.Partner, ServiceAct.Reopen) when IsDone(state) => ServiceRequestState.Reopened,
        _ => null,
    };

    /// <summary>Whether the partner is the one to go on, and nobody there does yet.</summary>
    public static bool IsWaitingForPartner(ServiceRequestState state) => state is
        ServiceRequestState.New or ServiceRequestState.Reopened or ServiceRequestState.WaitingForPartner;

    public static bool IsDone(ServiceRequestState state) => state is ServiceRequestState.Resolved or ServiceRequestState.Closed;

    /// <summary>Whether somebody may write to it: the vendor while it has, or had just now, to do with it.</summary>
    public static bool IsWritable(ServiceRequestState state, ServiceSide side) => side == ServiceSide.Vendor
        ? state is ServiceRequestState.Escalated or ServiceRequestState.WaitingForPartner
        : state != ServiceRequestState.Closed;

    /// <summary>A new one is taken first, so that its customer hears that somebody is there.</summary>
    private static bool IsInWork(ServiceRequestState state) => state is
        ServiceRequestState.Open or ServiceRequestState.Reopened or ServiceRequestState.WaitingForPartner;
}
