using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kontor.Kernel;
using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>Issues access tokens and verifies them, the second time from memory.</summary>
public sealed class AccessTokens(
    SigningKeys keys,
    IOptions<AccessOptions> options,
    [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    private const int Remembered = 50_000;

    private readonly string _publicUrl = options.Value.PublicUrl;
    private readonly BoundedCache<Digest, AccessToken> _verified = new(Remembered);

    /// <summary>A token for an hour.</summary>
    /// <param name="owner">Whom it is for.</param>
    /// <param name="audience">The resource asked for.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async ValueTask<(string Token, AccessToken Content)> Issue(
        TokenOwner owner, string audience, CancellationToken cancel)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.Now().ToUnixTimeSeconds());
        var content = new AccessToken(owner, audience, now, now + KeyRotation.TokenLifetime);
        return (Jws.Sign(await keys.Signing(cancel), content.ToJson(_publicUrl)), content);
    }

    /// <summary>What the token says, if a server of this group signed it and it counts now; null otherwise.</summary>
    public ValueTask<AccessToken?> Verify(ReadOnlySpan<char> token, CancellationToken cancel)
    {
        if (token.Length > Jws.MaxLength)
        {
            return default;
        }

        var digest = Digest.Of(token);
        if (_verified.TryGet(digest, out var known))
        {
            return new(known.CountsAt(clock.Now()) ? known : null);
        }

        return Jws.Parse(token) is { Type: "JWT", KeyId: not null } jws ? Verify(jws, digest, cancel) : default;
    }

    private async ValueTask<AccessToken?> Verify(Jws jws, Digest digest, CancellationToken cancel)
    {
        if (await keys.Find(jws.KeyId!, cancel) is not { } key
            || jws.PayloadSignedBy(key) is not { } payload
            || AccessToken.FromJson(payload, _publicUrl) is not { } token
            || !token.CountsAt(clock.Now()))
        {
            return null;
        }

        _verified.Set(digest, token);
        return token;
    }

    /// <summary>SHA-256 of a token: memory holds no token that somebody could use.</summary>
    private readonly record struct Digest(UInt128 Left, UInt128 Right)
    {
        public static Digest Of(ReadOnlySpan<char> token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
            return new Digest(MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
        }
    }
}
