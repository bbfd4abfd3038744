using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Announcements;

/// <summary>What an operator wants to announce.</summary>
/// <param name="Category">Null where none, or none that there is, was chosen.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Words">By language; English always, the others where somebody wrote them.</param>
public sealed record AnnouncementWish(
    AnnouncementCategory? Category, Audience Audience, ImmutableDictionary<string, AnnouncementWords> Words);

/// <summary>OPS-21: what an announcement consists of.</summary>
public static class AnnouncementRules
{
    public const int MaxTitleLength = 120;

    public const int MaxSummaryLength = 400;

    public const int MaxTextLength = 8_000;

    /// <summary>In which every announcement is written; who reads another language gets this where that one is missing.</summary>
    public const string FirstLanguage = "en";

    /// <param name="wish">What is wanted.</param>
    /// <param name="regions">The region groups that there are.</param>
    public static Decision IsSound(AnnouncementWish wish, IEnumerable<string> regions) => Decision.RequireAll(
            (wish.Category is not null, AnnouncementReasons.CategoryUnknown),
            (wish.Audience.Regions.All(regions.Contains), AnnouncementReasons.RegionUnknown),
            (wish.Words.ContainsKey(FirstLanguage), AnnouncementReasons.EnglishMissing))
        .And(Decision.RequireAll(
            (wish.Words.Values.All(IsWhole),
                AnnouncementReasons.WordsInvalid.About(MaxTitleLength, MaxSummaryLength, MaxTextLength))));

    /// <summary>Whether what stands in one language is all that is needed, and not too much.</summary>
    private static bool IsWhole(AnnouncementWords words) =>
        IsBetween(words.Title, MaxTitleLength) && !words.Title.Any(char.IsControl)
        && IsBetween(words.Summary, MaxSummaryLength)
        && IsBetween(words.Details, MaxTextLength)
        && words.NextSteps.Length <= MaxTextLength;

    private static bool IsBetween(string text, int most) => text.Trim().Length > 0 && text.Length <= most;

    /// <summary>Withdrawn is final: partners may have acted on its absence.</summary>
    public static Decision MayChange(Announcement announcement, int? version) => Decision.RequireAll(
        (announcement.WithdrawnAt is null, AnnouncementReasons.Withdrawn),
        (version is null || version == announcement.Version, AnnouncementReasons.ChangedMeanwhile));
}
