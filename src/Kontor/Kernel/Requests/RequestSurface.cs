namespace Kontor.Kernel;

/// <summary>What differs between <c>/v1</c> and <c>/api</c> when a request is repeated.</summary>
/// <param name="Prefix">The first segment of the surface's paths.</param>
/// <param name="Header">Where the caller names its request.</param>
/// <param name="Key">How the name becomes a key.</param>
/// <param name="Refuse">How the surface says no.</param>
public sealed record RequestSurface(
    string Prefix,
    string Header,
    Func<TenantId, string, HttpRequest, byte[], RequestKey> Key,
    Func<HttpContext, Reason, Task> Refuse)
{
    /// <summary>Kontor's own API: the key alone names the request, and refusals are RFC 9457 problems.</summary>
    public static RequestSurface Api { get; } = new(
        "/api",
        "Idempotency-Key",
        (tenant, name, request, body) => RequestKey.OfApi(tenant, name, request.Method, PathOf(request), body),
        (context, reason) => Problems.From(reason).ExecuteAsync(context));

    public static string PathOf(HttpRequest request) => request.Path.Value + request.QueryString.Value;
}
