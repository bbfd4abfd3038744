namespace Kontor.PartnerCenter;

/// <summary>The ids by which a client and its operator find a call again in each other's logs.</summary>
internal static class RequestIds
{
    public const string Request = "MS-RequestId";
    public const string Correlation = "MS-CorrelationId";

    /// <summary>Two hyphens short of a GUID in braces is the shortest form accepted, the braced one the longest.</summary>
    private const int MaxLength = 38;

    /// <summary>The id the client sent where it is a GUID, else a new one.</summary>
    public static string EchoOrNew(HttpRequest request, string header) =>
        Sent(request, header) ?? New().ToString();

    /// <summary>The id as sent, or null when there is none or it is no GUID.</summary>
    public static string? Sent(HttpRequest request, string header) =>
        request.Headers.TryGetValue(header, out var values) && values.Count == 1
        && values[0] is { Length: <= MaxLength } sent && Guid.TryParse(sent, out _)
            ? sent
            : null;

    /// <summary>A GUID that tells calls apart and keeps nothing secret, so it need not come from the system's chance.</summary>
    private static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
