using System.Buffers;
using System.Text.Json;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>Whom a token is for.</summary>
/// <param name="TenantId">The tenant of the application and of the user.</param>
/// <param name="ClientId">The application it was issued to.</param>
/// <param name="UserId">The person behind it, or null for an application on its own.</param>
/// <param name="UserName">The person's sign-in name; null exactly when there is no person.</param>
/// <param name="FullName">The person's full name; null exactly when there is no person.</param>
public sealed record TokenOwner(
    TenantId TenantId, ClientId ClientId, UserId? UserId, string? UserName, string? FullName);

/// <summary>
/// What an access token says. The claims have the names and forms that clients of the wire parse: a token with
/// <c>upn</c> is one of a person, one without is one of an application.
/// </summary>
/// <param name="Owner">Whom it is for.</param>
/// <param name="Audience">The resource asked for. Clients ask for one and call another: nobody refuses by it.</param>
/// <param name="NotBefore">Whole seconds.</param>
/// <param name="ExpiresAt">Whole seconds; not included.</param>
public sealed record AccessToken(
    TokenOwner Owner, string Audience, DateTimeOffset NotBefore, DateTimeOffset ExpiresAt)
{
    private static readonly JsonDocumentOptions StrictJson = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The issuer of a tenant's tokens.</summary>
    public static string IssuerOf(string publicUrl, TenantId tenant) => $"{publicUrl}/{tenant}/";

    public bool CountsAt(DateTimeOffset now) =>
        NotBefore - KeyRotation.ClockSkew <= now && now < ExpiresAt + KeyRotation.ClockSkew;

    public byte[] ToJson(string publicUrl)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("aud", Audience);
            json.WriteString("iss", IssuerOf(publicUrl, Owner.TenantId));
            json.WriteNumber("iat", NotBefore.ToUnixTimeSeconds());
            json.WriteNumber("nbf", NotBefore.ToUnixTimeSeconds());
            json.WriteNumber("exp", ExpiresAt.ToUnixTimeSeconds());
            json.WriteString("appid", Owner.ClientId.ToString());
            json.WriteString("tid", Owner.TenantId.ToString());
            json.WriteString("ver", "1.0");
            if (Owner.UserId is { } user)
            {
                json.WriteString("idtyp", "user");
                json.WriteString("oid", user.ToString());
                json.WriteString("sub", user.ToString());
                json.WriteString("upn", Owner.UserName);
                json.WriteString("unique_name", Owner.UserName);
                json.WriteString("name", Owner.FullName);
                json.WriteString("scp", "user_impersonation");
            }
            else
            {
                json.WriteString("idtyp", "app");
                json.WriteString("sub", Owner.ClientId.ToString());
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The token behind the payload of a verified signature; null when it is none of ours.</summary>
    public static AccessToken? FromJson(ReadOnlyMemory<byte> payload, string publicUrl)
    {
        try
        {
            using var json = JsonDocument.Parse(payload, StrictJson);
            return json.RootElement.ValueKind == JsonValueKind.Object ? From(json.RootElement, publicUrl) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no valid UTF-16.
            return null;
        }
    }

    private static AccessToken? From(JsonElement claims, string publicUrl)
    {
        if (Id(claims, "tid") is not { } tenant
            || Id(claims, "appid") is not { } client
            || Text(claims, "iss") != IssuerOf(publicUrl, new TenantId(tenant))
            || Text(claims, "aud") is not { } audience
            || Instant(claims, "nbf") is not { } notBefore
            || Instant(claims, "exp") is not { } expiresAt)
        {
            return null;
        }

        var owner = new TokenOwner(new TenantId(tenant), new ClientId(client), null, null, null);
        switch (Text(claims, "idtyp"))
        {
            case "app":
                break;
            case "user" when Id(claims, "oid") is { } user
                && Text(claims, "upn") is { } upn
                && Text(claims, "name") is { } name:
                owner = owner with { UserId = new UserId(user), UserName = upn, FullName = name };
                break;
            default:
                return null;
        }

        return new AccessToken(owner, audience, notBefore, expiresAt);
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static Guid? Id(JsonElement claims, string name) =>
        Guid.TryParseExact(Text(claims, name), "D", out var id) ? id : null;

    private static DateTimeOffset? Instant(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is >= 0 and < 253_402_300_800 // the year 10000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
