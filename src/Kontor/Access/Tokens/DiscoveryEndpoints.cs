using Kontor.Kernel;
using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>
/// Where clients find the token endpoint and the keys. Nothing is looked up: the answer for a tenant that exists is the
/// same as for one that does not.
/// </summary>
internal static class DiscoveryEndpoints
{
    private const int KeysMaxAge = 3600;

    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        var discovery = app.MapGroup("").WithTags("Tokens").AllowEveryone();
        discovery.MapGet("/common/discovery/instance", GetInstance)
            .WithName("DiscoverInstance").WithSummary("Where a tenant's configuration is");
        discovery.MapGet("/{tenant}/.well-known/openid-configuration", GetConfiguration)
            .WithName("GetOpenIdConfiguration").WithSummary("Where tokens and keys are");
        discovery.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", GetConfigurationV2)
            .WithName("GetOpenIdConfigurationV2").WithSummary("Where tokens and keys are");
        discovery.MapGet("/discovery/v2.0/keys", GetKeys)
            .WithName("GetKeys").WithSummary("The keys that verify tokens");
    }

    private static IResult GetInstance(
        HttpContext http,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "authorization_endpoint")] string? authorizationEndpoint,
        [FromKeyedServices(WallClock.Key)] TimeProvider clock)
    {
        if (!Uri.TryCreate(authorizationEndpoint, UriKind.Absolute, out var address)
            || address.Segments.Length < 2
            || address.Segments[1].TrimEnd('/') is not { } tenant
            || !TokenForm.IsTenant(tenant))
        {
            return Refuse(http, TokenRefused.InvalidInstance, clock);
        }

        return TypedResults.Json(
            new InstanceBody($"{BaseOf(http)}/{tenant}/v2.0/.well-known/openid-configuration", "1.1", []),
            TokenJson.Default.InstanceBody);
    }

    private static IResult GetConfiguration(
        string tenant, HttpContext http, IOptions<AccessOptions> options,
        [FromKeyedServices(WallClock.Key)] TimeProvider clock) =>
        Configuration(http, tenant, "oauth2/token", options.Value, clock);

    private static IResult GetConfigurationV2(
        string tenant, HttpContext http, IOptions<AccessOptions> options,
        [FromKeyedServices(WallClock.Key)] TimeProvider clock) =>
        Configuration(http, tenant, "oauth2/v2.0/token", options.Value, clock);

    private static IResult Configuration(
        HttpContext http, string tenant, string tokens, AccessOptions options, TimeProvider clock)
    {
        if (!TokenForm.IsTenant(tenant))
        {
            return Refuse(http, TokenRefused.InvalidTenant, clock);
        }

        // Issuers are named by tenant id. Whoever names a tenant by its domain gets the pattern, as for "common".
        var issuer = Guid.TryParseExact(tenant, "D", out var id)
            ? AccessToken.IssuerOf(options.PublicUrl, new TenantId(id))
            : $"{options.PublicUrl}/{{tenantid}}/";
        var configuration = new OpenIdConfigurationBody(
            issuer,
            $"{BaseOf(http)}/{tenant}/{tokens}",
            $"{BaseOf(http)}/discovery/v2.0/keys",
            ["client_credentials", "password"],
            [],
            ["public"],
            [Jws.Algorithm],
            ["client_secret_post", "client_secret_basic"]);
        return TypedResults.Json(configuration, TokenJson.Default.OpenIdConfigurationBody);
    }

    private static async Task<IResult> GetKeys(HttpContext http, SigningKeys keys)
    {
        http.Response.Headers.CacheControl = $"public, max-age={KeysMaxAge}";
        return TypedResults.Json(await keys.Published(http.RequestAborted), JwkJson.Default.JwkSet);
    }

    private static IResult Refuse(HttpContext http, TokenRefused refused, TimeProvider clock)
    {
        var (trace, correlation) = TokenEndpoints.MarkAnswer(http);
        return TokenEndpoints.Refuse(http, refused, clock.Now(), trace, correlation);
    }

    /// <summary>The address that the client reached this server by.</summary>
    private static string BaseOf(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
