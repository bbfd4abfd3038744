namespace Kontor.Kernel;

/// <summary>When a mail that failed is tried again, and when no more.</summary>
public static class MailRetry
{
    /// <summary>
    /// How often a mail is tried: after pauses of 1, 2, 4 … seconds, which an hour ends, that is two days.
    /// </summary>
    public const int MostAttempts = 60;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The pause before the next attempt; null when there is none.</summary>
    /// <param name="failures">How often it failed before this time: 0 or more.</param>
    /// <param name="isFinal">Whether it was refused for good.</param>
    public static TimeSpan? After(int failures, bool isFinal) => isFinal || failures + 1 >= MostAttempts
        ? null
        : TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, failures)));
}
