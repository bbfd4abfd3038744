using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>Why a document is not taken or not shown.</summary>
public static class DocumentReasons
{
    public static readonly Reason Missing = new(ReasonKind.Invalid, "DOCUMENT_MISSING", "ENR-38");

    public static readonly Reason TypeUnknown = new(ReasonKind.Invalid, "DOCUMENT_TYPE_UNKNOWN", "ENR-38");

    /// <summary>Argument: megabytes.</summary>
    public static readonly Reason TooLarge = new(ReasonKind.Invalid, "DOCUMENT_TOO_LARGE", "ENR-38");

    /// <summary>Argument: how many there may be.</summary>
    public static readonly Reason TooMany = new(ReasonKind.Conflict, "DOCUMENTS_TOO_MANY", "ENR-38");
}
