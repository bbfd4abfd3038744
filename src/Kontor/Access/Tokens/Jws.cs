using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Kontor.Access;

/// <summary>
/// A signed token in the compact form of RFC 7515, read but not yet believed: the payload is handed out against a key
/// that verifies it. One algorithm, RS256, fixed here and not by the token (RFC 8725 3.1). Everything that is wrong
/// with a token looks the same from outside: null.
/// </summary>
public sealed class Jws
{
    public const string Algorithm = "RS256";

    /// <summary>Characters. Longer tokens are not looked at.</summary>
    public const int MaxLength = 8192;

    private const int MaxHeaderMembers = 16;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly JsonDocumentOptions StrictJson = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    private readonly byte[] _signed;
    private readonly byte[] _payload;
    private readonly byte[] _signature;

    private Jws(string? type, string? keyId, byte[] signed, byte[] payload, byte[] signature) =>
        (Type, KeyId, _signed, _payload, _signature) = (type, keyId, signed, payload, signature);

    /// <summary>The header's <c>typ</c>, or null. Whoever accepts tokens wants a certain one (RFC 8725 3.11).</summary>
    public string? Type { get; }

    /// <summary>The header's <c>kid</c>, or null.</summary>
    public string? KeyId { get; }

    /// <summary>The token in its parts; null when it is malformed or claims another algorithm.</summary>
    public static Jws? Parse(ReadOnlySpan<char> token)
    {
        if (token.Length > MaxLength)
        {
            return null;
        }

        var firstDot = token.IndexOf('.');
        var lastDot = token.LastIndexOf('.');
        if (firstDot <= 0
            || firstDot == lastDot
            || Decode(token[..firstDot]) is not { } header
            || Decode(token[(firstDot + 1)..lastDot]) is not { } payload
            || Decode(token[(lastDot + 1)..]) is not { } signature
            || !TryReadHeader(header, out var type, out var keyId))
        {
            return null;
        }

        var signed = new byte[lastDot];
        Encoding.ASCII.GetBytes(token[..lastDot], signed);
        return new Jws(type, keyId, signed, payload, signature);
    }

    /// <summary>A token of type JWT with this payload, signed by that key.</summary>
    public static string Sign(PrivateKey key, ReadOnlySpan<byte> payload)
    {
        var header = Encoding.UTF8.GetBytes(
            $$"""{"typ":"JWT","alg":"{{Algorithm}}","kid":"{{JsonEncodedText.Encode(key.KeyId)}}"}""");
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The payload, if this key signed it; null otherwise.</summary>
    public byte[]? PayloadSignedBy(PublicKey key) => key.Verifies(_signed, _signature) ? _payload : null;

    /// <summary>Base64url without padding, white space or stray bits, so that one value has one spelling.</summary>
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.ContainsAnyExcept(Alphabet))
        {
            return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var status = Base64Url.DecodeFromChars(text, bytes, out var read, out var written);
        return status == OperationStatus.Done && read == text.Length ? bytes[..written] : null;
    }

    private static bool TryReadHeader(byte[] header, out string? type, out string? keyId)
    {
        (type, keyId) = (null, null);
        try
        {
            using var json = JsonDocument.Parse(header, StrictJson);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || json.RootElement.GetPropertyCount() > MaxHeaderMembers
                || json.RootElement.TryGetProperty("crit", out _)
                || Text(json.RootElement, "alg") != Algorithm)
            {
                return false;
            }

            (type, keyId) = (Text(json.RootElement, "typ"), Text(json.RootElement, "kid"));
            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no valid UTF-16.
            return false;
        }
    }

    private static string? Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
