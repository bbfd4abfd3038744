using System.Globalization;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>The part of the protocol an endpoint belongs to; the error body names it as source.</summary>
internal sealed record WireArea(string Name);

/// <summary>Writes refusals.</summary>
internal static class Faults
{
    public static FaultAnswer From(Decision refused) => new(Fault.From(refused));

    /// <summary>The error body, in the language of the request, as the whole response.</summary>
    public static Task Write(HttpContext http, Fault fault)
    {
        var response = http.Response;
        if (fault.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = $"OAuth realm=urn:cpsvc:cpid:{response.Headers[RequestIds.Correlation]}";
        }

        return WireWriter.Send(response, fault.Status, Body(http, fault), WireJson.Default.ApiFault);
    }

    /// <summary>The bytes of the error body, to be kept for a repetition.</summary>
    public static byte[] Bytes(HttpContext http, Fault fault) => WireWriter.Bytes(Body(http, fault), WireJson.Default.ApiFault);

    /// <summary>
    /// 429 in the one shape from which clients read the delay; always with Retry-After, without which the SDK crashes.
    /// </summary>
    /// <param name="http">The request that comes too soon.</param>
    /// <param name="seconds">Whole seconds to wait, 1 or more.</param>
    public static Task WriteThrottled(HttpContext http, int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1);
        var response = http.Response;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var message = WireLocale.Speaking(http, () => Texts.Of("wire.throttled", seconds));
        var body = new ThrottledBody(StatusCodes.Status429TooManyRequests, message);
        return WireWriter.Send(response, body.StatusCode, body, WireJson.Default.ThrottledBody);
    }

    private static ApiFault Body(HttpContext http, Fault fault)
    {
        var area = http.GetEndpoint()?.Metadata.GetMetadata<WireArea>()?.Name ?? "PartnerCenter";
        return WireLocale.Speaking(http, () => ApiFault.From(fault, area));
    }
}
