using System.Globalization;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>The addresses at which clients of the wire get tokens, with the forms and answers they know.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup("").WithTags("Tokens").AllowEveryone().WithMetadata(new LargestForm());
        tokens.MapPost("/{tenant}/oauth2/token", PostV1)
            .WithName("GetToken").WithSummary("Get an access token; numbers in the answer are strings");
        tokens.MapPost("/{tenant}/oauth2/v2.0/token", PostV2)
            .WithName("GetTokenV2").WithSummary("Get an access token for a scope");
        tokens.MapPost("/adfs/oauth2/token", PostAdfs)
            .WithName("GetTokenAdfs").WithSummary("Get an access token without naming a tenant");
    }

    private static Task<IResult> PostV1(
        string tenant, HttpContext http, IssueToken issue, IOptions<AccessOptions> options,
        [FromKeyedServices(WallClock.Key)] TimeProvider clock) =>
        Answer(http, tenant, ["resource"], isV1: true, issue, options.Value, clock);

    private static Task<IResult> PostV2(
        string tenant, HttpContext http, IssueToken issue, IOptions<AccessOptions> options,
        [FromKeyedServices(WallClock.Key)] TimeProvider clock) =>
        Answer(http, tenant, ["scope"], isV1: false, issue, options.Value, clock);

    private static Task<IResult> PostAdfs(
        HttpContext http, IssueToken issue, IOptions<AccessOptions> options,
        [FromKeyedServices(WallClock.Key)] TimeProvider clock) =>
        Answer(http, null, ["scope", "resource"], isV1: false, issue, options.Value, clock);

    private static async Task<IResult> Answer(
        HttpContext http, string? tenant, string[] asks, bool isV1, IssueToken issue, AccessOptions options,
        TimeProvider clock)
    {
        var (trace, correlation) = MarkAnswer(http);
        var (request, malformed) = await TokenForm.Read(http, tenant, asks, options.PublicUrl);
        var answer = request is null ? malformed! : await issue.Handle(request, http.RequestAborted);
        switch (answer)
        {
            case TokenGranted granted when isV1:
                return TypedResults.Json(TokenBodyV1.From(granted), TokenJson.Default.TokenBodyV1);
            case TokenGranted granted:
                return TypedResults.Json(TokenBodyV2.From(granted), TokenJson.Default.TokenBodyV2);
            case TokenRefused refused:
                return Refuse(http, refused, clock.Now(), trace, correlation);
            default:
                throw new InvalidOperationException($"There is no answer for {answer}.");
        }
    }

    public static IResult Refuse(
        HttpContext http, TokenRefused refused, DateTimeOffset now, Guid trace, Guid correlation)
    {
        if (refused.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (refused.Status == StatusCodes.Status401Unauthorized && http.Request.Headers.Authorization.Count > 0)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"kontor\"";
        }

        var body = TokenErrorBody.From(refused, now, trace, correlation);
        return TypedResults.Json(body, TokenJson.Default.TokenErrorBody, statusCode: refused.Status);
    }

    /// <summary>Headers of every answer: nobody keeps it, and clients find their own ids in it.</summary>
    public static (Guid Trace, Guid Correlation) MarkAnswer(HttpContext http)
    {
        var asked = http.Request.Headers;
        var trace = Guid.TryParse(asked["MS-RequestId"], out var request) ? request : Guid.NewGuid();
        var correlation = Guid.TryParse(asked["client-request-id"], out var client) ? client
            : Guid.TryParse(asked["MS-CorrelationId"], out var wire) ? wire
            : Guid.NewGuid();
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Pragma = "no-cache";
        headers["MS-RequestId"] = trace.ToString();
        headers["MS-CorrelationId"] = correlation.ToString();
        headers["X-Locale"] = "en-US";
        if (asked.ContainsKey("client-request-id"))
        {
            headers["client-request-id"] = correlation.ToString();
        }

        return (trace, correlation);
    }

    private sealed class LargestForm : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => TokenForm.MaxBody;
    }
}
