using System.Collections.Frozen;
using Kontor.Access;
using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>
/// The one place where a reason becomes an error code of the protocol. What is not listed goes by its kind. Clients
/// repeat whatever is not 400, 401, 403, 404, 409, 417 or 429 four times, so final refusals use only those.
/// </summary>
internal static class FaultTable
{
    private static readonly FrozenDictionary<string, (int Code, int Status)> ByReason =
        new Dictionary<string, (int Code, int Status)>
        {
            [RequestReasons.StillRunning.Code] = (800060, 409),
            [AccessReasons.RoleLacksPermission.Code] = (900150, 403),
            [CatalogReasons.UnknownProduct.Code] = (400013, 404),
            [CatalogReasons.UnknownSku.Code] = (400018, 404),
            [CatalogReasons.UnknownAvailability.Code] = (400019, 404),
        }.ToFrozenDictionary();

    /// <summary>The reasons that have a row of their own.</summary>
    public static IEnumerable<string> Listed => ByReason.Keys;

    public static Fault Of(Reason reason)
    {
        var (code, status) = ByReason.TryGetValue(reason.Code, out var row) ? row : ByKind(reason.Kind);
        return new Fault(code, status, reason.Code, reason.Arguments);
    }

    private static (int Code, int Status) ByKind(ReasonKind kind) => kind switch
    {
        ReasonKind.Invalid => (800002, 400),
        ReasonKind.Forbidden => (2032, 403),
        ReasonKind.NotFound => (800037, 404),
        ReasonKind.Conflict => (4018, 409),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
