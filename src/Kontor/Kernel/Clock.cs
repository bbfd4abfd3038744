namespace Kontor.Kernel;

public static class Clock
{
    /// <summary>The current instant in whole microseconds: a finer tick does not survive PostgreSQL.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
