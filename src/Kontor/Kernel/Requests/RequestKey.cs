using System.Security.Cryptography;
using System.Text;

namespace Kontor.Kernel;

/// <summary>What the caller named its request, so that a repetition is known for one.</summary>
/// <param name="TenantId">The caller's tenant; another tenant's request of the same name is another request.</param>
/// <param name="Key">Unique per tenant.</param>
/// <param name="Fingerprint">SHA-256 of method, path and body.</param>
public sealed record RequestKey(TenantId TenantId, string Key, byte[] Fingerprint)
{
    /// <summary><c>/v1</c>: the same id with another method, path or body is another request.</summary>
    public static RequestKey OfWire(TenantId tenant, string requestId, string method, string path, ReadOnlySpan<byte> body)
    {
        var fingerprint = Print(method, path, body);
        return new(tenant, $"v1:{requestId}:{Convert.ToHexStringLower(fingerprint.AsSpan(0, 16))}", fingerprint);
    }

    /// <summary><c>/api</c>: the key alone names the request; another body under it is a mistake.</summary>
    public static RequestKey OfApi(TenantId tenant, string idempotencyKey, string method, string path, ReadOnlySpan<byte> body) =>
        new(tenant, $"api:{idempotencyKey}", Print(method, path, body));

    /// <summary>A page: the form's hidden key, filled in otherwise, is another request (someone went back).</summary>
    public static RequestKey OfPage(TenantId tenant, string formKey, string path, ReadOnlySpan<byte> form)
    {
        var fingerprint = Print("POST", path, form);
        return new(tenant, $"page:{formKey}:{Convert.ToHexStringLower(fingerprint.AsSpan(0, 16))}", fingerprint);
    }

    private static byte[] Print(string method, string path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method} {path.ToUpperInvariant()}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
