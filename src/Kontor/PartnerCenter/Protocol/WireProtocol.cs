using System.Text;
using Microsoft.AspNetCore.Diagnostics;

namespace Kontor.PartnerCenter;

/// <summary>
/// What holds for every call under <c>/v1</c>, whichever endpoint answers: addresses are normalised before routing, ids
/// and locale come back in headers, and an error without a body (no such route, not signed in, not allowed, crashed)
/// gets the protocol's.
/// </summary>
internal sealed class WireProtocol(RequestDelegate next)
{
    public const string Root = "/v1";

    /// <summary>Answers to other paths are no concern of this one.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.Contains("//", StringComparison.Ordinal) && Collapsed(path) is var collapsed && IsWire(collapsed))
        {
            http.Request.Path = new PathString(path = collapsed);
        }

        return IsWire(path) ? Answer(http) : next(http);
    }

    /// <summary>Whether the path is under <c>/v1</c>, in any case.</summary>
    public static bool IsWire(string path) =>
        path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) && (path.Length == Root.Length || path[Root.Length] == '/');

    /// <summary>The headers of every answer.</summary>
    public static void Prepare(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[RequestIds.Request] = RequestIds.EchoOrNew(http.Request, RequestIds.Request);
        headers[RequestIds.Correlation] = RequestIds.EchoOrNew(http.Request, RequestIds.Correlation);
        headers[WireLocale.Header] = WireLocale.Of(http.Request);

        // Answers escape only what JSON must escape; nobody shall take one for a page.
        headers.XContentTypeOptions = "nosniff";
    }

    private async Task Answer(HttpContext http)
    {
        Prepare(http);
        await next(http);
        await Complete(http);
    }

    /// <summary>Gives the protocol's body to an error that has none.</summary>
    private static Task Complete(HttpContext http)
    {
        var response = http.Response;
        if (response.StatusCode < 400 || response.HasStarted || response.ContentType is not null)
        {
            return Task.CompletedTask;
        }

        return Faults.Write(http, response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => Fault.SignInMissing,
            StatusCodes.Status403Forbidden => Fault.RoleMissing,
            StatusCodes.Status413PayloadTooLarge => Fault.BodyTooLarge,
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => Fault.NotFound,
            >= 500 => Fault.Unexpected,
            _ => Fault.BodyMalformed,
        });
    }

    private static string Collapsed(string path)
    {
        var collapsed = new StringBuilder(path.Length);
        foreach (var letter in path)
        {
            if (letter != '/' || collapsed.Length == 0 || collapsed[^1] != '/')
            {
                collapsed.Append(letter);
            }
        }

        return collapsed.ToString();
    }
}

/// <summary>
/// Puts <see cref="WireProtocol"/> in front of everything, routing included: addresses must be whole before a route is
/// looked up.
/// </summary>
internal sealed class WireProtocolFirst : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<WireProtocol>();
        next(app);
    };
}

/// <summary>What a caller of <c>/v1</c> gets when something breaks: the protocol's error, and nothing of the cause.</summary>
internal sealed class WireCrash(ILogger<WireCrash> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!WireProtocol.IsWire(httpContext.Request.Path.Value!))
        {
            return false;
        }

        WireProtocol.Prepare(httpContext);
        if (exception is BadHttpRequestException bad)
        {
            await Faults.Write(httpContext, bad.StatusCode == 413 ? Fault.BodyTooLarge : Fault.BodyMalformed);
            return true;
        }

        log.LogError(
            exception, "A call of the protocol broke: {Method} {Path}", httpContext.Request.Method, httpContext.Request.Path);
        await Faults.Write(httpContext, Fault.Unexpected);
        return true;
    }
}
