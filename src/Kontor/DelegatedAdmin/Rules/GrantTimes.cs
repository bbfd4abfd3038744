using System.Collections.Immutable;

namespace Kontor.DelegatedAdmin;

/// <summary>What the clock does to delegated admin rights, and when (CUS-76 … CUS-78).</summary>
public static class GrantTimes
{
    /// <summary>Stands for no end, so that lists can be ordered by the end.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>So long before the end both sides are told.</summary>
    public static readonly ImmutableArray<int> NoticeDays = [30, 7, 1];

    /// <summary>
    /// So long before its end a grant is extended: a server that stands still for some days lets no right end by mistake.
    /// </summary>
    public static readonly TimeSpan ExtensionLead = TimeSpan.FromDays(7);

    /// <summary>When the clock has something to do next; null when never. An instant in the past means at once.</summary>
    /// <param name="state">As stored.</param>
    /// <param name="until">When the request lapses or the rights end.</param>
    /// <param name="extendsItself">Whether the end is put off.</param>
    /// <param name="after">What was due until then is done.</param>
    public static DateTimeOffset? NextDue(
        GrantState state, DateTimeOffset until, bool extendsItself, DateTimeOffset after)
    {
        if (GrantStates.IsFinal(state) || until == Never)
        {
            return null;
        }

        if (state == GrantState.Requested)
        {
            return until;
        }

        if (extendsItself && after >= until - ExtensionLead)
        {
            return after;
        }

        DateTimeOffset[] instants =
        [
            .. NoticeDays.Select(days => until.AddDays(-days)),
            .. extendsItself ? [until - ExtensionLead] : Array.Empty<DateTimeOffset>(),
            until,
        ];
        return instants.Where(at => at > after).DefaultIfEmpty(until).Min();
    }

    /// <summary>What is to be done now with a grant that is due.</summary>
    public static GrantEvent Step(GrantState state, DateTimeOffset until, bool extendsItself, DateTimeOffset now) =>
        state == GrantState.Requested ? GrantEvent.Lapsed
        : now >= until ? GrantEvent.Ended
        : extendsItself && now >= until - ExtensionLead ? GrantEvent.Extended
        : GrantEvent.Announced;
}
