namespace Kontor.Sandbox;

/// <summary>
/// The clock by which the demo world's past is lived through. It stands until it is moved, and never goes back.
/// </summary>
internal sealed class SeedClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>To that instant; to a little later than now when it has passed, so that no two acts coincide.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        var next = GetUtcNow().AddSeconds(1);
        Interlocked.Exchange(ref _ticks, (instant > next ? instant : next).UtcTicks);
    }
}
