using System.Globalization;
using System.Text.Json.Serialization;

namespace Kontor.Access;

/// <summary>A token as the first version of the endpoint answers it: numbers are strings.</summary>
internal sealed record TokenBodyV1(
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("scope")] string? Scope,
    [property: JsonPropertyName("expires_in")] string ExpiresIn,
    [property: JsonPropertyName("ext_expires_in")] string ExtExpiresIn,
    [property: JsonPropertyName("expires_on")] string ExpiresOn,
    [property: JsonPropertyName("not_before")] string NotBefore,
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("access_token")] string AccessToken)
{
    public static TokenBodyV1 From(TokenGranted granted)
    {
        var (token, lifetime) = (granted.Content, Number((long)KeyRotation.TokenLifetime.TotalSeconds));
        return new TokenBodyV1(
            "Bearer",
            token.Owner.UserId is null ? null : "user_impersonation",
            lifetime,
            lifetime,
            Number(token.ExpiresAt.ToUnixTimeSeconds()),
            Number(token.NotBefore.ToUnixTimeSeconds()),
            token.Audience,
            granted.Token);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A token as the second version of the endpoint answers it.</summary>
internal sealed record TokenBodyV2(
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("scope")] string? Scope,
    [property: JsonPropertyName("expires_in")] long ExpiresIn,
    [property: JsonPropertyName("ext_expires_in")] long ExtExpiresIn,
    [property: JsonPropertyName("access_token")] string AccessToken)
{
    public static TokenBodyV2 From(TokenGranted granted)
    {
        var lifetime = (long)KeyRotation.TokenLifetime.TotalSeconds;
        var scope = granted.Content.Owner.UserId is null ? null : $"{granted.Content.Audience}/user_impersonation";
        return new TokenBodyV2("Bearer", scope, lifetime, lifetime, granted.Token);
    }
}

/// <summary>An error of the token endpoint. Clients read the number from the description as well.</summary>
internal sealed record TokenErrorBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description,
    [property: JsonPropertyName("error_codes")] int[] Codes,
    [property: JsonPropertyName("timestamp")] string Timestamp,
    [property: JsonPropertyName("trace_id")] string TraceId,
    [property: JsonPropertyName("correlation_id")] string CorrelationId)
{
    public static TokenErrorBody From(TokenRefused refused, DateTimeOffset now, Guid trace, Guid correlation)
    {
        var timestamp = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new TokenErrorBody(
            refused.Error,
            $"AADSTS{refused.Number}: {refused.Description}\r\nTrace ID: {trace}\r\n"
            + $"Correlation ID: {correlation}\r\nTimestamp: {timestamp}",
            [refused.Number],
            timestamp,
            trace.ToString(),
            correlation.ToString());
    }
}

/// <summary>Where clients find what they need, as far as it exists here.</summary>
internal sealed record OpenIdConfigurationBody(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("jwks_uri")] string KeysAddress,
    [property: JsonPropertyName("grant_types_supported")] string[] GrantTypes,
    [property: JsonPropertyName("response_types_supported")] string[] ResponseTypes,
    [property: JsonPropertyName("subject_types_supported")] string[] SubjectTypes,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] string[] Algorithms,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] string[] ClientMethods);

/// <summary>The answer of instance discovery: where a tenant's configuration is.</summary>
internal sealed record InstanceBody(
    [property: JsonPropertyName("tenant_discovery_endpoint")] string TenantDiscoveryEndpoint,
    [property: JsonPropertyName("api-version")] string ApiVersion,
    [property: JsonPropertyName("metadata")] string[] Metadata);

[JsonSerializable(typeof(TokenBodyV1))]
[JsonSerializable(typeof(TokenBodyV2))]
[JsonSerializable(typeof(TokenErrorBody))]
[JsonSerializable(typeof(OpenIdConfigurationBody))]
[JsonSerializable(typeof(InstanceBody))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class TokenJson : JsonSerializerContext;
