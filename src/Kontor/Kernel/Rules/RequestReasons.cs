namespace Kontor.Kernel;

/// <summary>Why a request cannot be taken as it was sent. Source: the wire protocol's rules for repeated requests.</summary>
public static class RequestReasons
{
    /// <summary>Reasons that come from the protocol, not from a rule of the program.</summary>
    public const string Protocol = "API";

    public static readonly Reason KeyTooLong = new(ReasonKind.Invalid, "REQUEST_KEY_TOO_LONG", Protocol);

    public static readonly Reason BodyTooLarge = new(ReasonKind.Invalid, "REQUEST_BODY_TOO_LARGE", Protocol);

    /// <summary>Larger than any request of this address may be.</summary>
    public static readonly Reason TooLarge = new(ReasonKind.Invalid, "REQUEST_TOO_LARGE", Protocol);

    public static readonly Reason BodyMissing = new(ReasonKind.Invalid, "REQUEST_BODY_MISSING", Protocol);

    /// <summary>Arguments: where in the JSON (a path), line, byte of the line; both from 1.</summary>
    public static readonly Reason BodyUnreadable = new(ReasonKind.Invalid, "REQUEST_BODY_UNREADABLE", Protocol);

    /// <summary>Argument: the member.</summary>
    public static readonly Reason MemberMissing = new(ReasonKind.Invalid, "REQUEST_MEMBER_MISSING", Protocol);

    /// <summary>Argument: the parameter of the address.</summary>
    public static readonly Reason ValueUnreadable = new(ReasonKind.Invalid, "REQUEST_VALUE_UNREADABLE", Protocol);

    public static readonly Reason MediaTypeWrong = new(ReasonKind.Invalid, "REQUEST_MEDIA_TYPE_WRONG", Protocol);

    /// <summary>Arguments: the method that was used, the methods there are.</summary>
    public static readonly Reason MethodWrong = new(ReasonKind.Invalid, "REQUEST_METHOD_WRONG", Protocol);

    public static readonly Reason AddressUnknown = new(ReasonKind.NotFound, "REQUEST_ADDRESS_UNKNOWN", Protocol);

    public static readonly Reason KeyUsedForAnother = new(ReasonKind.Invalid, "REQUEST_KEY_USED_FOR_ANOTHER", Protocol);

    public static readonly Reason StillRunning = new(ReasonKind.Conflict, "REQUEST_STILL_RUNNING", Protocol);
}
