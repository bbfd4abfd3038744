namespace Kontor.DelegatedAdmin;

/// <summary>Where delegated admin rights stand (CUS-75). All but the first two are final.</summary>
public enum GrantState
{
    /// <summary>The partner asks; the customer has not answered.</summary>
    Requested,

    /// <summary>The partner may use its roles.</summary>
    Active,

    /// <summary>The customer said no.</summary>
    Declined,

    /// <summary>The partner took its request back.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time, or the agreed end came.</summary>
    Expired,

    /// <summary>The customer took the rights away (CUS-44).</summary>
    Removed,

    /// <summary>The partner gave them up.</summary>
    GivenUp,
}

/// <summary>What happens to delegated admin rights.</summary>
public enum GrantEvent
{
    Requested,
    Approved,
    Declined,
    Withdrawn,

    /// <summary>A request was not answered in time.</summary>
    Lapsed,

    /// <summary>The customer took single roles away.</summary>
    Narrowed,
    Removed,
    GivenUp,

    /// <summary>The agreed end came.</summary>
    Ended,

    /// <summary>The end is near, and both sides were told so (CUS-78).</summary>
    Announced,

    /// <summary>The end was put off, as the partner chose and the customer approved (CUS-77).</summary>
    Extended,

    /// <summary>The partner lets the rights extend themselves.</summary>
    ExtensionChosen,

    /// <summary>The partner lets them end.</summary>
    ExtensionStopped,
}

/// <summary>CUS-75: the state machine of delegated admin rights. What does not stand here does not happen.</summary>
public static class GrantStates
{
    /// <summary>The state after an event; null where the event cannot happen.</summary>
    public static GrantState? After(GrantState state, GrantEvent happened) => (state, happened) switch
    {
        (GrantState.Requested, GrantEvent.Approved) => GrantState.Active,
        (GrantState.Requested, GrantEvent.Declined) => GrantState.Declined,
        (GrantState.Requested, GrantEvent.Withdrawn) => GrantState.Withdrawn,
        (GrantState.Requested, GrantEvent.Lapsed) => GrantState.Expired,
        (GrantState.Active, GrantEvent.Removed) => GrantState.Removed,
        (GrantState.Active, GrantEvent.GivenUp) => GrantState.GivenUp,
        (GrantState.Active, GrantEvent.Ended) => GrantState.Expired,
        (GrantState.Active,
            GrantEvent.Narrowed or GrantEvent.Announced or GrantEvent.Extended
            or GrantEvent.ExtensionChosen or GrantEvent.ExtensionStopped) => GrantState.Active,
        _ => null,
    };

    public static bool IsFinal(GrantState state) => state is not (GrantState.Requested or GrantState.Active);
}
