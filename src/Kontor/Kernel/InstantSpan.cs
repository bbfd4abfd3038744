namespace Kontor.Kernel;

/// <summary>A span of time; null is an open end.</summary>
/// <param name="From">First instant.</param>
/// <param name="Until">First instant that does not belong to it any more.</param>
public readonly record struct InstantSpan(DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>The smallest id that was given in it; ids of version 7 begin with their instant.</summary>
    public Guid? FirstId => From is { } from ? IdAt(from) : null;

    /// <summary>The smallest id that was given after it.</summary>
    public Guid? EndId => Until is { } until ? IdAt(until) : null;

    /// <summary>Days of UTC, as all pages show them; both belong to it.</summary>
    public static InstantSpan OfDays(DateOnly? from, DateOnly? to) => new(
        from is { } first ? Midnight(first) : null,
        to is { } last && last < DateOnly.MaxValue ? Midnight(last.AddDays(1)) : null);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The smallest id of that millisecond.</summary>
    private static Guid IdAt(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var milliseconds = Math.Max(0, instant.ToUnixTimeMilliseconds());
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)((milliseconds >> (8 * (5 - i))) & 0xFF);
        }

        return new Guid(bytes, bigEndian: true);
    }
}
