using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Kontor.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>
/// The signing keys of the group of servers, as this server knows them. They are read when first needed, every hour,
/// and when a token names an unknown one; a key that is due is made on the way.
/// </summary>
public sealed class SigningKeys(
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    NewKeyPair newKeyPair,
    [FromKeyedServices(WallClock.Key)] TimeProvider clock,
    ILogger<SigningKeys> log) : IDisposable
{
    /// <summary>Unknown key ids make this server look into the database, but not more often than this.</summary>
    private static readonly TimeSpan UnknownKeyPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Kontor.Access.SigningKeys");
    private readonly SemaphoreSlim _turn = new(1);
    private volatile Ring? _ring;

    /// <summary>The key that signs now.</summary>
    public async ValueTask<PrivateKey> Signing(CancellationToken cancel)
    {
        var now = clock.Now();
        var ring = await Fresh(now, cancel);
        return ring.SigningAt(now) ?? (await Reloaded(ring, now, cancel)).SigningAt(now)
            ?? throw new InvalidOperationException("There is no key to sign with.");
    }

    /// <summary>The key with that id if its tokens still count; null otherwise.</summary>
    public async ValueTask<PublicKey?> Find(string keyId, CancellationToken cancel)
    {
        var now = clock.Now();
        var ring = await Fresh(now, cancel);
        if (!ring.ById.ContainsKey(keyId) && now - ring.LoadedAt >= UnknownKeyPause)
        {
            ring = await Reloaded(ring, now, cancel);
        }

        return ring.ById.TryGetValue(keyId, out var key) && key.Period.Verifies(now) ? key.Public : null;
    }

    /// <summary>Every key that signs, signed or will sign tokens that somebody may have to verify.</summary>
    public async ValueTask<JwkSet> Published(CancellationToken cancel)
    {
        var now = clock.Now();
        var ring = await Fresh(now, cancel);
        return new JwkSet([.. ring.Keys.Where(key => key.Period.Verifies(now)).Select(key => Jwk.From(key.Public))]);
    }

    public void Dispose() => _turn.Dispose();

    private ValueTask<Ring> Fresh(DateTimeOffset now, CancellationToken cancel) =>
        _ring is { } ring && now - ring.LoadedAt < RefreshAfter ? new(ring) : new(Reloaded(_ring, now, cancel));

    /// <summary>One thread reads for all that wait.</summary>
    private async Task<Ring> Reloaded(Ring? outdated, DateTimeOffset now, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_ring is { } already && already != outdated)
            {
                return already;
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
            var ring = await Load(db, now, cancel);
            if (KeyRotation.Due(ring.Periods, ring.UsablePeriods, now) is { } due)
            {
                await Create(db, due, now, cancel);
                ring = await Load(db, now, cancel);
            }

            return _ring = ring;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Ring> Load(KontorDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.SigningKeys.AsNoTracking()
            .Where(key => key.Algorithm == Jws.Algorithm)
            .OrderBy(key => key.Generation)
            .ToListAsync(cancel);
        return new Ring([.. rows.Select(Known)], now);
    }

    private KnownKey Known(SigningKey row)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(row.PublicKey, out _);
        return new KnownKey(row.Period, new PublicKey(row.Kid, rsa.ExportParameters(false)), PrivateHalf(row));
    }

    private PrivateKey? PrivateHalf(SigningKey row)
    {
        try
        {
            return new PrivateKey(row.Kid, _protector.Unprotect(row.ProtectedPrivateKey));
        }
        catch (CryptographicException failure)
        {
            // This server lacks the key or certificate that protects it. It can verify with the public half, and signs
            // with a key of its own making.
            log.LogWarning(failure, "Signing key {KeyId} cannot be decrypted here.", row.Kid);
            return null;
        }
    }

    private async Task Create(KontorDb db, KeyPeriod period, DateTimeOffset now, CancellationToken cancel)
    {
        using var rsa = newKeyPair();
        var kid = PublicKey.ThumbprintOf(rsa.ExportParameters(false));
        var publicHalf = rsa.ExportSubjectPublicKeyInfo();
        var privateHalf = _protector.Protect(rsa.ExportPkcs8PrivateKey());

        // Several servers may be here at once; the generation is unique and the first one's key stays.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into signing_keys
                (kid, algorithm, generation, public_key, protected_private_key,
                 created_at, signs_from, signs_until, verifies_until)
            values
                ({kid}, {Jws.Algorithm}, {period.Generation}, {publicHalf}, {privateHalf},
                 {now}, {period.SignsFrom}, {period.SignsUntil}, {period.VerifiesUntil})
            on conflict (generation) do nothing
            """,
            cancel);

        // Keys whose last token is long gone are no use to anybody but a thief; the newest ones keep the count.
        await db.SigningKeys
            .Where(key => key.VerifiesUntil < now && key.Generation < period.Generation - 1)
            .ExecuteDeleteAsync(cancel);
    }

    private sealed record KnownKey(KeyPeriod Period, PublicKey Public, PrivateKey? Private);

    private sealed class Ring(ImmutableArray<KnownKey> keys, DateTimeOffset loadedAt)
    {
        public ImmutableArray<KnownKey> Keys => keys;

        public DateTimeOffset LoadedAt => loadedAt;

        public FrozenDictionary<string, KnownKey> ById { get; } =
            keys.ToFrozenDictionary(key => key.Public.KeyId, StringComparer.Ordinal);

        public ImmutableArray<KeyPeriod> Periods => [.. keys.Select(key => key.Period)];

        public ImmutableArray<KeyPeriod> UsablePeriods =>
            [.. keys.Where(key => key.Private is not null).Select(key => key.Period)];

        public PrivateKey? SigningAt(DateTimeOffset now)
        {
            var period = KeyRotation.Signing(UsablePeriods, now);
            return keys.FirstOrDefault(key => key.Period == period)?.Private;
        }
    }
}
