using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Kontor.Access;

/// <summary>Reads a request for a token from its form, bounded in size and shape (RFC 6749 3.2, 4.3, 4.4).</summary>
internal static class TokenForm
{
    /// <summary>Bytes of a request.</summary>
    public const int MaxBody = 32 * 1024;

    private const int MaxTenantLength = 253;
    private const string BasicScheme = "Basic ";

    private static readonly FormOptions Limits =
        new() { ValueCountLimit = 64, KeyLengthLimit = 128, ValueLengthLimit = 16 * 1024 };

    /// <summary>A domain name, a tenant id, common or organizations.</summary>
    public static bool IsTenant(string segment) =>
        segment.Length is > 0 and <= MaxTenantLength
        && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    /// <summary>Whether any tenant is meant.</summary>
    public static bool IsAnyTenant(string segment) =>
        segment.Equals("common", StringComparison.OrdinalIgnoreCase)
        || segment.Equals("organizations", StringComparison.OrdinalIgnoreCase);

    /// <summary>The request, or what is wrong with it.</summary>
    /// <param name="http">The request as it came.</param>
    /// <param name="tenant">The tenant of the address; null where it names none.</param>
    /// <param name="asks">What the form says the token is for: <c>resource</c>, <c>scope</c>, or either.</param>
    /// <param name="publicUrl">Kontor's own address.</param>
    public static async Task<(TokenRequest? Request, TokenRefused? Refused)> Read(
        HttpContext http, string? tenant, string[] asks, string publicUrl)
    {
        if (tenant is not null && !IsTenant(tenant))
        {
            return (null, TokenRefused.InvalidTenant);
        }

        if (await ReadForm(http) is not { } form)
        {
            return (null, TokenRefused.InvalidRequest(
                "The body must be a form of type application/x-www-form-urlencoded, of at most 64 fields and 32 KB."));
        }

        if (form.FirstOrDefault(field => field.Value.Count > 1) is { Key: { } repeated })
        {
            return (null, TokenRefused.InvalidRequest($"The parameter '{Printable(repeated)}' stands more than once."));
        }

        var grant = Field(form, "grant_type");
        if (grant is null)
        {
            return (null, Missing("grant_type"));
        }

        if (grant is not ("client_credentials" or "password"))
        {
            return (null, TokenRefused.UnsupportedGrant);
        }

        var (clientId, secret, isMixed) = Client(http.Request, form);
        var asked = asks.FirstOrDefault(name => Field(form, name) is not null);
        var isUser = grant == "password";
        var refused =
            isMixed ? TokenRefused.InvalidRequest("Send the client's secret in the header or in the form, not in both.")
            : clientId is null ? Missing("client_id")
            : asked is null ? Missing(asks[0])
            : isUser && Field(form, "username") is null ? Missing("username")
            : isUser && Field(form, "password") is null ? Missing("password")
            : !isUser && secret is null ? Missing("client_secret")
            : null;
        if (refused is not null)
        {
            return (null, refused);
        }

        var audience = asked == "scope" ? Resources.OfScope(Field(form, "scope")!, isUser) : Field(form, asked!);
        if (audience is null || !Resources.IsKnown(audience, publicUrl, $"{http.Request.Scheme}://{http.Request.Host}"))
        {
            return (null, asked == "scope" ? TokenRefused.InvalidScope : TokenRefused.InvalidResource);
        }

        return (new TokenRequest(
            tenant is null || IsAnyTenant(tenant) ? null : tenant,
            clientId!,
            secret,
            isUser ? new TokenUser(Field(form, "username")!, Field(form, "password")!) : null,
            audience,
            http.Connection.RemoteIpAddress?.ToString() ?? ""), null);
    }

    private static async Task<IFormCollection?> ReadForm(HttpContext http)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim();
        if (!"application/x-www-form-urlencoded".Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return await http.Request.ReadFormAsync(Limits, http.RequestAborted);
        }
        catch (Exception failure) when (failure is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>RFC 6749 2.3.1: the client in the form, or by HTTP Basic.</summary>
    private static (string? Id, string? Secret, bool IsMixed) Client(HttpRequest request, IFormCollection form)
    {
        var (id, secret) = (Field(form, "client_id"), Field(form, "client_secret"));
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(BasicScheme, StringComparison.OrdinalIgnoreCase))
        {
            return (id, secret, false);
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[BasicScheme.Length..].Trim(), bytes, out var length))
        {
            return (null, null, false);
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        var named = Uri.UnescapeDataString(parts[0]);
        var isMixed = secret is not null || (id ?? named) != named;
        return (named, parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null, isMixed);
    }

    private static string? Field(IFormCollection form, string name) =>
        form.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value.ToString() : null;

    private static TokenRefused Missing(string name) =>
        TokenRefused.InvalidRequest($"The request body must contain the parameter '{name}'.");

    private static string Printable(string name) =>
        name.Length <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : "?";
}
