using Kontor.Kernel;

namespace Kontor.Operations;

/// <summary>Why nothing can be done with a mail.</summary>
public static class MailReasons
{
    /// <summary>It left meanwhile, or is tried at this moment, or never failed.</summary>
    public static readonly Reason NotFailing = new(ReasonKind.Conflict, "MAIL_NOT_FAILING", RequestReasons.Protocol);
}

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    /// <summary>Not tried yet.</summary>
    Waiting,

    /// <summary>Tried and not taken; it is tried again.</summary>
    Failing,

    /// <summary>Refused for good, or tried too often; it is not tried again until an operator wants it.</summary>
    Undelivered,
    Sent,
}
