using System.Collections.Immutable;
using Kontor.Enrolment;

namespace Kontor.Announcements;

/// <summary>What an announcement is about (OPS-21).</summary>
public enum AnnouncementCategory
{
    /// <summary>Rules of the program, such as what partners may sell each other (MUL-09).</summary>
    Policy,

    /// <summary>What the portal and the interfaces can do.</summary>
    Features,
    Offers,
    Billing,
    Security,
}

/// <summary>For whom an announcement is (OPS-21). What is left open is for all.</summary>
/// <param name="Types">Partners enrolled in one of these; none for partners of every type, and of none yet.</param>
/// <param name="Regions">Partners of one of these region groups; none for every region.</param>
public sealed record Audience(ImmutableArray<PartnerType> Types, ImmutableArray<string> Regions)
{
    public static Audience Everybody { get; } = new([], []);

    public bool Equals(Audience? other) =>
        other is not null && Types.SequenceEqual(other.Types) && Regions.SequenceEqual(other.Regions);

    public override int GetHashCode() => HashCode.Combine(Types.Length, Regions.Length);
}

/// <summary>An announcement in one language.</summary>
/// <param name="Title">1 to <see cref="AnnouncementRules.MaxTitleLength"/> characters.</param>
/// <param name="Summary">1 to <see cref="AnnouncementRules.MaxSummaryLength"/>: what lists show.</param>
/// <param name="Details">1 to <see cref="AnnouncementRules.MaxTextLength"/>.</param>
/// <param name="NextSteps">What the reader does about it; may be empty.</param>
public sealed record AnnouncementWords(string Title, string Summary, string Details, string NextSteps);

/// <summary>News of the program for its partners (OPS-20). It is corrected or withdrawn, and never removed.</summary>
public sealed class Announcement
{
    /// <summary>Grows with time: the order of lists, and the month that it belongs to.</summary>
    public required Guid Id { get; init; }

    public required AnnouncementCategory Category { get; set; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Names of <see cref="PartnerType"/>; none for all.</summary>
    public required string[] Types { get; set; }

    /// <summary>Region groups; none for all.</summary>
    public required string[] Regions { get; set; }

    /// <summary>MUL-09: the version of the policy that it tells of; null for what an operator wrote.</summary>
    public int? PolicyVersion { get; init; }

    public DateTimeOffset? CorrectedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Raised by one on each change, so that of two at once only one is saved.</summary>
    public int Version { get; private set; }

    public void Correct(DateTimeOffset now)
    {
        CorrectedAt = now;
        Version++;
    }

    public void Withdraw(DateTimeOffset now)
    {
        WithdrawnAt = now;
        Version++;
    }
}
