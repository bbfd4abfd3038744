using System.Collections.Immutable;

namespace Kontor.Access;

/// <summary>The time of one signing key. Keys follow one another by generation, beginning with 1.</summary>
/// <param name="Generation">1, 2, 3 … without a gap; what two servers that rotate at once collide on.</param>
/// <param name="SignsFrom">It is published before, from its creation on.</param>
/// <param name="SignsUntil">The end of signing, not included.</param>
public sealed record KeyPeriod(int Generation, DateTimeOffset SignsFrom, DateTimeOffset SignsUntil)
{
    /// <summary>When its last token has expired on every clock.</summary>
    public DateTimeOffset VerifiesUntil => SignsUntil + KeyRotation.TokenLifetime + (2 * KeyRotation.ClockSkew);

    public bool Signs(DateTimeOffset now) => SignsFrom <= now && now < SignsUntil;

    public bool Verifies(DateTimeOffset now) => now < VerifiesUntil;
}

/// <summary>When signing keys begin, end and follow one another.</summary>
public static class KeyRotation
{
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    /// <summary>How far the clocks of servers and clients may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan SigningTime = TimeSpan.FromDays(90);

    /// <summary>A key is published this long before it signs; verifiers that cache keys have it by then.</summary>
    public static readonly TimeSpan PublishedAhead = TimeSpan.FromDays(7);

    /// <summary>The period that signs now: of several, the latest generation; null when there is none.</summary>
    public static KeyPeriod? Signing(IEnumerable<KeyPeriod> periods, DateTimeOffset now) =>
        periods.Where(period => period.Signs(now)).MaxBy(period => period.Generation);

    /// <summary>The period of the key to create now, or null when none is due.</summary>
    /// <param name="known">Every period on record, of keys that this server can sign with or not.</param>
    /// <param name="usable">Those of them that this server can sign with.</param>
    /// <param name="now">The present instant.</param>
    public static KeyPeriod? Due(
        ImmutableArray<KeyPeriod> known, ImmutableArray<KeyPeriod> usable, DateTimeOffset now)
    {
        var generation = known.Select(period => period.Generation).DefaultIfEmpty().Max() + 1;
        if (Signing(usable, now) is not { } current)
        {
            return new KeyPeriod(generation, now, now + SigningTime);
        }

        var hasSuccessor = usable.Any(period => period.SignsUntil > current.SignsUntil);
        return hasSuccessor || now < current.SignsUntil - PublishedAhead
            ? null
            : new KeyPeriod(generation, current.SignsUntil, current.SignsUntil + SigningTime);
    }
}
