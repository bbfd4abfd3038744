using Kontor.Kernel;

namespace Kontor.Exports;

/// <summary>Why a list cannot be had as a file.</summary>
public static class ExportReasons
{
    /// <summary>There is no such list, or the reader may not have it as a file.</summary>
    public static readonly Reason Unknown = new(ReasonKind.NotFound, "EXPORT_UNKNOWN", RequestReasons.Protocol);

    /// <summary>Argument: how many of the same person may wait or run at once.</summary>
    public static readonly Reason TooMany = new(ReasonKind.Conflict, "EXPORT_TOO_MANY", RequestReasons.Protocol);
}
