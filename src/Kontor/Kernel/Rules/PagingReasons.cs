namespace Kontor.Kernel;

/// <summary>Why a part of a list cannot be shown.</summary>
public static class PagingReasons
{
    public static readonly Reason CursorInvalid = new(ReasonKind.Invalid, "CURSOR_INVALID", "REL-27");
}
