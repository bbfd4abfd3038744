namespace Kontor.Kernel;

/// <summary>Why a request cannot be taken as it was sent. Source: the wire protocol's rules for repeated requests.</summary>
public static class RequestReasons
{
    /// <summary>Reasons that come from the protocol, not from a rule of the program.</summary>
    public const string Protocol = "API";

    public static readonly Reason KeyTooLong = new(ReasonKind.Invalid, "REQUEST_KEY_TOO_LONG", Protocol);

    public static readonly Reason BodyTooLarge = new(ReasonKind.Invalid, "REQUEST_BODY_TOO_LARGE", Protocol);

    public static readonly Reason KeyUsedForAnother = new(ReasonKind.Invalid, "REQUEST_KEY_USED_FOR_ANOTHER", Protocol);

    public static readonly Reason StillRunning = new(ReasonKind.Conflict, "REQUEST_STILL_RUNNING", Protocol);
}
