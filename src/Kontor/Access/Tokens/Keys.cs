using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Access;

/// <summary>
/// The half of a signing key that verifies. Framework keys must not be used by two threads at once and are costly to
/// set up, so a few are kept.
/// </summary>
public sealed class PublicKey
{
    /// <summary>Bits of the modulus. Keys outside are refused: smaller ones are weak, larger ones slow.</summary>
    public const int MinBits = 2048;
    private const int MaxBits = 8192;

    private readonly RSAParameters _parameters;
    private readonly ConcurrentBag<RSA> _idle = [];

    public PublicKey(string keyId, RSAParameters parameters)
    {
        var bits = (parameters.Modulus ?? []).Length * 8;
        if (bits is < MinBits or > MaxBits)
        {
            throw new CryptographicException($"A key has {MinBits} to {MaxBits} bits, not {bits}.");
        }

        KeyId = keyId;
        _parameters = new RSAParameters { Modulus = parameters.Modulus, Exponent = parameters.Exponent };
    }

    public string KeyId { get; }

    public ReadOnlySpan<byte> Modulus => _parameters.Modulus;

    public ReadOnlySpan<byte> Exponent => _parameters.Exponent;

    /// <summary>RFC 7638: the key's SHA-256 thumbprint, which is its key id here.</summary>
    public static string ThumbprintOf(RSAParameters parameters)
    {
        var e = Base64Url.EncodeToString(parameters.Exponent);
        var n = Base64Url.EncodeToString(parameters.Modulus);
        var json = Encoding.ASCII.GetBytes($$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""");
        return Base64Url.EncodeToString(SHA256.HashData(json));
    }

    public bool Verifies(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        if (!_idle.TryTake(out var rsa))
        {
            rsa = RSA.Create(_parameters);
        }

        var holds = rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _idle.Add(rsa);
        return holds;
    }
}

/// <summary>Makes a key pair of <see cref="PublicKey.MinBits"/>, which takes a tenth of a second: tests have some at hand.</summary>
public delegate RSA NewKeyPair();

/// <summary>The half of a signing key that signs. It is in the clear only in memory.</summary>
public sealed class PrivateKey(string keyId, ReadOnlyMemory<byte> pkcs8)
{
    private readonly ConcurrentBag<RSA> _idle = [];

    public string KeyId => keyId;

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        if (!_idle.TryTake(out var rsa))
        {
            rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8.Span, out _);
        }

        var signature = rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _idle.Add(rsa);
        return signature;
    }
}
