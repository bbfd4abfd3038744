namespace Kontor.Tests.Access;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class WallClockOfTest : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
