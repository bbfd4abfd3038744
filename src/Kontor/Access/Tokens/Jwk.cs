using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Kontor.Access;

/// <summary>A public RSA key as RFC 7517 writes it.</summary>
/// <param name="KeyType">Always RSA.</param>
/// <param name="Use">What for: <c>sig</c>.</param>
/// <param name="Algorithm">Always RS256.</param>
/// <param name="KeyId">The id that token headers name.</param>
/// <param name="Modulus">Base64url.</param>
/// <param name="Exponent">Base64url.</param>
public sealed record Jwk(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("n")] string Modulus,
    [property: JsonPropertyName("e")] string Exponent)
{
    public static Jwk From(PublicKey key) => new(
        "RSA", "sig", Jws.Algorithm, key.KeyId,
        Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent));

    /// <summary>The key; throws when it is not an RSA key of a size that is accepted.</summary>
    public PublicKey ToKey() =>
        KeyType == "RSA"
            ? new PublicKey(KeyId, new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars(Modulus),
                Exponent = Base64Url.DecodeFromChars(Exponent),
            })
            : throw new CryptographicException($"A key of type {KeyType} is not supported.");
}

/// <summary>The keys a verifier needs, as RFC 7517 writes a set of them.</summary>
public sealed record JwkSet([property: JsonPropertyName("keys")] IReadOnlyList<Jwk> Keys);

[JsonSerializable(typeof(JwkSet))]
internal sealed partial class JwkJson : JsonSerializerContext;
