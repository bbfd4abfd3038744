using Kontor.Kernel;

namespace Kontor.Insights;

public static class MapReasons
{
    /// <summary>REL-22: nobody looks at a partner with which it does no business; one answer for all of them.</summary>
    public static readonly Reason PartnerNotFound = new(ReasonKind.NotFound, "MAP_PARTNER_NOT_FOUND", "REL-22");
}
