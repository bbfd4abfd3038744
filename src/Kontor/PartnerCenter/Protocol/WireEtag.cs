using System.Globalization;

namespace Kontor.PartnerCenter;

/// <summary>Etags of resources that are changed by sending them back: the version of the row behind them.</summary>
internal static class WireEtag
{
    /// <summary>No row has it.</summary>
    private const int NoVersion = -1;

    /// <summary>
    /// From which version a resource is changed: the header's, or the one that came with it; null where the client names
    /// none. Etags are taken with quotes and without; what is no version of ours is one that is over.
    /// </summary>
    /// <param name="request">The change.</param>
    /// <param name="sent">The etag among the sent resource's attributes; null for none.</param>
    public static int? Version(HttpRequest request, string? sent)
    {
        var etag = WireItems.OrNull(request.Headers.IfMatch) ?? WireItems.OrNull(sent);
        if (etag is null || etag.Trim() == "*")
        {
            return null;
        }

        var bare = etag.Trim();
        bare = bare.StartsWith("W/", StringComparison.Ordinal) ? bare[2..] : bare;
        return int.TryParse(bare.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : NoVersion;
    }
}
