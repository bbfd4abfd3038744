namespace Kontor.Access;

/// <summary>
/// Slows down guessing: after some failures in a minute, one client id gets no further attempts from one address until
/// the minute is over, right or wrong. Counted in this server's memory.
/// </summary>
public sealed class FailureLimit([FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    public const int Failures = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private const int Remembered = 20_000;
    private const int MaxClientLength = 64;

    private readonly BoundedCache<(string Client, string Address), Count> _counts = new(Remembered);

    /// <summary>How long the next attempt has to wait; null when it may be made.</summary>
    public TimeSpan? Wait(string client, string address)
    {
        var now = clock.GetUtcNow();
        return _counts.TryGet(KeyOf(client, address), out var count) && count.Failures >= Failures && now < count.Until
            ? count.Until - now
            : null;
    }

    public void Failed(string client, string address)
    {
        var now = clock.GetUtcNow();
        var key = KeyOf(client, address);
        if (!_counts.TryGet(key, out var count) || now >= count.Until)
        {
            count = new Count(now + Window);
            _counts.Set(key, count);
        }

        Interlocked.Increment(ref count.Failures);
    }

    private static (string Client, string Address) KeyOf(string client, string address) =>
        (client.Length > MaxClientLength ? client[..MaxClientLength] : client, address);

    private sealed class Count(DateTimeOffset until)
    {
        public int Failures;

        public DateTimeOffset Until => until;
    }
}
