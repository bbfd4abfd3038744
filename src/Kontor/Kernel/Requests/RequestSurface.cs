namespace Kontor.Kernel;

/// <summary>What differs between <c>/v1</c>, <c>/api</c> and the pages when a request is repeated.</summary>
/// <param name="Prefix">The first segment of the surface's paths; empty for what no other surface has.</param>
/// <param name="Name">How the caller named its request; null or empty when it did not.</param>
/// <param name="Key">How the name becomes a key.</param>
/// <param name="Refuse">How the surface says no.</param>
public sealed record RequestSurface(
    string Prefix,
    Func<HttpRequest, ValueTask<string?>> Name,
    Func<TenantId, string, HttpRequest, byte[], RequestKey> Key,
    Func<HttpContext, Reason, Task> Refuse)
{
    /// <summary>Kontor's own API: the key alone names the request, and refusals are RFC 9457 problems.</summary>
    public static RequestSurface Api { get; } = new(
        "/api",
        Header("Idempotency-Key"),
        (tenant, name, request, body) => RequestKey.OfApi(tenant, name, request.Method, PathOf(request), body),
        (context, reason) => Problems.From(reason).ExecuteAsync(context));

    /// <summary>A request that is named by a header.</summary>
    public static Func<HttpRequest, ValueTask<string?>> Header(string header) =>
        request => new(request.Headers[header].ToString());

    public static string PathOf(HttpRequest request) => request.Path.Value + request.QueryString.Value;
}
