using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Kernel;

/// <summary>
/// Random secrets for links and applications. Whoever receives one sees it once; what is kept is its SHA-256, which is
/// enough for 256 random bits.
/// </summary>
public static class Secrets
{
    private const int Bytes = 32;

    /// <summary>43 characters that can stand in an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether the secret is the one behind the hash, in constant time.</summary>
    public static bool Matches(string secret, ReadOnlySpan<byte> hash) =>
        CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
